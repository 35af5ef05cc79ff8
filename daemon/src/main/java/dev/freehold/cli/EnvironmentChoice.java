package dev.freehold.cli;

import picocli.CommandLine.Option;

/** Which environment is meant. */
final class EnvironmentChoice {
  @Option(
      names = "--env",
      paramLabel = "ENV",
      description = "Which environment; ${DEFAULT-VALUE} if not said.",
      defaultValue = "production")
  String name = "production";
}
