import type { BuilderAdapter } from '../builders/adapter.ts';
import { EXPORT_PORT, type FromContent } from '../protocol/messages.ts';
import { DeployButton } from './button.ts';
import { Exporter } from './exporter.ts';
import { Placement } from './placement.ts';
import { watchPage } from './watch.ts';

const UPDATED = 'Freehold was updated: reload this page.';

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
  #stop: (() => void) | null = null;

  constructor(private readonly around: Surroundings) {
    const { window } = around;
    this.#button = new DeployButton(window.document, () => this.#press());
    this.#placement = new Placement(window, this.#button);
  }

  start(): void {
    const { window, runtime } = this.around;
    const unwatch = watchPage(window, {
      onNavigate: () => this.#look(),
      onChange: () => this.#look(),
      onTouch: () => this.#placement.measureSoon(),
    });
    const unplace = this.#placement.start();
    const serve = (port: chrome.runtime.Port) => this.#serve(port);
    runtime.onConnect.addListener(serve);
    this.#stop = () => {
      unwatch();
      unplace();
      if (runtime.id !== undefined) runtime.onConnect.removeListener(serve);
      this.#button.unmount();
    };
    this.#look();
  }

  stop(): void {
    this.#stop?.();
  }

  #look(): void {
    const before = this.#shown;
    this.#shown = this.#project();
    if (this.#shown === null) return this.#button.unmount();
    this.#button.mount();
    this.#placement.dock(this.#shown.adapter.dock(this.around.window.document));
    if (this.#isOrphan()) return this.#button.say(UPDATED);
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
    this.around.runtime.sendMessage(message).catch(() => this.#button.say(UPDATED));
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
  return rung === 'user-export'
    ? `Now press Export and then Download in ${adapter.label}: Freehold takes the zip.`
    : `Reading the project from ${adapter.label} …`;
}
