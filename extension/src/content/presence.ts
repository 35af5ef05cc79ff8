import type { BuilderAdapter } from '../builders/adapter.ts';
import { EXPORT_PORT, PRESS_EXPORT, type FromContent } from '../protocol/messages.ts';
import { DeployButton } from './button.ts';
import { Exporter } from './exporter.ts';
import { Placement } from './placement.ts';
import { watchPage } from './watch.ts';

const UPDATED = 'Freehold was updated: reload this page.';
const SILENT = 'Freehold did not answer: reload this page.';

const taken = new WeakSet<Document>();

/** What Freehold's part in a page needs from outside. */
export interface Surroundings {
  readonly window: Window & typeof globalThis;
  readonly runtime: typeof chrome.runtime;
  readonly adapterFor: (url: URL) => BuilderAdapter | null;
}

interface Shown {
  readonly adapter: BuilderAdapter;
  readonly id: string;
}

/** Freehold on one builder's page: knows the project, shows the button, reads the files. */
export class Presence {
  readonly #button: DeployButton;
  readonly #placement: Placement;
  #shown: Shown | null = null;

  constructor(private readonly around: Surroundings) {
    const { window } = around;
    this.#button = new DeployButton(window.document, () => this.#press());
    this.#placement = new Placement(window, this.#button);
  }

  /** Once for a document: a second presence there leaves it to the first. */
  start(): void {
    const { window, runtime } = this.around;
    if (taken.has(window.document)) return;
    taken.add(window.document);
    watchPage(window, {
      onNavigate: () => this.#look(),
      onChange: () => this.#look(),
      onTouch: () => this.#placement.measureSoon(),
    });
    this.#placement.start();
    runtime.onConnect.addListener((port) => this.#serve(port));
    this.#look();
  }

  #look(): void {
    const before = this.#shown;
    this.#shown = this.#project();
    if (this.#shown === null) return this.#button.unmount();
    if (this.#isOrphan()) return this.#button.say(UPDATED);
    this.#button.mount();
    this.#placement.dock(this.#shown.adapter.dock(this.around.window.document));
    if (before?.id !== this.#shown.id) this.#say({ type: 'project.detected' });
  }

  #project(): Shown | null {
    const url = new URL(this.around.window.location.href);
    const adapter = this.around.adapterFor(url);
    const id = adapter?.projectId(url) ?? null;
    return adapter === null || id === null ? null : { adapter, id };
  }

  #press(): void {
    this.#look();
    if (this.#shown !== null && !this.#isOrphan()) this.#say({ type: 'deploy.requested' });
  }

  /** Said at once and not after anything: the side panel opens only while the click lasts. */
  #say(message: FromContent): void {
    this.around.runtime.sendMessage(message).catch(() => {
      this.#button.say(this.#isOrphan() ? UPDATED : SILENT);
    });
  }

  /** After an update the browser leaves the old script in the page, cut off from everything. */
  #isOrphan(): boolean {
    return (this.around.runtime as Partial<typeof chrome.runtime>).id === undefined;
  }

  #serve(port: chrome.runtime.Port): void {
    const { window, runtime } = this.around;
    const isOwnWorker = port.sender?.id === runtime.id && port.sender?.tab === undefined;
    if (port.name !== EXPORT_PORT || !isOwnWorker) return port.disconnect();
    new Exporter(
      port,
      {
        document: window.document,
        fetch: window.fetch.bind(window),
        project: () => this.#project(),
      },
      (what) => this.#button.say(what === null ? null : said(what)),
    );
  }
}

function said({ adapter, rung }: { adapter: BuilderAdapter; rung: string }): string {
  return rung === PRESS_EXPORT
    ? `Now press Export and then Download in ${adapter.label}: Freehold takes the zip.`
    : `Reading the project from ${adapter.label} …`;
}
