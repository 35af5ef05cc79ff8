package dev.freehold.base;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * The same work on many things at a time. Results are in the order of the items; the first failure
 * is thrown after all work has ended.
 */
public final class Parallel {
  private Parallel() {}

  /** Work that computes: on as many at a time as this machine has cores. */
  public static <A, B> List<B> computing(List<A> items, Function<A, B> work) {
    return map(items, Runtime.getRuntime().availableProcessors(), work);
  }

  /** Work that waits for others: on all of them at a time. */
  public static <A, B> List<B> waiting(List<A> items, Function<A, B> work) {
    return map(items, Math.max(1, items.size()), work);
  }

  private static <A, B> List<B> map(List<A> items, int atATime, Function<A, B> work) {
    var room = new Semaphore(atATime);
    var futures = new ArrayList<Future<B>>(items.size());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (A item : items) {
        futures.add(
            executor.submit(
                () -> {
                  room.acquire();
                  try {
                    return work.apply(item);
                  } finally {
                    room.release();
                  }
                }));
      }
    }
    return futures.stream().map(Parallel::result).toList();
  }

  private static <B> B result(Future<B> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before all of it was done", e);
    }
  }
}
