package dev.freehold.deploy.carryout;

import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.step.StepContext;
import dev.freehold.targets.Delta;

/** Creates what the target lacks; remembers what is to be uploaded. */
final class Provision implements Step {
  private final Work work;

  Provision(Work work) {
    this.work = work;
  }

  @Override
  public StepOutcome run(StepContext context) {
    Delta delta = work.target().prepare(work.activation(), work.target().observe());
    work.target().provision(work.activation(), delta, context);
    return StepOutcome.next(delta);
  }
}
