package dev.freehold.deploy.prepare;

import dev.freehold.base.Ids;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.deploy.model.PlanState;
import dev.freehold.deploy.model.PlanStore;
import dev.freehold.step.StepContext;
import java.util.Map;
import java.util.function.Supplier;

/** Writes down what would change, for a person to approve. */
final class MakePlan implements Step {
  private final Subject subject;
  private final Supplier<Wanted> wanted;
  private final PlanMaker maker;
  private final PlanStore plans;
  private final Ids nonces;

  MakePlan(Subject subject, Supplier<Wanted> wanted, PlanMaker maker, PlanStore plans, Ids nonces) {
    this.subject = subject;
    this.wanted = wanted;
    this.maker = maker;
    this.plans = plans;
    this.nonces = nonces;
  }

  @Override
  public StepOutcome run(StepContext context) {
    PlanMaker.Proposal proposal = maker.propose(subject, wanted.get());
    PlanState state = proposal.unchanged() ? PlanState.UNCHANGED : PlanState.READY;
    return StepOutcome.next(
        Map.of("release", proposal.body().release()),
        sql -> plans.show(sql, subject.plan(), state, proposal.body(), nonces.next()));
  }
}
