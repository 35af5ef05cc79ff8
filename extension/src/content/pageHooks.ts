import { CATCH_ARCHIVES, NAVIGATED, RELEASE_ARCHIVES } from './signals.ts';

type PageWindow = Window & typeof globalThis;

/** Says that the page went to another address, which only its own scripts get to know of. */
export function announceNavigation({ document, History, Event }: PageWindow): void {
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = Reflect.get(History.prototype, name);
    History.prototype[name] = function (this: History, ...args) {
      original.apply(this, args);
      document.dispatchEvent(new Event(NAVIGATED));
    };
  }
}

/** Hands over the archives that the page makes, from when it is asked to until it is told to stop. */
export function offerArchives(window: PageWindow): void {
  const { document, URL, Blob } = window;
  let channel: string | null = null;
  document.addEventListener(CATCH_ARCHIVES, (event) => {
    const detail: unknown = (event as CustomEvent).detail;
    channel = typeof detail === 'string' ? detail : null;
  });
  document.addEventListener(RELEASE_ARCHIVES, () => {
    channel = null;
  });
  const original = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (made) => {
    if (channel !== null && made instanceof Blob && mayBeArchive(made)) {
      window.postMessage({ channel, blob: made }, window.location.origin);
    }
    return original(made);
  };
}

/** Not every page says that its zip is one; what it really is, is looked at by who asked. */
function mayBeArchive(blob: Blob): boolean {
  return blob.type === '' || /zip|octet-stream/.test(blob.type);
}
