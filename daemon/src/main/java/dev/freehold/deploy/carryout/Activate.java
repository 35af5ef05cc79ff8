package dev.freehold.deploy.carryout;

import dev.freehold.deploy.engine.Outputs;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.step.Effect;
import dev.freehold.step.Probe;
import dev.freehold.step.StepContext;
import dev.freehold.step.StepRecord;
import dev.freehold.targets.Pointer;
import java.util.Map;

/** The switch. Everything before it can be thrown away; after it visitors see the new release. */
final class Activate implements Step {
  private final Work work;
  private final LiveRecord live;

  Activate(Work work, LiveRecord live) {
    this.work = work;
    this.live = live;
  }

  @Override
  public StepOutcome run(StepContext context) {
    Pointer pointer =
        work.target().activate(work.activation(), work.deployment().generation(), context);
    return outcome(pointer, context);
  }

  @Override
  public Probe probe(StepRecord record) {
    return work.target().probe(record);
  }

  @Override
  public StepOutcome recovered(Probe.Happened happened, StepContext context) {
    return outcome(Outputs.as(happened.output(), Pointer.class), context);
  }

  private StepOutcome outcome(Pointer pointer, StepContext context) {
    context.effect(
        new Effect(
            "pointer.switched",
            work.activation().release().name() + " is live in " + work.environment().name() + ".",
            Map.of(
                "release", work.activation().release().id(),
                "generation", String.valueOf(pointer.generation()))));
    String url = work.target().addresses().getFirst().toString();
    return StepOutcome.next(pointer, sql -> live.switched(sql, work, pointer, url));
  }
}
