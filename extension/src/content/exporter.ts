import { ExportFailure, type BuilderAdapter, type ExportContext } from '../builders/adapter.ts';
import { cancelled, failure } from '../builders/failure.ts';
import type { FromExporter, ToExporter } from '../protocol/messages.ts';

/** The page that an export reads from. */
export interface ExportedPage {
  readonly document: Document;
  readonly fetch: typeof fetch;
  /** The builder and the project of the address that the tab has now. */
  project(): { adapter: BuilderAdapter; id: string } | null;
}

/** Tells the person what is going on, on the page itself; null when it is over. */
export type Tell = (what: { adapter: BuilderAdapter; rung: string } | null) => void;

/** One export over one port of the worker: it asks, and this answers on that port only. */
export class Exporter {
  readonly #over = new AbortController();
  #begun = false;
  #taken: (() => void) | null = null;
  #giving: Promise<void> = Promise.resolve();

  constructor(
    private readonly port: chrome.runtime.Port,
    private readonly page: ExportedPage,
    private readonly tell: Tell,
  ) {
    port.onMessage.addListener((message: ToExporter) => this.#hear(message));
    port.onDisconnect.addListener(() => this.#over.abort());
  }

  #hear({ op }: ToExporter): void {
    switch (op) {
      case 'export':
        if (!this.#begun) void this.#run();
        this.#begun = true;
        return;
      case 'more':
        this.#taken?.();
        return;
      case 'cancel':
        this.#over.abort();
        return;
    }
  }

  async #run(): Promise<void> {
    const end = await this.#export();
    if (!this.#over.signal.aborted) this.port.postMessage(end);
    // whatever a failed export left running ends with it
    this.#over.abort();
    this.tell(null);
  }

  async #export(): Promise<FromExporter> {
    try {
      const { adapter, id } = this.#shown();
      await adapter.export(this.#context(adapter, id));
      return { type: 'done' };
    } catch (error) {
      return { type: 'failed', error: troubleOf(error) };
    }
  }

  #shown(): { adapter: BuilderAdapter; id: string } {
    const project = this.page.project();
    if (project === null) {
      throw failure(
        'page',
        'export.no-project',
        'This tab does not show a project any more.',
        'Open the project in its builder and press Deploy again.',
      );
    }
    const { adapter } = project;
    if (adapter.isBusy(this.page.document)) {
      throw failure(
        'page',
        'export.builder-busy',
        `${adapter.label} is writing code at the moment, so the project is half changed.`,
        'Wait until it has finished and press Deploy again.',
      );
    }
    return project;
  }

  #context(adapter: BuilderAdapter, projectId: string): ExportContext {
    const { document, fetch } = this.page;
    return {
      projectId,
      document,
      fetch,
      signal: this.#over.signal,
      sleep: (millis) => this.#sleep(millis),
      give: (part) => {
        if (part.type !== 'progress') return this.#give(part);
        this.tell({ adapter, rung: part.rung });
        this.port.postMessage(part);
        return Promise.resolve();
      },
    };
  }

  /** One part at a time: the next waits until this one has been taken. */
  #give(part: FromExporter): Promise<void> {
    this.#giving = this.#giving.then(
      () =>
        new Promise((resolve, reject) => {
          const { signal } = this.#over;
          if (signal.aborted) return reject(cancelled());
          signal.addEventListener('abort', () => reject(cancelled()), { once: true });
          this.#taken = resolve;
          this.port.postMessage(part);
        }),
    );
    return this.#giving;
  }

  #sleep(millis: number): Promise<void> {
    const { signal } = this.#over;
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(cancelled());
      const timer = setTimeout(resolve, millis);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(cancelled());
      });
    });
  }
}

function troubleOf(error: unknown): Extract<FromExporter, { type: 'failed' }>['error'] {
  const { code, message, remedy, rung } =
    error instanceof ExportFailure
      ? error
      : failure(
          'page',
          'export.unexpected',
          `The export ended with an error that Freehold does not know: ${String(error)}`,
          'Reload the tab and press Deploy again.',
        );
  return { code, message, remedy, rung };
}
