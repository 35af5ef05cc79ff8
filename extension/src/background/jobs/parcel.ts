import { Zip, ZipPassThrough } from 'fflate';
import { MAX_EXPORT } from '../../builders/bytes.ts';
import { LeftBehindFinder, type LeftBehind } from '../bring/leftBehind.ts';
import { Failure } from '../failure.ts';

const FLUSH_AT = 4 << 20;

/** Bytes that are handed to the browser piece by piece, which keeps large ones on disk. */
class Pile {
  #blob = new Blob();
  #pieces: Uint8Array<ArrayBuffer>[] = [];
  #waiting = 0;

  add(piece: Uint8Array<ArrayBuffer>): void {
    this.#pieces.push(piece);
    this.#waiting += piece.length;
    if (this.#waiting >= FLUSH_AT) this.#flush();
  }

  take(): Blob {
    this.#flush();
    return this.#blob;
  }

  #flush(): void {
    this.#blob = new Blob([this.#blob, ...this.#pieces]);
    this.#pieces = [];
    this.#waiting = 0;
  }
}

/**
 * What came out of a tab, as one archive: single files are put into a zip, without compression
 * because the way is short; an archive that the builder made stays as it is.
 */
export class Parcel {
  readonly #pile = new Pile();
  readonly #paths = new Set<string>();
  readonly #finder = new LeftBehindFinder();
  #size = 0;
  #zip: Zip | null = null;
  #archive: string | null = null;

  /** @throws Failure `export.mixed`, `export.same-path` */
  addFile(path: string, bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#archive !== null) throw new Failure(mixed);
    if (this.#paths.has(path)) throw new Failure(samePath(path));
    this.#finder.look(path, bytes);
    this.add(path, bytes);
  }

  /** Single files that the others name and that are not among them. */
  get missing(): readonly LeftBehind[] {
    return this.#finder.missing();
  }

  /** How many bytes still fit. */
  get room(): number {
    return MAX_EXPORT - this.#size;
  }

  add(path: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.#paths.add(path);
    this.#size += bytes.length;
    this.#zip ??= new Zip((error, data) => {
      if (error !== null) throw error;
      this.#pile.add(data);
    });
    const entry = new ZipPassThrough(path);
    this.#zip.add(entry);
    entry.push(bytes, true);
  }

  /** @throws Failure `export.mixed` */
  addPiece(name: string, bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#zip !== null || (this.#archive !== null && this.#archive !== name)) {
      throw new Failure(mixed);
    }
    this.#archive = name;
    this.#pile.add(bytes);
  }

  /**
   * @param zipName of the zip, when there is one to name
   * @throws Failure `export.empty`
   */
  close(zipName: string): { name: string; bytes: Blob } {
    this.#zip?.end();
    const bytes = this.#pile.take();
    if (bytes.size === 0) throw new Failure(empty);
    return { name: this.#archive ?? zipName, bytes };
  }
}

export const empty = {
  code: 'export.empty',
  message: 'The builder gave no file at all. Freehold never takes that for an empty app.',
  remedy: 'Reload the builder’s tab and try again, or use a downloaded zip.',
};

const mixed = {
  code: 'export.mixed',
  message: 'The tab sent single files and an archive at once, or two archives.',
  remedy: 'Reload the builder’s tab and try again, or use a downloaded zip.',
};

function samePath(path: string) {
  return {
    code: 'export.same-path',
    message: `The tab sent the file '${path}' twice.`,
    remedy: 'Reload the builder’s tab and try again, or use a downloaded zip.',
  };
}
