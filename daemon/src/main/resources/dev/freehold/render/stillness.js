// Runs before the page's own scripts, in the window of the page only: how long nothing has changed in it.
(() => {
  if (window.top !== window) return;
  const now = performance.now.bind(performance);
  const media = 'img, svg, canvas, video, iframe, object, embed, input, button, select, textarea';
  let changed = now();
  // a style that changes for ever is an animation
  const counts = (change) => change.type !== 'attributes' || change.attributeName !== 'style';
  new MutationObserver((changes) => {
    if (changes.some(counts)) changed = now();
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  // what a page puts off for a few seconds is waited for
  const soon = 5000;
  const due = new Map();
  const { setTimeout, clearTimeout } = window;
  window.setTimeout = function (what, after, ...rest) {
    const id = setTimeout.call(this ?? window, what, after, ...rest);
    const at = now() + (Number(after) || 0);
    if (at < soon) due.set(id, at);
    return id;
  };
  window.clearTimeout = function (id) {
    due.delete(id);
    clearTimeout.call(this ?? window, id);
  };
  const putOff = () => {
    for (const [id, at] of due) {
      if (at > now()) return true;
      due.delete(id);
    }
    return false;
  };

  Object.defineProperty(window, '__freeholdLook', {
    value: () => ({
      loaded: document.readyState === 'complete',
      shows: Boolean(
        document.body && (document.body.innerText.trim() || document.body.querySelector(media)),
      ),
      still: Math.round(now() - changed),
      putOff: putOff(),
    }),
  });
})();
