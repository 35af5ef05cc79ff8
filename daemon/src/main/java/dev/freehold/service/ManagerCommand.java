package dev.freehold.service;

import dev.freehold.base.MachineError;
import dev.freehold.process.Command;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program that gives orders to a service manager. */
final class ManagerCommand {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private final String program;
  private final Map<String, String> environment;
  private final ProcessRunner processes;

  /**
   * @param environment says how the manager of this user is reached
   */
  ManagerCommand(String program, Map<String, String> environment, ProcessRunner processes) {
    this.program = program;
    this.environment = Map.copyOf(environment);
    this.processes = processes;
  }

  /**
   * @throws MachineError {@code service.unreachable} when the program is not installed
   */
  ProcessResult attempt(String... arguments) {
    if (processes.executables().find(program).isEmpty()) {
      throw unreachable("the program " + program + " is not installed");
    }
    var argv = new ArrayList<>(List.of(program));
    argv.addAll(List.of(arguments));
    return processes.run(
        Command.of(Path.of("/"), argv).withEnvironment(environment).withTimeout(TIMEOUT));
  }

  /**
   * @throws MachineError {@code service.unreachable}, {@code service.refused}
   */
  void run(String... arguments) {
    ProcessResult result = attempt(arguments);
    if (!result.succeeded()) {
      throw new MachineError(
          "service.refused",
          "The order '%s %s' failed: %s"
              .formatted(program, String.join(" ", arguments), said(result)),
          "Mend what it says and try again. Without the service: freehold daemon start");
    }
  }

  static String said(ProcessResult result) {
    return result.tail().isEmpty()
        ? "exit code " + result.exitCode()
        : String.join(" ", result.tail());
  }

  static MachineError unreachable(String why) {
    return new MachineError(
        "service.unreachable",
        "The service manager of this system can't be reached: " + why,
        "Start the daemon by hand: freehold daemon start. A service needs a login session of your"
            + " own, not one of su, sudo or a container.");
  }
}
