package dev.freehold.deploy.carryout;

import dev.freehold.base.UserError;
import dev.freehold.builds.InstallScripts;
import dev.freehold.builds.MisfitPackages;
import dev.freehold.check.Finding;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.step.Probe;
import dev.freehold.step.StepContext;
import dev.freehold.step.StepRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A step that runs the new release: when the app fails there, what the plan already said about
 * variables without a value, about scripts that were not run, about packages that do not fit
 * together, or about hosts that it answers, is named as its likely cause. So is that it may not
 * write to its own files.
 */
record LikelyCause(
    Step step,
    List<Finding> checks,
    List<String> notes,
    ReadOnlyFiles readOnly,
    AllowedHosts allowedHosts)
    implements Step {
  private static final String NOT_READY = "target.server-not-ready";

  /** Ends of an app that misses a value. */
  private static final Set<String> MAY_MISS_A_VALUE =
      Set.of("gate.blank-page", "gate.page-error", "gate.unhealthy", NOT_READY);

  private static final int MOST_NAMED = 5;

  /** A script in the note about those that were not run: its name and what it runs. */
  private static final Pattern SCRIPT = Pattern.compile("([\\w@./-]+) \\(([^()]+)\\)");

  @Override
  public StepOutcome run(StepContext context) {
    try {
      return step.run(context);
    } catch (UserError e) {
      Optional<String> script = notRun(e);
      if (script.isPresent()) {
        throw notRun(e, script.get());
      }
      Optional<String> misfit =
          e.code().equals(NOT_READY)
              ? MisfitPackages.causeIn(notes, e.getMessage())
              : Optional.empty();
      if (misfit.isPresent()) {
        throw misfit(e, misfit.get());
      }
      Optional<UserError> refused = allowedHosts.cause(e);
      if (refused.isPresent()) {
        throw refused.get();
      }
      Optional<String> keeping =
          e.code().equals(NOT_READY) ? readOnly.remedy(e.getMessage()) : Optional.empty();
      if (keeping.isPresent()) {
        throw new UserError(e.code(), e.getMessage(), keeping.get());
      }
      List<Finding> missing = missing();
      if (missing.isEmpty() || !MAY_MISS_A_VALUE.contains(e.code())) {
        throw e;
      }
      throw named(e, missing);
    }
  }

  /** A script that the server's last words name: by its package, or as what has to be run. */
  private Optional<String> notRun(UserError e) {
    if (!e.code().equals(NOT_READY)) {
      return Optional.empty();
    }
    return notes.stream()
        .filter(note -> note.startsWith(InstallScripts.NOT_RUN))
        .flatMap(note -> SCRIPT.matcher(note.substring(InstallScripts.NOT_RUN.length())).results())
        .filter(
            script ->
                e.getMessage().contains("node_modules/" + script.group(1) + "/")
                    || e.getMessage().contains(script.group(2)))
        .map(script -> script.group(1))
        .findFirst();
  }

  private static UserError notRun(UserError e, String script) {
    return new UserError(
        e.code(),
        "Likely cause: the install script of "
            + script
            + " was not run, and makes what the server needs.\n"
            + e.getMessage(),
        "Agree to that script: freehold deploy --allow-script "
            + script
            + ". It runs in the sandbox. What was live before is untouched.");
  }

  /** The note says first which two packages, and behind the colon what to do. */
  private static UserError misfit(UserError e, String note) {
    int remedy = note.indexOf("): ") + 1;
    return new UserError(
        e.code(),
        "Likely cause: " + note.substring(0, remedy) + ".\n" + e.getMessage(),
        "So "
            + note.substring(remedy + 2)
            + " Then deploy the result. What was live before is untouched.");
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
