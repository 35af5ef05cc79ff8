package dev.freehold.builds;

import dev.freehold.base.UserError;
import dev.freehold.process.Command;
import dev.freehold.process.Confinement;
import dev.freehold.process.Mount;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where and how the scripts of one build run.
 *
 * @param before words before every command
 * @param environment of every script
 */
record ScriptRun(
    Sandbox sandbox,
    Confinement confinement,
    List<String> before,
    Optional<WayOut> wayOut,
    Map<String, String> environment,
    BuildListener listener) {
  private static final String INSTALLED = "/opt/installed";
  private static final Duration COPY_TIMEOUT = Duration.ofMinutes(5);

  void run(BuildScript script, Path folder) {
    script.run(sandbox, confinement, folder, before, environment, listener);
  }

  /**
   * Copies installed packages into the build's folder, because scripts change them and others use
   * the same ones.
   *
   * @throws UserError {@code build.failed}
   */
  static Dependencies copied(
      Dependencies installed,
      Workshop workshop,
      Sandbox sandbox,
      Toolchain toolchain,
      BuildListener listener) {
    Confinement confinement =
        workshop.confinement(toolchain).withMount(Mount.readOnly(installed.tree(), INSTALLED));
    String from = sandbox.seen(confinement, installed.tree());
    String to = sandbox.seen(confinement, workshop.build());
    ProcessResult result =
        sandbox.run(
            confinement,
            Command.of(workshop.build(), "cp", "-R", "-p", "-P", from + "/.", to)
                .withEnvironment(Map.of("PATH", toolchain.path(), "LANG", "C.UTF-8"))
                .withTimeout(COPY_TIMEOUT),
            (_, line) -> listener.line(line),
            listener::cancelled);
    if (!result.succeeded()) {
      throw new UserError(
          "build.failed",
          "The installed packages could not be copied for the scripts that you agreed to: "
              + String.join(" ", result.tail()),
          "Look whether there is room on the disk, and deploy again.");
    }
    return installed.in(workshop.build());
  }
}
