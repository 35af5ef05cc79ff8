import { OwnFiles } from './ownFiles.ts';
import { isSafeName, TakenPaths } from './takenPaths.ts';

/** A file that the app asks of its own address, and that only the builder's hosting has. */
export interface LeftBehind {
  /** Path for visitors, without escapes. */
  readonly served: string;
  /** Where it has to be in the sources to be published there. */
  readonly path: string;
  /** What a pointer says of it; null and empty where nothing is said. */
  readonly size: number | null;
  readonly type: string;
  readonly sha256: string | null;
}

type Said = Pick<LeftBehind, 'served' | 'size' | 'type' | 'sha256'>;

const KEYWORD = '/__l5e/';
const POINTER = '.asset.json';
const LARGEST_POINTER = 64 << 10;
const LONGEST = 500;
const HEAD = 8 << 10;

/** Ends where a text, an address in CSS or a part that is put together ends. */
const ADDRESS = /\/__l5e\/[!$%&+\-./0-9:=@A-Z[\]^_a-z~\x7f-\uffff]+/y;
const FORM = /^\/__l5e\/(?!.*\/\.{1,3}(?:\/|$))(?:[^/]+\/)+[^/]*[^/.]\.[A-Za-z0-9]{1,8}$/;

/** What stands before the path in an address of another host. */
const OF_A_HOST = /[A-Za-z0-9:._-]/;
const HASH = /^[0-9a-f]{64}$/;

/**
 * Finds what Lovable's export leaves at its hosting: it keeps pictures there, under `/__l5e/`, and
 * puts pointers (`logo.png.asset.json`) into the sources. Each file is looked at as it passes by.
 * The daemon finds them by the same rules (`BuilderAssets`).
 */
export class LeftBehindFinder {
  readonly #own = new OwnFiles();
  readonly #pointers: { from: string; said: Said }[] = [];
  readonly #named: { from: string; said: Said }[] = [];

  look(path: string, bytes: Uint8Array): void {
    this.#own.add(path, bytes);
    const text = textOf(bytes);
    if (text === null || !text.letters.includes(KEYWORD)) return;
    if (path.endsWith(POINTER) && bytes.length <= LARGEST_POINTER) {
      const said = pointer(bytes);
      if (said !== null) this.#pointers.push({ from: path, said });
    } else {
      this.#named.push(...named(text).map((said) => ({ from: path, said })));
    }
  }

  /** Each once, with what its pointer says; those that the project has are none. */
  missing(): LeftBehind[] {
    const paths = [...this.#own.paths].map((path) => `/${path}`);
    const taken = new TakenPaths(this.#own.paths);
    const found = new Map<string, LeftBehind>();
    for (const { from, said } of [...this.#pointers, ...this.#named]) {
      const { served } = said;
      if (found.has(served) || !this.#own.has(from)) continue;
      if (paths.some((path) => path.endsWith(served))) continue;
      const path = this.#own.published(from, served);
      if (taken.take(path)) found.set(served, { ...said, path });
    }
    return [...found.values()];
  }
}

interface Text {
  /** One for each byte. */
  readonly letters: string;
  readonly bytes: Uint8Array;
}

/** Null for what is no text. */
function textOf(bytes: Uint8Array): Text | null {
  const utf16 = utf16Of(bytes);
  const plain = utf16 === null ? bytes : new TextEncoder().encode(utf16);
  if (plain.subarray(0, HEAD).includes(0)) return null;
  return { letters: new TextDecoder('latin1').decode(plain), bytes: plain };
}

function utf16Of(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return null;
}

/** Null for files of this name that other tools write. */
function pointer(bytes: Uint8Array): Said | null {
  const fields = parsed(bytes);
  const served = typeof fields?.['url'] === 'string' ? servedAt(fields['url']) : null;
  if (fields === null || served === null) return null;
  const { size, content_type: type, sha256 } = fields;
  return {
    served,
    size: Number.isSafeInteger(size) ? (size as number) : null,
    type: typeof type === 'string' ? type : '',
    sha256: typeof sha256 === 'string' && HASH.test(sha256) ? sha256 : null,
  };
}

function parsed(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}

function named({ letters, bytes }: Text): Said[] {
  const found: Said[] = [];
  for (let at = letters.indexOf(KEYWORD); at >= 0; at = letters.indexOf(KEYWORD, at + 1)) {
    if (at > 0 && OF_A_HOST.test(letters.charAt(at - 1))) continue;
    ADDRESS.lastIndex = at;
    const length = ADDRESS.exec(letters)?.[0].length;
    if (length === undefined) continue;
    const served = servedAt(new TextDecoder().decode(bytes.subarray(at, at + length)));
    if (served !== null) found.push({ served, size: null, type: '', sha256: null });
  }
  return found;
}

/** Null for what can't be the address of a file. */
function servedAt(address: string): string | null {
  if (address.length > LONGEST || !FORM.test(address)) return null;
  try {
    const served = decodeURIComponent(address);
    return FORM.test(served) && served.slice(1).split('/').every(isSafeName) ? served : null;
  } catch {
    return null;
  }
}
