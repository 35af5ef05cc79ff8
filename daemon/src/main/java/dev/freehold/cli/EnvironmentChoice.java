package dev.freehold.cli;

import picocli.CommandLine.Option;

/** Which environment is meant. */
final class EnvironmentChoice {
  static final String USUAL = "production";

  @Option(
      names = "--env",
      paramLabel = "ENV",
      description = "Which environment; ${DEFAULT-VALUE} if not said.",
      defaultValue = USUAL)
  String name = USUAL;
}
