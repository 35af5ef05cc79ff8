/** Works on all items, a few at a time; the first failure ends it and stops what has not begun. */
export async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) {
      if (stop.signal.aborted) return;
      await work(item, stop.signal);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, worker));
  } finally {
    stop.abort();
  }
}
