package dev.freehold.cli;

import picocli.CommandLine.Option;

/** How a plan is approved and how its deployment is waited for. */
final class RunChoices {
  @Option(
      names = "--yes",
      description =
          "Approve without being asked: the install and build, and the plan. It never agrees to"
              + " run without a sandbox.")
  boolean yes;

  @Option(
      names = "--watch",
      paramLabel = "SECONDS",
      description =
          "How long to watch the new release before calling it good; 0 skips it. The target"
              + " decides if not said.")
  Integer watch = -1;

  @Option(names = "--message", paramLabel = "TEXT", description = "Why, for the history.")
  String message = "";

  @Option(
      names = "--exit-code",
      description = "Exit with 4 instead of 0 when nothing had to change.")
  boolean exitCode;
}
