package dev.freehold.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** For the shell. */
@Command(description = "Print a completion script for bash and zsh: source <(freehold completion)")
final class Completion implements Callable<Integer> {
  private final Session session;

  @Spec CommandSpec spec = CommandSpec.create();

  Completion(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.terminal().print(AutoComplete.bash("freehold", spec.root().commandLine()));
    return ExitCode.DONE.number();
  }
}
