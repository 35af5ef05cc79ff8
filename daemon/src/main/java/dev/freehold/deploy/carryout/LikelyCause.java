package dev.freehold.deploy.carryout;

import dev.freehold.base.UserError;
import dev.freehold.check.Finding;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.step.Probe;
import dev.freehold.step.StepContext;
import dev.freehold.step.StepRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A step that runs the new release: when the app fails there, what the plan already said about
 * variables without a value is named as its likely cause.
 */
record LikelyCause(Step step, List<Finding> checks) implements Step {
  /** Ends of an app that misses a value. */
  private static final Set<String> MAY_MISS_A_VALUE =
      Set.of("gate.blank-page", "gate.page-error", "gate.unhealthy", "target.server-not-ready");

  private static final int MOST_NAMED = 5;

  @Override
  public StepOutcome run(StepContext context) {
    try {
      return step.run(context);
    } catch (UserError e) {
      List<Finding> missing = missing();
      if (missing.isEmpty() || !MAY_MISS_A_VALUE.contains(e.code())) {
        throw e;
      }
      throw named(e, missing);
    }
  }

  private static UserError named(UserError e, List<Finding> missing) {
    Finding first = missing.getFirst();
    return new UserError(
        e.code(),
        e.getMessage()
            + "\nLikely cause: "
            + missing.stream()
                .limit(MOST_NAMED)
                .map(LikelyCause::name)
                .collect(Collectors.joining(", "))
            + (missing.size() == 1 ? " has" : " have")
            + " no value ("
            + first.file()
            + ":"
            + first.line()
            + ").",
        missing.stream()
                .limit(MOST_NAMED)
                .map(found -> name(found) + "=...")
                .collect(Collectors.joining(" ", "Set what is missing: freehold var set ", ""))
            + ". Then deploy again. What was live before is untouched.");
  }

  /** Those that the code does not go without; what the build showed comes first. */
  private List<Finding> missing() {
    return checks.stream().filter(found -> found.rule().equals("variable-missing")).toList();
  }

  /** The message begins with it. */
  private static String name(Finding finding) {
    return finding.message().split(" ", 2)[0];
  }

  @Override
  public Probe probe(StepRecord record) {
    return step.probe(record);
  }

  @Override
  public StepOutcome recovered(Probe.Happened happened, StepContext context) {
    return step.recovered(happened, context);
  }
}
