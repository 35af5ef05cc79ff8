package dev.freehold.git;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;

/** Moves {@code main} by compare-and-swap, and again when people pushed to it meanwhile. */
final class MovingMain {
  /** Longer than this nobody is unlucky. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Branches branches;

  MovingMain(Branches branches) {
    this.branches = branches;
  }

  /** Where main is to go from where it is; the same again to leave it there. */
  interface Next {
    ObjectId after(Optional<ObjectId> main) throws IOException;
  }

  /**
   * @param to where main is now
   */
  record Move(Optional<ObjectId> from, ObjectId to) {
    boolean changed() {
      return !from.equals(Optional.of(to));
    }
  }

  /**
   * @throws MachineError {@code git.busy}
   */
  Move move(Next next, PersonIdent who, String why) throws IOException {
    var lock = new AbandonedLock(branches.lock(AppRepository.MAIN));
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < giveUp) {
      Optional<ObjectId> main = branches.head(AppRepository.MAIN);
      var move = new Move(main, next.after(main));
      if (!move.changed() || branches.move(AppRepository.MAIN, main, move.to(), who, why)) {
        branches.sync();
        return move;
      }
      lock.removeIfAbandoned();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw branches.busy();
  }
}
