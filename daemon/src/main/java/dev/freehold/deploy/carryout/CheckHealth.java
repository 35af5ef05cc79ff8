package dev.freehold.deploy.carryout;

import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.deploy.engine.Outputs;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.render.Rendering;
import dev.freehold.render.Window;
import dev.freehold.step.StepContext;
import dev.freehold.targets.Staged;
import java.util.Map;

/** The gate before going live: the staged release must answer like a working page. */
final class CheckHealth implements Step {
  private final Work work;
  private final Outputs outputs;
  private final HealthGate gate;
  private final RenderGate render;
  private final Album album;

  CheckHealth(Work work, Outputs outputs, HealthGate gate, RenderGate render, Album album) {
    this.work = work;
    this.outputs = outputs;
    this.gate = gate;
    this.render = render;
    this.album = album;
  }

  /** A look during which the line was cut says nothing, so it is repeated. */
  @Override
  public StepOutcome run(StepContext context) {
    long before = work.target().interruptions();
    try {
      return look(context);
    } catch (UserError | MachineError unlessCut) {
      work.target().observe();
      if (work.target().interruptions() == before) {
        throw unlessCut;
      }
      context.log("The way to the target was cut meanwhile, so this is looked at again.");
      return look(context);
    }
  }

  private StepOutcome look(StepContext context) {
    Staged staged = work.target().reach(outputs.require(DeploymentRun.STAGE, Staged.class));
    HealthReport report = gate.check(staged);
    if (!report.healthy()) {
      note(report, context);
      report.problems().forEach(context::log);
      throw new UserError(
          "gate.unhealthy",
          "The new release does not work, so it did not go live: "
              + String.join(" ", report.problems().stream().limit(3).toList()),
          "Mend the app and deploy again. What was live before is untouched.");
    }
    Map<Window, Rendering> pictures;
    try {
      pictures = render.check(work, staged, context);
    } finally {
      // what a browser shows says more of the page, so that comes first
      note(report, context);
    }
    return StepOutcome.next(report, album.add(work.deployment(), pictures, context));
  }

  private static void note(HealthReport report, StepContext context) {
    int others = report.warnings().size() - 1;
    report.warnings().stream()
        .findFirst()
        .map(first -> first + (others == 0 ? "" : " And " + others + " more like it."))
        .ifPresent(context::note);
  }
}
