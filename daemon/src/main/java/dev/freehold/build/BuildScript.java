package dev.freehold.build;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.process.Command;
import dev.freehold.process.Confinement;
import dev.freehold.process.Limits;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Runs the text of a build script, confined and without the network. */
final class BuildScript {
  /** What the shell reports for a process that signal 9 ended. */
  private static final int KILLED = 137;

  private final String text;
  private final Duration timeout;

  BuildScript(String text, Duration timeout) {
    this.text = text;
    this.timeout = timeout;
  }

  /**
   * @throws UserError {@code build.failed}, {@code build.timed-out}, {@code process.cancelled}
   * @throws MachineError {@code process.over-limit}
   */
  void run(
      Sandbox sandbox,
      Confinement confinement,
      Path folder,
      Map<String, String> environment,
      BuildListener listener) {
    List<String> output = Collections.synchronizedList(new ArrayList<>());
    var command =
        Command.of(folder, "/bin/sh", "-c", text)
            .withEnvironment(environment)
            .withTimeout(timeout)
            .withLimits(Limits.BUILD);
    ProcessResult result;
    try {
      result =
          sandbox.run(
              confinement,
              command,
              (_, line) -> {
                output.add(line);
                listener.line(line);
              },
              listener::cancelled);
    } catch (FreeholdException e) {
      throw e.code().equals("process.timed-out") ? timedOut(output, e) : e;
    }
    if (!result.succeeded()) {
      throw failed(output, result.exitCode());
    }
  }

  private UserError failed(List<String> output, int exitCode) {
    return new UserError(
        "build.failed",
        lead(output)
            + "The build script ("
            + text
            + ") ended with exit code "
            + exitCode
            + (exitCode == KILLED ? ": it was killed, perhaps for want of memory." : "."),
        "Mend what the first lines name, in the builder or in the code, and deploy again.");
  }

  private UserError timedOut(List<String> output, FreeholdException cause) {
    return new UserError(
        "build.timed-out",
        lead(output)
            + "The build script ("
            + text
            + ") did not end within "
            + timeout.toSeconds()
            + " seconds and was stopped.",
        "Look for what it waits for: a question, a server that keeps running, or the network, which"
            + " builds don't have.",
        cause);
  }

  private static String lead(List<String> output) {
    List<String> lines = FailingLines.of(List.copyOf(output));
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
