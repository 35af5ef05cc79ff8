package dev.freehold.step;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets threads wait for the next number of a growing sequence. */
final class Arrivals {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long last;

  Arrivals(long last) {
    this.last = last;
  }

  long last() {
    lock.lock();
    try {
      return last;
    } finally {
      lock.unlock();
    }
  }

  void arrived(long number) {
    lock.lock();
    try {
      last = Math.max(last, number);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether a number above {@code seen} arrived. */
  boolean await(long seen, Duration timeout, BooleanSupplier stop) throws InterruptedException {
    lock.lock();
    try {
      long nanos = timeout.toNanos();
      while (last <= seen && !stop.getAsBoolean() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return last > seen;
    } finally {
      lock.unlock();
    }
  }
}
