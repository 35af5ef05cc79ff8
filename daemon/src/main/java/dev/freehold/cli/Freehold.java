package dev.freehold.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all commands: alone it says what to do next. */
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

  private final NextStep next;

  Freehold(NextStep next) {
    this.next = next;
  }

  @Override
  public void run() {
    spec.commandLine().getOut().print(next.text());
    spec.commandLine().getOut().flush();
  }

  static String names(CommandLine line) {
    return String.join(", ", line.getSubcommands().keySet());
  }
}
