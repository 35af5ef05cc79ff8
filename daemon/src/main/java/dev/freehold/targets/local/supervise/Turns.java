package dev.freehold.targets.local.supervise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Lets a few servers start at once, those first that most visitors wait for. All at once, as after
 * a restart of the machine, they would starve each other.
 */
final class Turns {
  private static final long LOOKS_MILLIS = 100;

  private final int places;
  private final Duration longest;
  private final List<IntSupplier> waiting = new ArrayList<>();
  private final List<Turn> running = new ArrayList<>();

  /** Of a server that starts. */
  static final class Turn {
    private final long until;

    private Turn(long until) {
      this.until = until;
    }
  }

  /**
   * @param places how many start at once
   * @param longest after which one that still starts holds up nobody else
   */
  Turns(int places, Duration longest) {
    this.places = places;
    this.longest = longest;
  }

  /**
   * Returns when it may start.
   *
   * @param visitors how many wait for it now
   * @param givenUp whether it is not to start any more; then it returns at once
   */
  synchronized Turn take(IntSupplier visitors, BooleanSupplier givenUp)
      throws InterruptedException {
    waiting.add(visitors);
    try {
      while (!givenUp.getAsBoolean() && !(isPlaceFree() && isNext(visitors))) {
        wait(LOOKS_MILLIS);
      }
    } finally {
      waiting.remove(visitors);
      notifyAll();
    }
    var turn = new Turn(System.nanoTime() + longest.toNanos());
    running.add(turn);
    return turn;
  }

  /** It answers, or has failed. */
  synchronized void over(Turn turn) {
    running.remove(turn);
    notifyAll();
  }

  private boolean isPlaceFree() {
    running.removeIf(turn -> System.nanoTime() - turn.until > 0);
    return running.size() < places;
  }

  /** Of those with as many visitors, who came first. */
  private boolean isNext(IntSupplier who) {
    IntSupplier next = who;
    int most = -1;
    for (IntSupplier other : waiting) {
      int visitors = other.getAsInt();
      if (visitors > most) {
        most = visitors;
        next = other;
      }
    }
    return next == who;
  }
}
