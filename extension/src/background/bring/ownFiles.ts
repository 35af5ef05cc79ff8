const LARGEST_MANIFEST = 1 << 20;

const TESTS = new RegExp(
  '(?:^|/)(?:__tests__|__mocks__|tests?|e2e|cypress|playwright-report|coverage' +
    '|test[-_]?(?:results?|reports?))/' +
    '|\\.(?:test|spec|stories|cy)\\.\\w+$' +
    '|(?:^|/)(?:test_[^/]*|[^/]*_test|conftest)\\.py$',
);

/** Of the server that people develop with, and of tests. */
const TOOLS = /(?:^|\/)(?:vite|craco|webpack|vitest|playwright|cypress)\.config\.\w+$/;

const MANIFEST = /^(|.*\/)package\.json$/;
const NAME = /"name"\s*:\s*"([^"]+)"/;

/** Text about the app, not the app. */
const NOT_RUN = ['md', 'mdx', 'txt', 'lock', 'map'];
const LOCKS = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml'];

/**
 * Which files of a project can be part of the running app, and where it publishes files as they
 * are. The daemon decides by the same rules (`OwnFiles`, `BuilderHosts`, `PackageFolders`), and
 * its word counts: what is brought for nothing here is only one more file there.
 */
export class OwnFiles {
  readonly #paths = new Set<string>();
  /** What each package calls itself, by its folder, which ends with a slash or is the top. */
  readonly #names = new Map<string, string>();

  add(path: string, bytes: Uint8Array): void {
    this.#paths.add(path);
    const folder = MANIFEST.exec(path)?.[1];
    if (folder === undefined) return;
    const text = bytes.length > LARGEST_MANIFEST ? '' : new TextDecoder().decode(bytes);
    this.#names.set(folder, NAME.exec(text)?.[1] ?? '');
  }

  get paths(): ReadonlySet<string> {
    return this.#paths;
  }

  has(path: string): boolean {
    return (
      isRun(path) &&
      !TESTS.test(path) &&
      !TOOLS.test(path) &&
      ![...this.#names].some(([folder, name]) => this.#isForeign(path, folder, name))
    );
  }

  /** Where in the sources a file must be that visitors get at `served`, of which `path` tells. */
  published(path: string, served: string): string {
    let folder = path;
    while (folder !== '') {
      folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
      if (this.#names.has(folder)) return `${folder}public${served}`;
    }
    return served.slice(1);
  }

  /** Whether the path is in a copy of the app, or in a plugin of the tools of this package. */
  #isForeign(path: string, folder: string, name: string): boolean {
    if (path.startsWith(`${folder}plugins/`) && this.#hasTool(folder)) return true;
    return (
      name !== '' &&
      path.startsWith(folder) &&
      [...this.#names].some(
        ([around, itsName]) => around !== folder && folder.startsWith(around) && itsName === name,
      )
    );
  }

  #hasTool(folder: string): boolean {
    return [...this.#paths].some(
      (path) => path === `${folder}craco.config.js` || path.startsWith(`${folder}vite.config.`),
    );
  }
}

function isRun(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return (
    !LOCKS.includes(name) &&
    !name.startsWith('sitemap') &&
    !NOT_RUN.includes(name.slice(name.lastIndexOf('.') + 1)) &&
    !path.startsWith('.')
  );
}
