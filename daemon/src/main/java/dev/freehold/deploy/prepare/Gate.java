package dev.freehold.deploy.prepare;

import dev.freehold.base.Sha256;
import dev.freehold.check.AllowedFindings;
import dev.freehold.check.Finding;
import dev.freehold.deploy.engine.Failure;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.PlanState;
import dev.freehold.deploy.model.PlanStore;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Turns the findings of a check into go or stop; what the user allowed does not stop. */
final class Gate {
  private final Plan plan;
  private final PlanStore plans;
  private final AllowedFindings allowed;

  Gate(Plan plan, PlanStore plans, AllowedFindings allowed) {
    this.plan = plan;
    this.plans = plans;
    this.allowed = allowed;
  }

  /** Makes finding ids stable within an app and useless elsewhere. */
  byte[] salt() {
    return Sha256.of("findings of " + plan.appId()).hex().getBytes(StandardCharsets.UTF_8);
  }

  StepOutcome decide(List<Finding> found) {
    List<Finding> findings = allowed.apply(plan.appId(), found);
    List<Finding> blocking = findings.stream().filter(Finding::blocks).toList();
    if (blocking.isEmpty()) {
      return StepOutcome.next(new Findings(findings));
    }
    Finding first = blocking.getFirst();
    String others =
        blocking.size() == 1 ? "" : " and " + (blocking.size() - 1) + " more finding(s)";
    var failure =
        new Failure(first.code(), first.message() + place(first) + others, first.remedy());
    return StepOutcome.stop(
        new Findings(findings), sql -> plans.end(sql, plan.id(), PlanState.BLOCKED, failure));
  }

  private static String place(Finding finding) {
    if (finding.file().isEmpty()) {
      return "";
    }
    return " (" + finding.file() + (finding.line() > 0 ? ":" + finding.line() : "") + ")";
  }
}
