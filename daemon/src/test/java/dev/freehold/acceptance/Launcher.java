package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.SseClient;
import dev.freehold.api.UnixHttp;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The packaged launcher as a user starts it, with a home of its own. */
final class Launcher implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 420;

  private final Path folder;
  private final Home home;
  private final Map<String, String> variables = new TreeMap<>();

  private Launcher(Path folder, Home home) {
    this.folder = folder;
    this.home = home;
  }

  /** A folder directly in /tmp, because a socket's path must be short. */
  static Launcher withNewHome() throws IOException {
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "fa");
    return new Launcher(folder, new Home(folder.resolve("h")));
  }

  static Launcher withHome(Path home) {
    return new Launcher(home.getParent(), new Home(home));
  }

  static Path sources() {
    return Path.of(System.getProperty("freehold.root")).toAbsolutePath().normalize();
  }

  /** Sets what the user's terminal has set besides. */
  Launcher in(Map<String, String> environment) {
    variables.putAll(environment);
    return this;
  }

  Home home() {
    return home;
  }

  /** Holds the home and whatever a test lays beside it; gone at the end. */
  Path folder() {
    return folder;
  }

  /** What was told of a target's setting up: the steps that began, in this order. */
  List<Integer> stepsBegun(String target) throws IOException {
    try (SseClient told = SseClient.listen(home.socket(), "/v1/events?after=0", Map.of())) {
      await()
          .during(Duration.ofMillis(300))
          .until(() -> told.events().stream().anyMatch(e -> e.type().equals("setup.step")));
      return told.events().stream()
          .filter(event -> event.type().equals("setup.step"))
          .filter(event -> event.data().path("target").asText().equals(target))
          .map(event -> event.data().path("ordinal").asInt())
          .toList();
    }
  }

  UnixHttp http() {
    return new UnixHttp(home.socket());
  }

  /** Starts a command in {@link #folder()} without a terminal and without input. */
  CompletableFuture<Run> begin(String... arguments) {
    return begin(Path.of("/dev/null"), arguments);
  }

  private CompletableFuture<Run> begin(Path input, String... arguments) {
    var command = new ArrayList<String>();
    command.add(sources().resolve("daemon/bin/freehold").toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectInput(input.toFile());
    builder.environment().putAll(variables);
    builder.environment().put("FREEHOLD_HOME", home.root().toString());
    try {
      Process process = builder.start();
      var out = text(process.getInputStream());
      var err = text(process.getErrorStream());
      return process
          .onExit()
          .thenCombine(out, (ended, said) -> said)
          .thenCombine(err, (said, told) -> new Run(process.exitValue(), said, told));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Run run(String... arguments) throws Exception {
    try {
      Run run = begin(arguments).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      FirstTry.heard(List.of(arguments), run.exit());
      return run;
    } catch (TimeoutException | ExecutionException e) {
      throw new AssertionError("freehold " + String.join(" ", arguments), e);
    }
  }

  /** Runs what must succeed and reads this from its standard input. */
  Run given(String input, String... arguments) throws Exception {
    Path file = Files.writeString(folder.resolve("input"), input);
    Run run = begin(file, arguments).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(run.exit()).as("freehold %s: %s", String.join(" ", arguments), run).isZero();
    return run;
  }

  /** Runs what must succeed. */
  Run done(String... arguments) throws Exception {
    Run run = run(arguments);
    assertThat(run.exit()).as("freehold %s: %s", String.join(" ", arguments), run).isZero();
    return run;
  }

  /** The document of a command that must succeed; {@code --json} is added. */
  JsonNode json(String... arguments) throws Exception {
    return done(withJson(arguments)).document();
  }

  /** The document of a command that ends because the user must act; {@code --json} is added. */
  JsonNode refused(String... arguments) throws Exception {
    Run run = run(withJson(arguments));
    assertThat(run.exit()).as("freehold %s: %s", String.join(" ", arguments), run).isEqualTo(2);
    return run.document();
  }

  /** Deploys without a watch, unless the arguments have one. */
  JsonNode deploy(Path source, String... more) throws Exception {
    return json(deploying(source, more));
  }

  static String[] deploying(Path source, String... more) {
    var arguments = new ArrayList<>(List.of("deploy", source.toString(), "--yes"));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--watch")) {
      arguments.addAll(List.of("--watch", "0"));
    }
    return arguments.toArray(String[]::new);
  }

  static String[] withJson(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return all.toArray(String[]::new);
  }

  private static CompletableFuture<String> text(InputStream stream) {
    var text = new CompletableFuture<String>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
              } catch (IOException e) {
                text.completeExceptionally(e);
              }
            });
    return text;
  }

  @Override
  public void close() throws Exception {
    // a folder that can't be deleted must not hide why the daemon did not stop
    try (AutoCloseable _ = () -> Folders.delete(folder)) {
      done("daemon", "stop", "--serving");
    }
  }
}
