package dev.freehold.targets.local;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the serving process again when it ends without being told to, and remembers that. */
public final class ServingWatch implements AutoCloseable {
  private static final Duration LOOKS_EVERY = Duration.ofMillis(500);

  /** What ends again and again is not helped by haste. */
  private static final Duration PAUSES = Duration.ofSeconds(20);

  private static final int MANY = 3;
  private static final Duration REMEMBERED = Duration.ofDays(1);
  private static final Logger LOG = LoggerFactory.getLogger(ServingWatch.class);

  private final Serving serving;
  private final Clock clock;
  private final Deque<Instant> ends = new ArrayDeque<>();
  private Optional<String> problem = Optional.empty();
  private final Rounds rounds = new Rounds("serving watch", this::look);

  /**
   * @param wanted whether there is something to serve
   * @param running whether its process is there
   * @param ends how often it ended without being told to, within a day
   * @param last when it did so last
   * @param problem why it could not be started again
   */
  public record Health(
      boolean wanted,
      boolean running,
      int ends,
      Optional<Instant> last,
      Optional<String> problem) {}

  public ServingWatch(Serving serving, Clock clock) {
    this.serving = serving;
    this.clock = clock;
  }

  public void start() {
    rounds.start();
  }

  @Override
  public void close() {
    rounds.close();
  }

  public synchronized Health health() {
    forget();
    return new Health(
        serving.isWanted(),
        serving.isThere(),
        ends.size(),
        Optional.ofNullable(ends.peekLast()),
        problem);
  }

  /** Returns when to look again. */
  private Duration look() {
    try {
      if (serving.revive()) {
        LOG.warn("The process that serves local apps had ended and was started again.");
        ended(Optional.empty());
      }
    } catch (FreeholdException e) {
      // it is tried again, and the doctor and the status tell it meanwhile
      LOG.error("The process that serves local apps can't be started again.", e);
      ended(Optional.of(e.getMessage()));
    }
    return pause();
  }

  private synchronized void ended(Optional<String> why) {
    ends.add(clock.instant());
    problem = why;
  }

  private synchronized Duration pause() {
    Instant lately = clock.instant().minus(PAUSES.multipliedBy(MANY));
    return ends.stream().filter(lately::isBefore).count() > MANY ? PAUSES : LOOKS_EVERY;
  }

  private void forget() {
    Instant before = clock.instant().minus(REMEMBERED);
    ends.removeIf(before::isAfter);
  }
}
