package dev.freehold.deploy.carryout;

import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.step.Probe;
import dev.freehold.step.StepContext;
import dev.freehold.step.StepRecord;

/** Makes the release addressable, not live. */
final class Stage implements Step {
  private final Work work;

  Stage(Work work) {
    this.work = work;
  }

  @Override
  public StepOutcome run(StepContext context) {
    return StepOutcome.next(work.target().stage(work.activation(), context));
  }

  @Override
  public Probe probe(StepRecord record) {
    return work.target().probe(record);
  }
}
