import type { LeftBehind } from './leftBehind.ts';

/** Of one file; the sources may say less. */
export const LARGEST = 25 << 20;
const PATIENCE = 30_000;
const HEAD = 1024;

const PAGE = /^(?:\u00ef\u00bb\u00bf)?\s*(?:<!--[^]*?-->\s*)*<(?:!doctype html|html|head|body)\b/i;
const SHOWN = /^(?:image|font|audio|video|model|application\/(?:pdf|font|x-font|vnd\.ms-font))/;
/** Said by hosts that do not look at the file. */
const ANYTHING = ['', 'application/octet-stream', 'binary/octet-stream'];

/** The one host that has the files of a project, as the browser may ask it. */
export class Hosting {
  constructor(
    /** `https://` and a name. */
    private readonly origin: string,
    private readonly fetch: typeof globalThis.fetch,
  ) {}

  /**
   * The bytes, where they are what the sources say. The host's own cookies go along, as for whoever
   * looks at the preview; nothing else does, and no redirect is followed, so no other host is asked.
   *
   * @throws unknown when nothing was answered
   */
  async get(
    asset: LeftBehind,
    most: number,
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer> | null> {
    const limit = Math.min(LARGEST, most, asset.size ?? LARGEST);
    if (asset.size !== null && asset.size > limit) return null;
    const stop = new AbortController();
    const patience = AbortSignal.any([signal, stop.signal, AbortSignal.timeout(PATIENCE)]);
    try {
      const response = await this.fetch(this.#addressOf(asset), {
        credentials: 'include',
        redirect: 'error',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: patience,
      });
      if (response.status !== 200 || !fits(typeOf(response), asset.type)) return null;
      const bytes = await bounded(response, limit);
      return bytes !== null && (await isRight(bytes, asset)) ? bytes : null;
    } finally {
      stop.abort();
    }
  }

  #addressOf({ served }: LeftBehind): string {
    return this.origin + served.split('/').map(encodeURIComponent).join('/');
  }
}

/** Null for what is longer. */
async function bounded(response: Response, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = response.body?.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    size += part.value.length;
    if (size > limit) return null;
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function isRight(bytes: Uint8Array<ArrayBuffer>, asset: LeftBehind): Promise<boolean> {
  if (bytes.length === 0 || isPage(bytes)) return false;
  if (asset.size !== null && asset.size !== bytes.length) return false;
  return asset.sha256 === null || asset.sha256 === (await sha256(bytes));
}

function isPage(bytes: Uint8Array): boolean {
  return PAGE.test(new TextDecoder('latin1').decode(bytes.subarray(0, HEAD)));
}

function typeOf(response: Response): string {
  return (response.headers.get('Content-Type') ?? '').split(';', 1)[0]!.trim().toLowerCase();
}

/** Where neither the host nor the sources say what it is, its bytes are for the daemon to judge. */
function fits(sent: string, said: string): boolean {
  if (sent === 'text/html' || sent === 'application/xhtml+xml') return false;
  if (ANYTHING.includes(sent)) return true;
  if (said === '') return SHOWN.test(sent);
  const [one, other] = [familyOf(sent), familyOf(said)];
  return one === other || (isFilm(one) && isFilm(other));
}

function familyOf(type: string): string {
  return type.includes('font') ? 'font' : type.split('/', 1)[0]!.trim().toLowerCase();
}

/** Sound and film share their containers. */
function isFilm(family: string): boolean {
  return family === 'audio' || family === 'video';
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
