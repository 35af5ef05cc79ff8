import type { FileDiff, FileDiffPage } from '../daemon.ts';

/** The differences of two trees, read a page at a time and only as far as somebody looks. */
export class DiffPages {
  private readonly seen = new Map<string, FileDiff>();
  private next: string | null = null;
  private over = false;
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly page: (after: string | null) => Promise<FileDiffPage>) {}

  /** How a file differs; null when nothing is known of it. */
  async find(path: string): Promise<FileDiff | null> {
    while (!this.seen.has(path) && !this.over) {
      this.reading = this.reading.then(
        () => this.read(path),
        () => this.read(path),
      );
      await this.reading;
    }
    return this.seen.get(path) ?? null;
  }

  private async read(path: string): Promise<void> {
    if (this.seen.has(path) || this.over) {
      return;
    }
    const page = await this.page(this.next);
    page.files.forEach((file) => this.seen.set(file.path, file));
    this.next = page.next;
    this.over = page.next === null;
  }
}
