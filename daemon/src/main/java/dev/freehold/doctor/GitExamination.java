package dev.freehold.doctor;

import dev.freehold.process.Command;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Whether git works, for {@code freehold app checkout}. */
record GitExamination(ProcessRunner processes, Map<String, String> environment)
    implements Examination {
  private static final String INSTALL =
      "sudo apt-get install git (or with your system's own package manager)";

  @Override
  public Subject subject() {
    return Subject.GIT;
  }

  @Override
  public Line look() {
    if (processes.executables().find("git").isEmpty()) {
      return Line.failed(
          subject(),
          "git is not installed. Only working on an app's code needs it: freehold app checkout.",
          INSTALL);
    }
    ProcessResult said =
        processes.run(
            Command.of(Path.of("/"), "git", "--version")
                .withEnvironment(environment)
                .withTimeout(Duration.ofSeconds(20)));
    if (!said.succeeded()) {
      return Line.failed(
          subject(), "git does not start: " + String.join(" ", said.tail()), INSTALL);
    }
    return Line.ok(subject(), said.stdout().strip() + ".");
  }
}
