package dev.freehold.release;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** The same work on many things, on as many of them at a time as this machine has cores. */
final class Parallel {
  private Parallel() {}

  /** Results in the order of the items; the first failure is thrown after all work has ended. */
  static <A, B> List<B> map(List<A> items, Function<A, B> work) {
    var cores = new Semaphore(Runtime.getRuntime().availableProcessors());
    var futures = new ArrayList<Future<B>>(items.size());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (A item : items) {
        futures.add(
            executor.submit(
                () -> {
                  cores.acquire();
                  try {
                    return work.apply(item);
                  } finally {
                    cores.release();
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
      throw new IllegalStateException("interrupted while the artifact was made", e);
    }
  }
}
