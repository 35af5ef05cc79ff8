package dev.freehold.bootstrap;

import dev.freehold.base.Rounds;
import java.time.Duration;

/**
 * Collects garbage when nothing happens any more. The serial collector looks at old objects only
 * when there is no room for new ones, and an idle daemon makes none: what work left behind would
 * stay for days.
 */
final class IdleCollection implements AutoCloseable {
  private static final Duration LOOKS_EVERY = Duration.ofSeconds(10);

  /** In bytes of heap: what is worth a collection of some ten milliseconds. */
  private static final long WORTH_IT = 4 << 20;

  /** In bytes: what is used up between two looks while nobody wants anything. */
  private static final long QUIET = 1 << 20;

  private final Rounds rounds = new Rounds("idle collection", this::look);
  private long before;
  private long least;
  private long kept;

  void start() {
    rounds.start();
  }

  @Override
  public void close() {
    rounds.close();
  }

  private Duration look() {
    Runtime heap = Runtime.getRuntime();
    long used = used(heap);
    boolean grown = used - least > WORTH_IT || heap.totalMemory() > kept;
    if (grown && Math.abs(used - before) < QUIET) {
      System.gc();
      used = used(heap);
      least = used;
      kept = heap.totalMemory();
    }
    before = used;
    return LOOKS_EVERY;
  }

  private static long used(Runtime heap) {
    return heap.totalMemory() - heap.freeMemory();
  }
}
