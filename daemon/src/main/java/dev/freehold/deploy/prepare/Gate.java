package dev.freehold.deploy.prepare;

import dev.freehold.check.AllowedFindings;
import dev.freehold.check.Finding;
import dev.freehold.deploy.engine.Failure;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.PlanState;
import dev.freehold.deploy.model.PlanStore;
import dev.freehold.deploy.model.Question;

/** Turns what a check found and asks into go or stop; what the user allowed does not stop. */
final class Gate {
  static final String BUILD_CONSENT = "build.consent";

  private final Plan plan;
  private final PlanStore plans;
  private final AllowedFindings allowed;

  Gate(Plan plan, PlanStore plans, AllowedFindings allowed) {
    this.plan = plan;
    this.plans = plans;
    this.allowed = allowed;
  }

  byte[] salt() {
    return AllowedFindings.salt(plan.appId());
  }

  StepOutcome decide(Findings found) {
    var output =
        new Findings(
            allowed.apply(plan.appId(), found.findings()), found.questions(), found.traces());
    return output.findings().stream()
        .filter(Finding::blocks)
        .findFirst()
        .map(Gate::failure)
        .or(
            () ->
                output.questions().stream()
                    .filter(Question::needed)
                    .findFirst()
                    .map(question -> unanswered(question, output.questions().size() - 1)))
        .map(
            failure ->
                StepOutcome.stop(
                    output, sql -> plans.end(sql, plan.id(), PlanState.BLOCKED, failure)))
        .orElseGet(() -> StepOutcome.next(output));
  }

  private static Failure failure(Finding first) {
    return new Failure(first.code(), first.message() + place(first), first.remedy());
  }

  private static Failure unanswered(Question question, int others) {
    return new Failure(
        question.name().equals(Question.BUILD) ? BUILD_CONSENT : "plan.question",
        question.question() + " " + question.why(),
        (question.name().equals(Question.BUILD)
                ? "Agree once for this app: answer the question, or pass --yes."
                : "Answer it: " + question.command())
            + (others == 0 ? "" : " The plan's questions say what else to answer with it."));
  }

  private static String place(Finding finding) {
    if (finding.file().isEmpty()) {
      return "";
    }
    return " (" + finding.file() + (finding.line() > 0 ? ":" + finding.line() : "") + ")";
  }
}
