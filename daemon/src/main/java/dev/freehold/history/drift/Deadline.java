package dev.freehold.history.drift;

import java.time.Duration;

/** Until when somebody waits. */
record Deadline(long nanos) {
  static Deadline in(Duration patience) {
    return new Deadline(System.nanoTime() + patience.toNanos());
  }

  Duration left() {
    return Duration.ofNanos(nanos - System.nanoTime());
  }
}
