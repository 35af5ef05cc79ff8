import type { OpenProject } from '../protocol/messages.ts';
import { keyOf, projectAt } from './projectAt.ts';

const STORED = 'openProjects';

/**
 * The builders' tabs that have a project open, as their content scripts told and the browser's own
 * address of the tab confirms. Kept for as long as the browser runs.
 */
export class OpenProjects {
  #stored: OpenProject[] | null = null;
  readonly #changed: () => void;
  readonly #ready: Promise<void>;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#ready = this.#load();
  }

  /** Null until it is known which an earlier worker saw. */
  get all(): OpenProject[] | null {
    return this.#stored;
  }

  get #all(): OpenProject[] {
    return this.#stored ?? [];
  }

  async seen(open: OpenProject): Promise<void> {
    await this.#ready;
    await this.#write([...this.#all.filter((each) => each.tabId !== open.tabId), open]);
  }

  /** The tab shows something new; what it shows decides whether it is still one of them. */
  async moved(tab: chrome.tabs.Tab): Promise<void> {
    await this.#ready;
    const known = this.#all.find((each) => each.tabId === tab.id);
    if (known === undefined) return;
    const project = projectAt(tab.url);
    if (project === null) return this.gone(known.tabId);
    const title = tab.title ?? known.title;
    if (keyOf(project) !== keyOf(known.project) || title !== known.title) {
      await this.seen({ project, tabId: known.tabId, title });
    }
  }

  async gone(tabId: number): Promise<void> {
    await this.#ready;
    if (!this.#all.some((each) => each.tabId === tabId)) return;
    await this.#write(this.#all.filter((each) => each.tabId !== tabId));
  }

  async tabOf(project: OpenProject['project']): Promise<number | null> {
    await this.#ready;
    return this.#all.find((each) => keyOf(each.project) === keyOf(project))?.tabId ?? null;
  }

  async #load(): Promise<void> {
    const stored = await chrome.storage.session.get(STORED);
    this.#stored = (stored[STORED] as OpenProject[] | undefined) ?? [];
    this.#changed();
  }

  async #write(all: OpenProject[]): Promise<void> {
    this.#stored = all;
    this.#changed();
    await chrome.storage.session.set({ [STORED]: all });
  }
}
