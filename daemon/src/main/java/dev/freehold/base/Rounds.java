package dev.freehold.base;

import java.time.Duration;
import java.util.function.Supplier;

/** Does the same thing again and again in a thread of its own, until it is closed. */
public final class Rounds implements AutoCloseable {
  private final Thread thread;

  /**
   * @param name of the thread
   * @param round does it once and says how long to wait for the next
   */
  public Rounds(String name, Supplier<Duration> round) {
    this.thread = Thread.ofVirtual().name(name).unstarted(() -> run(round));
  }

  public void start() {
    thread.start();
  }

  /** Returns when the last round is over. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(Supplier<Duration> round) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(round.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
