package dev.freehold.deploy.engine;

import dev.freehold.step.Probe;
import dev.freehold.step.StepContext;
import dev.freehold.step.StepRecord;

/** One resumable act. Running it again after {@link Probe.DidNotHappen} must be harmless. */
public interface Step {
  StepOutcome run(StepContext context);

  /** Called when the step was begun and its end is not recorded: after a crash or a retry. */
  default Probe probe(StepRecord record) {
    return new Probe.DidNotHappen();
  }

  /** What the end of an interrupted step changes and tells, once the probe says it happened. */
  default StepOutcome recovered(Probe.Happened happened, StepContext context) {
    return new StepOutcome.Next(happened.output(), sql -> {});
  }
}
