package dev.freehold.builds;

import dev.freehold.base.MachineError;
import dev.freehold.process.Command;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Deno for an app: this machine's own where it fits, otherwise one that is brought once from
 * npm's packages of it ({@code @deno/linux-x64-glibc} and the like).
 */
public final class Denos {
  /** Of what is brought; the next one may start apps in another way. */
  private static final String MAJOR = "2";

  /** The first of the second major version that all of this was tried with. */
  private static final int LEAST_MINOR = 9;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Pattern VERSION = Pattern.compile("deno 2\\.(\\d+)\\.\\S+");

  /** A version manager's deno is a shim, npm's a script for Node; Deno knows where it really is. */
  private static final String WHERE = "console.log(Deno.execPath())";

  /** Packed; it takes more than twice as much when it is there. */
  private static final String SHOWN = "Deno 2 (about 45 MB)";

  private final ProcessRunner runner;
  private final Map<String, String> environment;
  private final Toolchains toolchains;
  private final Tools tools;

  /**
   * @param environment the daemon's; Deno sees it when asked where it is
   */
  public Denos(
      ProcessRunner runner, Map<String, String> environment, Toolchains toolchains, Tools tools) {
    this.runner = runner;
    this.environment = Map.copyOf(environment);
    this.toolchains = toolchains;
    this.tools = tools;
  }

  /**
   * @param program real path; one file that needs nothing beside it, or of a {@link PackageStore}
   */
  public record Deno(Path program) {
    /** What a sandbox must show besides {@code /usr} so that it runs. */
    public List<Path> folders() {
      Path folder = PackageStore.of(program).orElse(program);
      return folder.startsWith("/usr") ? List.of() : List.of(folder);
    }
  }

  private record Own(Path program, String version) {}

  /** What the result of a build depends on. */
  String identity() {
    return own().map(Own::version).orElse("deno " + MAJOR)
        + " "
        + System.getProperty("os.name", "")
        + " "
        + System.getProperty("os.arch", "");
  }

  /**
   * @throws MachineError {@code build.node-missing}, {@code build.tool-not-brought}
   */
  Deno find(BuildListener listener) {
    return new Deno(own().map(Own::program).orElseGet(() -> bring(packageName(), listener)));
  }

  /**
   * @throws MachineError {@code build.node-missing}, {@code build.tool-not-brought}
   */
  public Deno forServer() {
    return find(BuildListener.NONE);
  }

  /**
   * A program for another machine, with the C library of GNU.
   *
   * @param arch as uname(1) says it: {@code x86_64}, {@code aarch64}
   * @throws MachineError {@code build.node-missing}, {@code build.tool-not-brought}
   */
  public Path forLinux(String arch) {
    return bring(
        "@deno/linux-" + (arch.equals("aarch64") ? "arm64" : "x64") + "-glibc", BuildListener.NONE);
  }

  private Path bring(String name, BuildListener listener) {
    return tools.bring(SHOWN, name, MAJOR, toolchains.find(), listener).resolve("deno");
  }

  private Optional<Own> own() {
    try {
      return runner.executables().find("deno").flatMap(this::itself).flatMap(this::look);
    } catch (MachineError notAsked) {
      // the one that is brought does as well
      return Optional.empty();
    }
  }

  /** In the root folder, where no project's settings are. */
  private Optional<Path> itself(Path program) {
    var given = new TreeMap<>(environment);
    given.put("DENO_NO_UPDATE_CHECK", "1");
    ProcessResult said =
        runner.run(
            Command.of(Path.of("/"), program.toString(), "eval", WHERE)
                .withEnvironment(given)
                .withTimeout(TIMEOUT));
    return Optional.of(said.stdout().strip())
        .filter(path -> said.succeeded() && path.startsWith("/"))
        .flatMap(runner.executables()::find);
  }

  /** Without an environment, as a sandbox has none of what stands in front of it. */
  private Optional<Own> look(Path program) {
    ProcessResult said =
        runner.run(Command.of(Path.of("/"), program.toString(), "--version").withTimeout(TIMEOUT));
    Matcher version =
        VERSION.matcher(said.stdout().lines().findFirst().orElse("").split(" \\(")[0]);
    if (!said.succeeded()
        || !version.matches()
        || Integer.parseInt(version.group(1)) < LEAST_MINOR) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Own(program.toRealPath(), version.group()));
    } catch (IOException e) {
      throw MachineError.io("Looking at " + program, e);
    }
  }

  private static String packageName() {
    boolean mac = System.getProperty("os.name", "").startsWith("Mac");
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    return "@deno/"
        + (mac ? "darwin-" : "linux-")
        + (arm ? "arm64" : "x64")
        + (mac ? "" : "-glibc");
  }
}
