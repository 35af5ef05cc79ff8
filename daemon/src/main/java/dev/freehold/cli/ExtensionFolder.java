package dev.freehold.cli;

import dev.freehold.base.MachineError;
import dev.freehold.process.Command;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.ProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The extension as it came with Freehold, and as a browser loads it.
 *
 * @param sources where its package.json is
 */
record ExtensionFolder(Path sources) {
  /** What a browser loads. */
  Path built() {
    return sources.resolve("target/extension");
  }

  /** Whether there is something to build that is not built, or has changed since. */
  boolean isOutdated() {
    Path manifest = built().resolve("manifest.json");
    if (!Files.exists(sources.resolve("package.json"))) {
      return false;
    }
    try (Stream<Path> files = Files.walk(sources.resolve("src"))) {
      if (!Files.exists(manifest)) {
        return true;
      }
      FileTime since = Files.getLastModifiedTime(manifest);
      return files.anyMatch(file -> modified(file).compareTo(since) > 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param environment whose PATH has node and npm
   * @throws MachineError {@code browser.extension-not-built}
   */
  void build(ProcessRunner processes, Map<String, String> environment) {
    run(processes, environment, "node", "install.js");
    run(processes, environment, "npm", "run", "--silent", "build");
  }

  private void run(ProcessRunner processes, Map<String, String> environment, String... argv) {
    ProcessResult result = processes.run(Command.of(sources, argv).withEnvironment(environment));
    if (result.exitCode() != 0) {
      throw new MachineError(
          "browser.extension-not-built",
          "The browsers know Freehold now, but the extension could not be built; '"
              + String.join(" ", argv)
              + "' said: "
              + String.join(" ", result.tail()),
          "Mend what it names, then run it again: freehold browser install");
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
