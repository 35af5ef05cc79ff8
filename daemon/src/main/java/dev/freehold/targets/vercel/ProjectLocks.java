package dev.freehold.targets.vercel;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One switch of a project at a time: Vercel itself would carry out all of them. */
final class ProjectLocks {
  private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  <T> T locked(String project, Supplier<T> work) {
    ReentrantLock lock = locks.computeIfAbsent(project, _ -> new ReentrantLock());
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
