package dev.freehold.cli;

import dev.freehold.base.Ids;
import dev.freehold.cli.output.Paint;
import dev.freehold.cli.output.Terminal;
import dev.freehold.cli.output.Terminals;
import dev.freehold.file.Home;
import dev.freehold.process.ProcessRunner;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntSupplier;
import picocli.CommandLine;

/** The command line: words in, exit code out. */
public final class Cli {
  private static final Duration DAEMON_DEADLINE = Duration.ofSeconds(60);

  private final Surroundings surroundings;

  public Cli(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * The command line of this process.
   *
   * @param packer how folders are sent
   * @param daemon runs the daemon until it ends, and says its exit code
   * @return the exit code
   */
  public static int run(
      String[] arguments,
      Map<String, String> environment,
      FolderPacker packer,
      IntSupplier daemon) {
    String version = Cli.class.getPackage().getImplementationVersion();
    return new Cli(
            new Surroundings(
                environment,
                Home.of(environment),
                Path.of("").toAbsolutePath(),
                Terminals.ofProcess(environment, System.getProperty("freehold.tty", "")),
                Clock.systemUTC(),
                Ids.timeOrdered(),
                new ProcessRunner(environment),
                packer,
                Path.of(System.getProperty("freehold.launcher", "freehold")),
                DAEMON_DEADLINE,
                version == null ? "development" : version,
                daemon))
        .run(arguments);
  }

  /** Never throws; never ends the process. */
  public int run(String... arguments) {
    Terminal terminal = surroundings.terminal();
    var session = new Session(surroundings);
    CommandLine line = Commands.tree(session);
    line.getCommandSpec().version("freehold " + surroundings.version());
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler((error, _) -> report(session, error, arguments));
    line.setExecutionExceptionHandler((error, _, _) -> report(session, error, arguments));
    return line.execute(arguments);
  }

  private int report(Session session, Throwable error, String... arguments) {
    if (error instanceof Declined declined) {
      session.terminal().note(declined.outcome());
      return ExitCode.USER.number();
    }
    Failure failure = Failure.of(error);
    Terminal terminal = session.terminal();
    if ("1".equals(surroundings.environment().get("FREEHOLD_DEBUG"))) {
      error.printStackTrace(terminal.err());
    }
    if (Arrays.asList(arguments).contains(JsonChoice.NAME)) {
      session.print(failure.json());
    } else {
      terminal.note(text(terminal.paint(), failure));
    }
    return failure.exit().number();
  }

  /** What the app was taken for is of use where a build did not end as expected. */
  private static String text(Paint paint, Failure failure) {
    var text = new StringBuilder();
    failure
        .plan()
        .ifPresent(
            stopped ->
                text.append('\n')
                    .append(new CheckText(paint).of(stopped.checks()))
                    .append(new QuestionText(paint).of(stopped.questions()))
                    .append(
                        failure.code().startsWith("build.")
                                && !failure.code().equals("build.consent")
                            ? PlanText.because(paint, stopped.conclusions())
                            : ""));
    text.append(paint.red("Error: ")).append(failure.message()).append('\n');
    text.append(paint.dim("Code:  " + failure.code())).append('\n');
    text.append("Do:    ").append(failure.remedy());
    return text.toString();
  }
}
