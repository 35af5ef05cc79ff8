const LONGEST_NAME = 255;

/** What the daemon refuses in names, more of it rather than less: one bad name costs the export. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}\p{DI}\u2800\\:]/u;
const RESERVED =
  /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]) *(?:\..*)?$/i;

export function isSafeName(name: string): boolean {
  return (
    name !== '' &&
    !UNSAFE.test(name) &&
    !RESERVED.test(name) &&
    !/^(?:\.git|git~)/i.test(name) &&
    !/[. ]$/.test(name) &&
    new TextEncoder().encode(name).length <= LONGEST_NAME
  );
}

/** Files and folders of a project, none of which may meet another where case does not count. */
export class TakenPaths {
  readonly #byFold = new Map<string, { path: string; isFolder: boolean }>();

  constructor(paths: Iterable<string>) {
    for (const path of paths) this.#put(path);
  }

  /** False where something else is in the way, which stays. */
  take(path: string): boolean {
    const isFree =
      !this.#byFold.has(fold(path)) &&
      foldersOf(path).every((folder) => {
        const known = this.#byFold.get(fold(folder));
        return known === undefined || (known.isFolder && known.path === folder);
      });
    if (isFree) this.#put(path);
    return isFree;
  }

  #put(path: string): void {
    for (const folder of foldersOf(path)) {
      this.#byFold.set(fold(folder), { path: folder, isFolder: true });
    }
    this.#byFold.set(fold(path), { path, isFolder: false });
  }
}

function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
}

/** To upper case first, so that `ß` and `ss` meet too. */
function fold(path: string): string {
  return path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
