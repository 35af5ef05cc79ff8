package dev.freehold.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all commands, and of groups of them: alone it says what there is. */
@Command(
    name = "freehold",
    synopsisSubcommandLabel = "COMMAND",
    description = "Deploys apps made in AI builders to infrastructure you control.")
class Freehold implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? " + names(spec.commandLine()));
  }

  static String names(CommandLine line) {
    return String.join(", ", line.getSubcommands().keySet());
  }
}
