package dev.freehold.targets.ssh.transport;

import dev.freehold.base.MachineError;
import dev.freehold.process.Command;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A key of Freehold's own, for who has none that a server lets in. It is made when it is first
 * needed, and stays on this machine; its owner puts the public line of it on the server.
 */
final class OwnKey {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Path file;
  private final ProcessRunner processes;

  OwnKey(Path file, ProcessRunner processes) {
    this.file = file;
    this.processes = processes;
  }

  /** Where it is, or would be. */
  Path file() {
    return file;
  }

  /**
   * The line for {@code authorized_keys} (sshd(8)).
   *
   * @throws MachineError {@code ssh.keygen}
   */
  synchronized String line() {
    Path half = Path.of(file + ".pub");
    if (!Files.exists(half)) {
      make();
    }
    try {
      return Files.readString(half).strip();
    } catch (IOException e) {
      throw MachineError.io("Reading " + half, e);
    }
  }

  private void make() {
    ProcessResult result =
        processes.run(
            Command.of(
                    file.toAbsolutePath().resolveSibling("."),
                    List.of(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-C",
                        "freehold",
                        "-f",
                        file.toString()))
                .withEnvironment(Map.of("PATH", processes.executables().path()))
                .withTimeout(LIMIT));
    if (!result.succeeded()) {
      throw new MachineError(
          "ssh.keygen",
          "ssh-keygen made no key at " + file + ": " + String.join(" ", result.tail()) + ".",
          "Make one yourself with 'ssh-keygen -t ed25519' and bring it to the server.");
    }
  }
}
