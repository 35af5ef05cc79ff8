package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Other programs that a user has: git, curl, archivers. */
final class Shell {
  private static final Map<String, String> GIT =
      Map.of(
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_TERMINAL_PROMPT", "0",
          "GIT_AUTHOR_NAME", "Ada",
          "GIT_AUTHOR_EMAIL", "ada@example.org",
          "GIT_COMMITTER_NAME", "Ada",
          "GIT_COMMITTER_EMAIL", "ada@example.org");

  private Shell() {}

  /** Runs in this folder; both outputs together. */
  static Run attempt(Path folder, String... command) throws Exception {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.environment().putAll(GIT);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), out, "");
  }

  static String run(Path folder, String... command) throws Exception {
    Run run = attempt(folder, command);
    assertThat(run.exit()).as("%s: %s", String.join(" ", command), run.out()).isZero();
    return run.out();
  }

  static String git(Path folder, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return run(folder, command.toArray(String[]::new));
  }

  /** Everything in the folder becomes a commit that is pushed to main. */
  static void commitAndPush(Path checkout, String message) throws Exception {
    git(checkout, "add", "--all");
    git(checkout, "commit", "--quiet", "-m", message);
    git(checkout, "push", "--quiet", "origin", "HEAD:main");
  }
}
