package dev.freehold.targets.local.supervise;

import java.time.Duration;
import java.time.Instant;

/** How long to wait before a failed server is started again: twice as long each time. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** After so much time without a failure it begins anew. */
  private static final Duration FORGIVEN_AFTER = Duration.ofSeconds(60);

  private Duration next = FIRST;

  /**
   * @param startedAt when the run began that failed now
   */
  Duration afterFailure(Instant startedAt, Instant now) {
    if (Duration.between(startedAt, now).compareTo(FORGIVEN_AFTER) > 0) {
      next = FIRST;
    }
    Duration pause = next;
    next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
    return pause;
  }
}
