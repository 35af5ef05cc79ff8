package dev.freehold.targets.aws;

import dev.freehold.base.ProviderError;
import dev.freehold.step.CancelledException;
import dev.freehold.step.StepContext;
import dev.freehold.targets.aws.api.Failures;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for what AWS takes its time for.
 *
 * @param pause between two looks
 */
record Patience(Duration pause) {
  /** Until there is something. */
  <T> T until(
      Duration longest, Supplier<Optional<T>> look, Supplier<? extends RuntimeException> late) {
    return until(longest, look, late, () -> false);
  }

  /** Until there is something, or the user cancels. */
  <T> T until(
      Duration longest,
      Supplier<Optional<T>> look,
      Supplier<? extends RuntimeException> late,
      StepContext step) {
    return until(longest, look, late, step::cancelled);
  }

  /** Deletes what AWS still takes to be used for a while. */
  void untilUnused(Duration longest, Runnable delete, Supplier<? extends RuntimeException> late) {
    until(
        longest,
        () -> {
          try {
            delete.run();
            return Optional.of(true);
          } catch (ProviderError e) {
            if (!e.code().equals(Failures.IN_USE)) {
              throw e;
            }
            return Optional.empty();
          }
        },
        late);
  }

  private <T> T until(
      Duration longest,
      Supplier<Optional<T>> look,
      Supplier<? extends RuntimeException> late,
      BooleanSupplier cancelled) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (true) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (cancelled.getAsBoolean()) {
        throw new CancelledException();
      }
      if (System.nanoTime() > deadline) {
        throw late.get();
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the daemon is stopping", e);
      }
    }
  }

  /** What was waited for goes on at AWS, and is seen by the next attempt. */
  static ProviderError late(String what) {
    return new ProviderError(
        "aws.slow",
        what,
        "Run the same command again, which goes on from there. If it stays so, look at"
            + " health.aws.amazon.com.",
        true,
        null,
        null);
  }
}
