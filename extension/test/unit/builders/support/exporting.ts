import type {
  BuilderAdapter,
  ExportContext,
  ExportFailure,
} from '../../../../src/builders/adapter.ts';
import type { FromExporter } from '../../../../src/protocol/messages.ts';

type Part = Parameters<ExportContext['give']>[0];

/** A pause that is longer than this is waiting for someone, and ends only when the test says so. */
const PATIENCE = 10_000;

/** An export as the content script runs it, with time that passes by itself. */
export class Exporting {
  readonly parts: Part[] = [];
  readonly slept: number[] = [];
  readonly stop = new AbortController();
  /** Called with each part before it is taken. */
  onPart: (part: Part) => void | Promise<void> = () => undefined;
  #waiting: (() => void)[] = [];

  constructor(
    private readonly adapter: BuilderAdapter,
    private readonly projectId: string,
    private readonly fetch: typeof globalThis.fetch = () => Promise.reject(new Error('no fetch')),
  ) {}

  run(): Promise<void> {
    return this.adapter.export({
      projectId: this.projectId,
      document,
      fetch: this.fetch,
      signal: this.stop.signal,
      sleep: (millis) => this.#sleep(millis),
      give: async (part) => {
        this.parts.push(part);
        await this.onPart(part);
      },
    });
  }

  /** How it fails. */
  async failure(): Promise<ExportFailure> {
    const outcome: unknown = await this.run().then(
      () => null,
      (error: unknown) => error,
    );
    if (outcome === null) throw new Error('The export did not fail.');
    return outcome as ExportFailure;
  }

  /** Lets the time of whoever waits for long run out. */
  runOutOfTime(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  get rungs(): string[] {
    return [
      ...new Set(this.parts.flatMap((part) => (part.type === 'progress' ? [part.rung] : []))),
    ];
  }

  /** The files that were handed over, byte by byte. */
  get files(): Record<string, Buffer> {
    return Object.fromEntries(
      this.#of('file').map(({ path, base64 }) => [path, Buffer.from(base64, 'base64')]),
    );
  }

  /** The archive that was handed over, put together again. */
  get archive(): Buffer {
    return Buffer.concat(this.pieces);
  }

  get pieces(): Buffer[] {
    return this.#of('archive').map(({ base64 }) => Buffer.from(base64, 'base64'));
  }

  #of<T extends FromExporter['type']>(type: T): Extract<FromExporter, { type: T }>[] {
    return (this.parts as FromExporter[]).filter((part) => part.type === type) as never;
  }

  #sleep(millis: number): Promise<void> {
    this.slept.push(millis);
    return millis < PATIENCE
      ? Promise.resolve()
      : new Promise((resolve) => this.#waiting.push(resolve));
  }
}
