package dev.freehold.release;

import dev.freehold.base.UserError;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Keeps what a backup reads from being deleted while it reads. */
public final class Deletions {
  /** Deletions share it, and a backup has it for itself. */
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /**
   * Runs work that deletes releases, repositories or sites.
   *
   * @throws UserError {@code backup.running}
   */
  public <T> T delete(Supplier<T> work) {
    if (!lock.readLock().tryLock()) {
      throw running();
    }
    try {
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Waits for deletions that are at work, and refuses others until it is closed. One backup at a
   * time.
   *
   * @throws UserError {@code backup.running}
   */
  public Held hold() {
    if (lock.isWriteLocked()) {
      throw running();
    }
    lock.writeLock().lock();
    return lock.writeLock()::unlock;
  }

  /** Closed by the thread that began it. */
  public interface Held extends AutoCloseable {
    @Override
    void close();
  }

  private static UserError running() {
    return new UserError(
        "backup.running",
        "A backup is being made, and it reads what would be deleted.",
        "Wait until it is done, then try again.");
  }
}
