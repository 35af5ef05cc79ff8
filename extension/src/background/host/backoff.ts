const SECONDS = [1, 2, 5, 15, 60];

/** How long to wait before the next try: longer each time, until something worked. */
export class Backoff {
  #tries = 0;

  next(): number {
    const seconds = SECONDS[Math.min(this.#tries, SECONDS.length - 1)]!;
    this.#tries += 1;
    return seconds * 1000;
  }

  reset(): void {
    this.#tries = 0;
  }
}
