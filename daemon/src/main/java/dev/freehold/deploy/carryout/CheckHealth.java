package dev.freehold.deploy.carryout;

import dev.freehold.base.UserError;
import dev.freehold.deploy.engine.Outputs;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.step.StepContext;
import dev.freehold.target.Staged;

/** The gate before going live: the staged release must answer like a working page. */
final class CheckHealth implements Step {
  private final Outputs outputs;
  private final HealthGate gate;

  CheckHealth(Outputs outputs, HealthGate gate) {
    this.outputs = outputs;
    this.gate = gate;
  }

  @Override
  public StepOutcome run(StepContext context) {
    HealthReport report = gate.check(outputs.require(DeploymentRun.STAGE, Staged.class));
    report.warnings().forEach(context::log);
    if (!report.healthy()) {
      report.problems().forEach(context::log);
      throw new UserError(
          "gate.unhealthy",
          "The new release does not work, so it did not go live: "
              + String.join(" ", report.problems().stream().limit(3).toList()),
          "Mend the app and deploy again. What was live before is untouched.");
    }
    return StepOutcome.next(report);
  }
}
