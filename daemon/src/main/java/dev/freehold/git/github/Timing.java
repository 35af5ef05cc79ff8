package dev.freehold.git.github;

import java.time.Clock;
import java.time.Duration;

/**
 * Where time comes from.
 *
 * @param patience for one request
 */
public record Timing(Clock clock, Sleeper sleeper, Duration patience) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  public static Timing real(Clock clock) {
    return new Timing(clock, Thread::sleep, PATIENCE);
  }

  /** What became of a request nobody knows when it is interrupted. */
  void pause(Duration time) {
    try {
      sleeper.sleep(time);
    } catch (InterruptedException e) {
      throw stopping(e);
    }
  }

  static IllegalStateException stopping(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("the daemon is stopping", e);
  }
}
