/** One app as its builder keeps it: bytes by path. */
export class FakeProject {
  constructor(
    readonly id: string,
    readonly title: string,
    readonly files: Map<string, Uint8Array>,
  ) {}

  write(path: string, content: string | Uint8Array): void {
    this.files.set(path, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  }

  delete(path: string): void {
    if (!this.files.delete(path)) throw new Error(`${this.title} has no file ${path}`);
  }
}

/** How a builder's pages differ between users, releases and experiments. */
export type Variant =
  | 'usual'
  /** Every class has another name than in builders.md. */
  | 'renamed-classes'
  /** The interface is in German. */
  | 'german'
  /** No header element, no data-testid, no landmark role. */
  | 'no-test-ids'
  /** Ids are made anew with each rendering, as Radix does. */
  | 'rotated-ids'
  /** There is nothing beside which a button could stand. */
  | 'no-docking-place';
