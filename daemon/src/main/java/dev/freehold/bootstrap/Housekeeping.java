package dev.freehold.bootstrap;

import dev.freehold.builds.DependencyCache;
import dev.freehold.intake.Exports;
import dev.freehold.step.EventLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What is thrown away once an hour: abandoned uploads, packages that were not used for long, old
 * events.
 */
final class Housekeeping implements Runnable {
  private static final Duration UPLOADS = Duration.ofDays(1);
  private static final Duration EVENTS = Duration.ofDays(30);
  private static final int EVENTS_ALWAYS_KEPT = 10_000;
  private static final long PACKAGE_CACHE_BYTES = 4L << 30;

  private final Exports exports;
  private final DependencyCache packages;
  private final EventLog events;
  private final Clock clock;

  Housekeeping(Exports exports, DependencyCache packages, EventLog events, Clock clock) {
    this.exports = exports;
    this.packages = packages;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public void run() {
    Instant now = clock.instant();
    exports.sweep(now.minus(UPLOADS));
    packages.prune(PACKAGE_CACHE_BYTES);
    events.prune(now.minus(EVENTS), EVENTS_ALWAYS_KEPT);
  }
}
