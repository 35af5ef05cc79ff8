package dev.freehold.cli;

import picocli.CommandLine.Option;

/** For programs. */
final class JsonChoice {
  static final String NAME = "--json";

  @Option(names = NAME, description = "Print one JSON document and nothing else.")
  boolean on;
}
