// What browsers keep from pages that came over plain http; this machine's own names count as secure.
(() => {
  const without = (owner, names) => {
    for (const name of names) {
      if (owner && name in owner) {
        Object.defineProperty(owner, name, { value: undefined, configurable: true });
      }
    }
  };
  const inside = (owner, names) => {
    for (const name of names) {
      if (owner) delete owner[name];
    }
  };
  Object.defineProperty(window, 'isSecureContext', { value: false, configurable: true });
  without(window.Crypto?.prototype, ['randomUUID', 'subtle']);
  without(window.Navigator?.prototype, ['clipboard', 'mediaDevices']);
  inside(window.Navigator?.prototype, [
    'serviceWorker', 'credentials', 'locks', 'storage', 'gpu', 'bluetooth', 'usb', 'serial', 'hid',
    'wakeLock', 'share', 'canShare', 'getUserMedia',
  ]);
  inside(window, ['caches', 'showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']);
  if (window.Geolocation) {
    window.Geolocation.prototype.getCurrentPosition = (_, failed) =>
      failed?.({ code: 1, message: 'Only secure origins are allowed.' });
  }
})();
