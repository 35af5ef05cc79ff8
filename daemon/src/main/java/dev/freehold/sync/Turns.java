package dev.freehold.sync;

import dev.freehold.app.App;
import dev.freehold.base.UserError;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One thing at a time for each app's remote. */
final class Turns {
  static final String BUSY = "git.sync-busy";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  /**
   * @throws UserError {@code git.sync-busy}
   */
  <T> T of(App app, Supplier<T> work) {
    ReentrantLock lock = locks.computeIfAbsent(app.id(), _ -> new ReentrantLock());
    if (!taken(lock)) {
      throw new UserError(
          BUSY,
          "Another push or pull of " + app.slug() + " is still running.",
          "Wait until it ended, then try again: freehold git status");
    }
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private static boolean taken(ReentrantLock lock) {
    try {
      return lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the daemon is stopping", e);
    }
  }
}
