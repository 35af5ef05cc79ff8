package dev.freehold.targets.vercel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Vercel's own command line program from npm, talking to another address than Vercel's. */
public final class OfficialCli {
  /** The version whose requests docs/targets/vercel.md compares ours with. */
  public static final String VERSION = "58.4.4";

  private final Path program;
  private final Path home;
  private final URI api;

  /**
   * @param home where it keeps its settings; thrown away with the test
   */
  public OfficialCli(Path home, URI api) throws IOException, InterruptedException {
    this.program = installed();
    this.home = home;
    this.api = api;
  }

  /**
   * @param exit status
   * @param text both outputs
   */
  public record Outcome(int exit, String text) {}

  /** Once per build folder: it is large. */
  private static synchronized Path installed() throws IOException, InterruptedException {
    Path folder = Path.of("target/vercel-cli-" + VERSION).toAbsolutePath();
    Path program = folder.resolve("node_modules/.bin/vercel");
    if (!Files.exists(folder.resolve("installed"))) {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("package.json"), "{\"private\": true}\n");
      Outcome install =
          run(
              folder,
              folder,
              300,
              "npm",
              "install",
              "vercel@" + VERSION,
              "--ignore-scripts",
              "--no-audit",
              "--no-fund");
      assertThat(install.exit()).as(install.text()).isZero();
      Files.writeString(folder.resolve("installed"), "");
    }
    return program;
  }

  /** What it says when all goes well. */
  public String ok(Path folder, String... arguments) throws IOException, InterruptedException {
    Outcome outcome = attempt(folder, arguments);
    assertThat(outcome.exit())
        .as("vercel %s: %s", String.join(" ", arguments), outcome.text())
        .isZero();
    return outcome.text();
  }

  public Outcome attempt(Path folder, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--api", api.toString(), "--token", FakeVercel.TOKEN));
    return run(home, folder, 120, command.toArray(String[]::new));
  }

  private static Outcome run(Path home, Path folder, int seconds, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("vercel-cli", ".txt");
    try {
      var builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      builder.redirectInput(Path.of("/dev/null").toFile());
      if (!home.equals(folder)) {
        builder.environment().put("HOME", home.toString());
      }
      builder.environment().remove("VERCEL_TOKEN");
      builder.environment().put("CI", "1");
      builder.environment().put("VERCEL_TELEMETRY_DISABLED", "1");
      builder.environment().put("NO_UPDATE_NOTIFIER", "1");
      Process process = builder.start();
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(output, UTF_8);
      assertThat(ended).as("%s: %s", List.of(command), text).isTrue();
      return new Outcome(process.exitValue(), text);
    } finally {
      Files.delete(output);
    }
  }
}
