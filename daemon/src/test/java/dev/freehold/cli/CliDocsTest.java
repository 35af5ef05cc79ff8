package dev.freehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.cli.output.Terminals;
import dev.freehold.file.Home;
import dev.freehold.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** docs/cli.md names every command with its options, and nothing that does not exist. */
class CliDocsTest {
  private static final Path DOCS = Path.of("../docs");
  private static final String HEADING = "### freehold ";
  private static final Pattern CALL = Pattern.compile("freehold((?: [a-z]+)+)");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

  @TempDir private Path temp;

  @Test
  void everyCommandHasASectionAndNoOtherHas() throws Exception {
    assertThat(sections().keySet())
        .containsExactlyInAnyOrderElementsOf(
            commands().keySet().stream().filter(name -> !name.isEmpty()).toList());
  }

  @Test
  void theListAtItsTopIsWhatHelpPrints() throws Exception {
    CommandLine all = Objects.requireNonNull(commands().get(""));
    assertThat(Files.readString(DOCS.resolve("cli.md")).split("```text\n|```", 3)[1])
        .isEqualTo(all.getUsageMessage(CommandLine.Help.Ansi.OFF));
  }

  @Test
  void everySectionShowsItsOptionsAndParametersAndNoOthers() throws Exception {
    Map<String, CommandLine> commands = commands();
    sections()
        .forEach(
            (name, text) -> {
              CommandLine command = Objects.requireNonNull(commands.get(name), name);
              String help = text.split("```", 3)[1];
              var options = new TreeSet<String>();
              command
                  .getCommandSpec()
                  .options()
                  .forEach(option -> options.add(option.longestName()));
              assertThat(named(help)).as(name).isEqualTo(options);
              command.getCommandSpec().positionalParameters().stream()
                  .map(ArgSpec::paramLabel)
                  .forEach(label -> assertThat(joined(help)).as(name).contains(joined(label)));
            });
  }

  @Test
  void noPageCallsACommandThatDoesNotExist() throws Exception {
    Map<String, CommandLine> commands = commands();
    for (Path page : pages()) {
      CALL.matcher(code(Files.readString(page)))
          .results()
          .map(match -> match.group(1).strip())
          .forEach(
              call ->
                  assertThat(exists(commands, call)).as("freehold %s in %s", call, page).isTrue());
    }
  }

  /** The words after a command that takes no subcommand are its parameters. */
  private static boolean exists(Map<String, CommandLine> commands, String call) {
    var known = new StringBuilder();
    for (String word : call.split(" ")) {
      if (!known.isEmpty()
          && commands
              .getOrDefault(known.toString(), new CommandLine(new Group()))
              .getSubcommands()
              .isEmpty()) {
        return true;
      }
      known.append(known.isEmpty() ? "" : " ").append(word);
      if (!commands.containsKey(known.toString())) {
        return false;
      }
    }
    return true;
  }

  private static List<Path> pages() throws IOException {
    var pages = new ArrayList<Path>();
    pages.add(Path.of("../README.md"));
    pages.add(Path.of("../CONTRIBUTING.md"));
    try (var files = Files.walk(DOCS)) {
      files
          .filter(file -> file.toString().endsWith(".md") && !file.startsWith(DOCS + "/examples"))
          .forEach(pages::add);
    }
    return pages;
  }

  /** What is in backquotes. */
  private static String code(String page) {
    String[] parts = page.split("`+", -1);
    var code = new StringBuilder();
    for (int i = 1; i < parts.length; i += 2) {
      code.append(parts[i]).append('\n');
    }
    return code.toString();
  }

  private static TreeSet<String> named(String help) {
    return new TreeSet<>(OPTION.matcher(help).results().map(MatchResult::group).toList());
  }

  private static String joined(String text) {
    return text.replaceAll("\\s+", "");
  }

  private static Map<String, String> sections() throws IOException {
    var sections = new LinkedHashMap<String, String>();
    String page = Files.readString(DOCS.resolve("cli.md"));
    for (String part : page.split("\n(?=#{2,3} )")) {
      if (part.startsWith(HEADING)) {
        String[] headed = part.split("\n", 2);
        sections.put(headed[0].substring(HEADING.length()), headed[1]);
      }
    }
    return sections;
  }

  private Map<String, CommandLine> commands() {
    Map<String, String> environment = Map.of();
    var surroundings =
        new Surroundings(
            environment,
            new Home(temp),
            temp,
            Terminals.ofProcess(environment, ""),
            Clock.systemUTC(),
            () -> "request",
            new ProcessRunner(environment),
            (_, _) -> List.of(),
            temp.resolve("no-launcher"),
            Duration.ZERO,
            "test",
            () -> 0);
    var commands = new TreeMap<String, CommandLine>();
    collect("", Commands.tree(new Session(surroundings)), commands);
    return commands;
  }

  private static void collect(String name, CommandLine line, Map<String, CommandLine> commands) {
    commands.put(name, line);
    line.getSubcommands()
        .forEach((sub, child) -> collect(name.isEmpty() ? sub : name + " " + sub, child, commands));
  }
}
