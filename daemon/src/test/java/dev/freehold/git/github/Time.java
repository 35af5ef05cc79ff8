package dev.freehold.git.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that goes on only when somebody sleeps, which takes no time. */
final class Time extends Clock implements Sleeper {
  private record Event(Instant at, Runnable what) {}

  private final List<Duration> sleeps = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-30T06:00:00Z");

  /** Something happens after so long. */
  void after(Duration time, Runnable what) {
    events.add(new Event(now.plus(time), what));
  }

  /** What was slept so far, one after the other. */
  List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }

  Timing timing(Duration patience) {
    return new Timing(this, this, patience);
  }

  @Override
  public synchronized void sleep(Duration time) {
    sleeps.add(time);
    now = now.plus(time);
    List<Event> due = events.stream().filter(event -> !event.at().isAfter(now)).toList();
    events.removeAll(due);
    due.forEach(event -> event.what().run());
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
