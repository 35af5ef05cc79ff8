import type { FromExporter, Builder } from '../protocol/messages.ts';

/** What Freehold knows of one builder. Everything that a builder may change is behind this. */
export interface BuilderAdapter {
  readonly builder: Builder;
  /** The name that people know it by. */
  readonly label: string;
  /** Whether this address is of this builder's editor, on any page of it. */
  match(url: URL): boolean;
  /** The project that this address is of; null on a page without one. */
  projectId(url: URL): string | null;
  /**
   * The one host that answers for the files which this builder's exports leave behind, published or
   * not; null where exports leave nothing behind.
   */
  hosting(projectId: string): string | null;
  /** Where the button may stand; null leaves it floating. */
  dock(document: Document): DockPlace | null;
  /** Whether the builder is writing code at the moment. */
  isBusy(document: Document): boolean;
  /**
   * Reads the project's files through the tab. Each part is handed over and acknowledged before
   * the next is read ahead of.
   *
   * @throws ExportFailure with the rung that failed and what to do next
   */
  export(context: ExportContext): Promise<void>;
}

export interface DockPlace {
  /** The element beside which the button is laid; it is measured, never changed. */
  readonly beside: Element;
  /** Which of the selectors found it. */
  readonly by: string;
}

export interface ExportContext {
  readonly projectId: string;
  readonly document: Document;
  /** The tab's own fetch, with the tab's own origin. */
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  /** Resolves when the part has been taken. */
  readonly give: (
    part: Extract<FromExporter, { type: 'file' | 'archive' | 'progress' }>,
  ) => Promise<void>;
  readonly sleep: (millis: number) => Promise<void>;
}

export class ExportFailure extends Error {
  constructor(
    readonly rung: string,
    readonly code: string,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'ExportFailure';
  }
}
