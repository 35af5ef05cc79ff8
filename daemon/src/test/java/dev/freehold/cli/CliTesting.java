package dev.freehold.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.cli.output.Terminal;
import dev.freehold.file.Home;
import dev.freehold.file.LeftOut;
import dev.freehold.process.ProcessRunner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs commands against a fake daemon and keeps what they print. */
final class CliTesting {
  final Path folder;
  final Home home;

  /** The home folder of the user. */
  final Path user;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String input = "";
  private boolean interactive;
  private Map<String, String> variables = Map.of("PATH", System.getenv("PATH"));
  private Path launcher;

  CliTesting(Path temp) throws Exception {
    this.folder = Files.createDirectories(temp.resolve("My App"));
    this.home = new Home(temp.resolve("h"));
    this.user = Files.createDirectories(temp.resolve("user"));
    this.launcher = folder.resolve("no-launcher");
  }

  CliTesting answering(String text) {
    input = text;
    interactive = true;
    return this;
  }

  CliTesting reading(String text) {
    input = text;
    return this;
  }

  CliTesting in(Map<String, String> given) {
    variables = given;
    return this;
  }

  /** Adds a launcher that does this. */
  CliTesting launching(String script) throws Exception {
    launcher = Files.writeString(folder.resolve("launcher"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    return this;
  }

  CliTesting launchedBy(Path path) {
    launcher = path;
    return this;
  }

  int run(String... arguments) {
    var environment = new TreeMap<>(variables);
    environment.putIfAbsent("HOME", user.toString());
    out.reset();
    err.reset();
    var terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            interactive,
            false,
            false);
    return new Cli(
            new Surroundings(
                environment,
                home,
                folder,
                terminal,
                Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC),
                () -> "request-1",
                new ProcessRunner(environment),
                (from, to) -> {
                  to.write("a tar of ".getBytes(StandardCharsets.UTF_8));
                  to.write(from.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                  return List.of(new LeftOut("node_modules", "made by the package manager"));
                },
                launcher,
                Duration.ofMillis(300),
                "1.2.3",
                () -> 7))
        .run(arguments);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Fails unless standard output is exactly one document. */
  JsonNode document() throws Exception {
    return JsonMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build()
        .readTree(out());
  }

  FakeDaemon daemon() throws Exception {
    return new FakeDaemon(home.socket());
  }
}
