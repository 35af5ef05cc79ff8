package dev.freehold.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real git, as a developer has it: own home, own identity, nothing of this machine's setup. */
public final class GitCli {
  private final Path home;

  public GitCli(Path home) throws IOException {
    this.home = Files.createDirectories(home);
  }

  public record Result(int exit, String output) {}

  public Map<String, String> environment() {
    return Map.of(
        "HOME", home.toString(),
        "GIT_CONFIG_NOSYSTEM", "1",
        "GIT_TERMINAL_PROMPT", "0",
        "GIT_AUTHOR_NAME", "Dev",
        "GIT_AUTHOR_EMAIL", "dev@example.org",
        "GIT_COMMITTER_NAME", "Dev",
        "GIT_COMMITTER_EMAIL", "dev@example.org",
        "LC_ALL", "C");
  }

  public Result attempt(Path folder, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().putAll(environment());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  public String run(Path folder, String... arguments) throws Exception {
    Result result = attempt(folder, arguments);
    assertThat(result.exit())
        .as("git %s: %s", String.join(" ", arguments), result.output())
        .isZero();
    return result.output();
  }

  /** A clone with main checked out. */
  public Path clone(Path repository, Path folder) throws Exception {
    run(home, "clone", "--quiet", repository.toString(), folder.toString());
    return folder;
  }

  public void commitAndPush(Path clone, String message) throws Exception {
    run(clone, "add", "--all", "--force");
    run(clone, "commit", "--quiet", "--allow-empty", "-m", message);
    run(clone, "push", "--quiet", "origin", "HEAD:main");
  }

  public void assertSound(Path repository) throws Exception {
    Result result =
        attempt(
            repository,
            "--git-dir=.",
            "fsck",
            "--strict",
            "--full",
            "--no-dangling",
            "--no-progress");
    assertThat(result.output().lines().filter(line -> !line.startsWith("notice:")))
        .as("git fsck %s", repository)
        .isEmpty();
    assertThat(result.exit()).isZero();
  }
}
