package dev.freehold.cli;

import dev.freehold.base.NearNames;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Wrong words on the command line, in plain English. */
record Misuse(String message, String remedy) {
  static Misuse of(ParameterException error) {
    CommandLine command = error.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    if (error instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return of(command, name, unmatched.getUnmatched().getFirst());
    }
    return new Misuse(String.valueOf(error.getMessage()), "See what it takes: " + name + " --help");
  }

  private static Misuse of(CommandLine command, String name, String word) {
    if (word.startsWith("-")) {
      List<String> options = List.copyOf(command.getCommandSpec().optionsMap().keySet());
      return new Misuse(
          "'%s' has no option %s.".formatted(name, word),
          "See what it takes: " + name + " --help." + NearNames.hint(word, options));
    }
    if (!command.getSubcommands().isEmpty()) {
      return new Misuse(
          "There is no command '%s %s'.".formatted(name, word),
          "See what there is: "
              + name
              + " --help."
              + NearNames.hint(word, command.getSubcommands().keySet()));
    }
    return new Misuse(
        "'%s' does not know what to do with '%s'.".formatted(name, word),
        "See what it takes: " + name + " --help");
  }
}
