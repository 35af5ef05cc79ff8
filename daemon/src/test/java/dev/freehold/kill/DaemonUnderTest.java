package dev.freehold.kill;

import dev.freehold.api.UnixHttp;
import dev.freehold.file.Home;
import dev.freehold.render.ScriptedBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged daemon as a child process that can be killed from outside at any instant. */
final class DaemonUnderTest implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Those of the launcher: with others, most of what a short life costs is the compiler's. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx256m",
          "-Xms16m",
          "-Xmn6m",
          "-XX:ReservedCodeCacheSize=16m",
          "-XX:CompileThresholdScaling=4",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:ArchiveRelocationMode=0",
          "--enable-native-access=ALL-UNNAMED",
          "-Djdk.httpclient.allowRestrictedHeaders=host",
          "-Xlog:disable",
          "-Xlog:all=error:stderr");

  private final Home home;
  private final Process process;
  private final Path reached;

  private DaemonUnderTest(Home home, Process process, Path reached) {
    this.home = home;
    this.process = process;
    this.reached = reached;
  }

  static Path jar() {
    return Path.of(System.getProperty("freehold.jar"));
  }

  /**
   * @param failpoint where to stay, or empty
   * @param before class path entries that go before the jar: a seeded bug
   */
  static DaemonUnderTest start(Home home, String failpoint, Path... before) throws IOException {
    return start(home, failpoint, Map.of(), before);
  }

  /**
   * @param environment besides this process's own
   */
  static DaemonUnderTest start(
      Home home, String failpoint, Map<String, String> environment, Path... before)
      throws IOException {
    var classPath = new ArrayList<String>();
    for (Path entry : before) {
      classPath.add(entry.toString());
    }
    classPath.add(jar().toString());
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    if (before.length == 0) {
      aotCache().ifPresent(cache -> command.add("-XX:AOTCache=" + cache));
    }
    command.addAll(
        List.of(
            "-cp", String.join(":", classPath), "dev.freehold.bootstrap.Main", "daemon", "run"));
    Path reached = home.root().resolveSibling(home.root().getFileName() + ".reached");
    Files.deleteIfExists(reached);
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("FREEHOLD_HOME", home.root().toString());
    builder.environment().merge("PATH", quickBrowser(home) + ":", (path, own) -> own + path);
    if (!failpoint.isEmpty()) {
      builder.environment().put("FREEHOLD_FAILPOINT", failpoint);
      builder.environment().put("FREEHOLD_FAILPOINT_REACHED", reached.toString());
    }
    Path log = home.root().resolveSibling(home.root().getFileName() + ".log");
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    var daemon = new DaemonUnderTest(home, builder.start(), reached);
    daemon.awaitAnswer(log);
    return daemon;
  }

  /** Found before this machine's own; what pages look like is not what is killed here. */
  private static Path quickBrowser(Home home) throws IOException {
    Path folder = home.root().resolveSibling(home.root().getFileName() + ".programs");
    Path program = Files.createDirectories(folder).resolve("google-chrome");
    if (!Files.exists(program)) {
      Path script =
          ScriptedBrowser.write(folder, "echo '<h1>shown</h1>' | tee \"$picture\"\n").program();
      Files.move(script, program);
    }
    return folder;
  }

  /** Has the launcher make its cache, if it has none for this jar. */
  static void makeAotCache() throws IOException, InterruptedException {
    Path launcher = Path.of(System.getProperty("freehold.root"), "daemon", "bin", "freehold");
    Process process =
        new ProcessBuilder(launcher.toString(), "--version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IllegalStateException(launcher + " --version failed");
    }
  }

  /** The cache that the launcher makes after a build; without it a start takes a second. */
  private static Optional<Path> aotCache() throws IOException {
    Path folder = jar().resolveSibling("aot");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    FileTime built = Files.getLastModifiedTime(jar());
    try (var files = Files.newDirectoryStream(folder, "daemon-*.aot")) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  private void awaitAnswer(Path log) {
    Awaitility.await("daemon answers, see " + log)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> http().get("/v1/status").status() == 200);
  }

  UnixHttp http() {
    return new UnixHttp(home.socket());
  }

  boolean reachedFailpoint() {
    return Files.exists(reached);
  }

  /** SIGKILL, as the kernel would do it. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("SIGKILL did not end " + process.pid());
    }
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  /** Ends the process that serves this home's apps. */
  static void endServing(Home home) throws IOException {
    Path state = home.run().resolve("serve.json");
    if (Files.exists(state)) {
      var json = dev.freehold.base.Json.read(Files.readString(state), Map.class);
      long pid = ((Number) json.get("pid")).longValue();
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
