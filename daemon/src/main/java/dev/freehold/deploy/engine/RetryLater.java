package dev.freehold.deploy.engine;

import dev.freehold.base.ProviderError;
import dev.freehold.step.StepRecord;

/** A provider asked to be tried again; the scheduler does so with a growing delay. */
public final class RetryLater extends RuntimeException {
  RetryLater(StepRecord step, ProviderError cause) {
    super("step " + step.name() + " will be tried again: " + cause.getMessage(), cause);
  }
}
