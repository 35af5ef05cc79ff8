package dev.freehold.builds;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.process.Command;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds Node and npm on this machine, whoever installed them. */
public final class Toolchains {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Path NPM_IN_PREFIX = Path.of("lib/node_modules/npm/bin/npm-cli.js");

  private final ProcessRunner runner;
  private final Map<String, String> environment;
  private @Nullable Found found;

  /**
   * @param environment the daemon's; Node and npm see it when asked about themselves
   */
  public Toolchains(ProcessRunner runner, Map<String, String> environment) {
    this.runner = runner;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Remembered until another {@code node} takes its place.
   *
   * @throws MachineError {@code build.node-missing}
   */
  public synchronized Toolchain find() {
    Path program = runner.executables().find("node").orElseThrow(() -> missing("Node.js is not"));
    try {
      FileTime modified = Files.getLastModifiedTime(program);
      Found last = found;
      if (last != null && last.program.equals(program) && last.modified.equals(modified)) {
        return last.toolchain;
      }
      Toolchain toolchain = look(program);
      found = new Found(program, modified, toolchain);
      return toolchain;
    } catch (IOException e) {
      throw MachineError.io("Looking at " + program, e);
    }
  }

  private Toolchain look(Path program) throws IOException {
    // a version manager's node is a shim; only Node itself knows where it really is
    ProcessResult said =
        run(program.toString(), "-p", "process.execPath + '\\n' + process.version");
    List<String> lines = said.stdout().lines().toList();
    if (!said.succeeded() || lines.size() < 2) {
      throw missing("Node.js does not start (" + String.join(" ", said.tail()) + "), or it is not");
    }
    Path node = Path.of(lines.get(0)).toRealPath();
    Path npm = npm(node);
    Path npmFolder = npm.resolve("../..").normalize();
    return new Toolchain(
        node,
        npm,
        lines.get(1),
        version(npmFolder.resolve("package.json")),
        folders(node, npmFolder),
        NpmSettings.from(configuration(node, npm), environment, npmFolder));
  }

  private Path npm(Path node) throws IOException {
    Path beside = prefix(node).resolve(NPM_IN_PREFIX);
    if (Files.isRegularFile(beside)) {
      return beside.toRealPath();
    }
    Optional<Path> onPath = runner.executables().find("npm");
    if (onPath.isPresent()) {
      Path real = onPath.get().toRealPath();
      if (real.endsWith("npm-cli.js")) {
        return real;
      }
    }
    throw missing("npm is not");
  }

  /** The narrowest folders that hold all of both, and never a home folder. */
  private List<Path> folders(Path node, Path npmFolder) {
    var folders = new ArrayList<Path>();
    Path prefix = prefix(node);
    Optional<Path> store = PackageStore.of(node);
    if (store.isPresent()) {
      folders.add(store.get());
    } else if (Files.isDirectory(prefix.resolve("lib/node_modules"))
        && prefix.getNameCount() > 1
        && !Path.of(environment.getOrDefault("HOME", "/")).startsWith(prefix)) {
      folders.add(prefix);
    } else {
      folders.add(node);
    }
    if (folders.stream().noneMatch(npmFolder::startsWith)) {
      folders.add(npmFolder);
    }
    folders.removeIf(folder -> folder.startsWith("/usr"));
    return List.copyOf(folders);
  }

  private Map<String, String> configuration(Path node, Path npm) {
    var argv = new ArrayList<>(List.of(node.toString(), npm.toString(), "config", "get"));
    argv.addAll(NpmSettings.KEYS);
    ProcessResult said = run(argv.toArray(String[]::new));
    if (!said.succeeded()) {
      throw new MachineError(
          "build.npm-broken",
          "npm does not tell its configuration: " + String.join("\n", said.tail()),
          "Mend what npm config list complains about, then try again.");
    }
    var configuration = new HashMap<String, String>();
    said.stdout()
        .lines()
        .map(line -> line.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> configuration.put(pair[0].strip(), pair[1].strip()));
    return configuration;
  }

  /** In the root folder, where no project's settings are. */
  private ProcessResult run(String... argv) {
    return runner.run(
        Command.of(Path.of("/"), argv).withEnvironment(environment).withTimeout(TIMEOUT));
  }

  private static String version(Path packageJson) throws IOException {
    try {
      return Json.mapper().readTree(Files.readString(packageJson)).path("version").asText();
    } catch (JsonProcessingException e) {
      throw missing("npm's own package.json is broken, or npm is not");
    }
  }

  private static Path prefix(Path node) {
    return node.resolve("../..").normalize();
  }

  private static MachineError missing(String what) {
    return new MachineError(
        "build.node-missing",
        what + " installed on this machine, and this app's build needs it.",
        "Install Node.js 22 or newer, which brings npm, from nodejs.org or your system's packages,"
            + " and try again.");
  }

  private record Found(Path program, FileTime modified, Toolchain toolchain) {}
}
