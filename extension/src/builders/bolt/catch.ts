import { CATCH_ARCHIVES, RELEASE_ARCHIVES } from '../../content/signals.ts';
import { ExportFailure } from '../adapter.ts';
import { isEmptyZip, isZip, MAX_EXPORT } from '../bytes.ts';
import { failure } from '../failure.ts';

/** Waits for the zip that Bolt makes in the tab itself; no address of its service serves it. */
export interface ZipCatcher {
  readonly zip: Promise<Uint8Array>;
  stop(): void;
}

/**
 * Two nets: the click on the link that saves the zip, and the page's own call that makes an
 * address for it, which the script among the page's scripts tells of.
 */
export function catchZip(document: Document, fetch: typeof globalThis.fetch): ZipCatcher {
  const window = document.defaultView;
  if (window === null) throw new Error('The page has no window.');
  const channel = crypto.randomUUID();
  const stop = new AbortController();
  const zip = new Promise<Uint8Array>((resolve, reject) => {
    const take = (blob: Promise<Blob>) => {
      blob.then(zipIn).then(
        (bytes) => bytes !== null && resolve(bytes),
        // an address that was given back already is no failure while the other net is out
        (error: unknown) => error instanceof ExportFailure && reject(error),
      );
    };
    const onClick = (event: MouseEvent) => {
      const link = savingLink(event, document);
      if (link === null) return;
      // the zip is for Freehold: nothing is to land among the person's downloads
      event.preventDefault();
      event.stopImmediatePropagation();
      take(fetch(link.href).then((response) => response.blob()));
    };
    const onMessage = (event: MessageEvent<unknown>) => {
      const blob = event.origin === window.location.origin ? blobOn(channel, event.data) : null;
      if (blob !== null) take(Promise.resolve(blob));
    };
    window.addEventListener('click', onClick, { capture: true, signal: stop.signal });
    window.addEventListener('message', onMessage, { signal: stop.signal });
  });
  // who waits for the zip hears of its failure, and until then nobody does
  zip.catch(() => undefined);
  document.dispatchEvent(new CustomEvent(CATCH_ARCHIVES, { detail: channel }));
  return {
    zip,
    stop: () => {
      stop.abort();
      document.dispatchEvent(new CustomEvent(RELEASE_ARCHIVES));
    },
  };
}

function savingLink(event: MouseEvent, document: Document): HTMLAnchorElement | null {
  const target = event.composedPath()[0];
  if (!(target instanceof Element)) return null;
  const saving = target.closest('a[download], button[download]');
  if (saving === null) return null;
  const link = saving.matches('a[href^="blob:"]')
    ? saving
    : document.querySelector('a[download][href^="blob:"]');
  if (!(link instanceof HTMLAnchorElement)) return null;
  // a person may save something else meanwhile, and that is theirs
  return link.download === '' || /\.zip$/i.test(link.download) ? link : null;
}

/** What a page says is only ever a blob on the channel that was named; all else is passed over. */
function blobOn(channel: string, data: unknown): Blob | null {
  if (typeof data !== 'object' || data === null) return null;
  const { channel: said, blob } = data as Record<string, unknown>;
  return said === channel && blob instanceof Blob ? blob : null;
}

async function zipIn(blob: Blob): Promise<Uint8Array | null> {
  const start = new Uint8Array(await blob.slice(0, 4).arrayBuffer());
  if (isEmptyZip(start)) {
    throw failure(
      'catch',
      'export.empty',
      'Bolt made a zip without files, which would delete everything.',
      "Wait until Bolt shows the project's files and press Deploy again.",
    );
  }
  if (!isZip(start)) return null;
  if (blob.size > MAX_EXPORT) {
    throw failure(
      'catch',
      'export.too-large',
      `Bolt's zip has ${blob.size} bytes; a tab hands over at most ${MAX_EXPORT}.`,
      'Take what is large out of the project.',
    );
  }
  return new Uint8Array(await blob.arrayBuffer());
}
