package dev.freehold.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.base.Failpoint;
import dev.freehold.file.DirectoryTree;
import dev.freehold.file.DurableFiles;
import dev.freehold.file.Home;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The importing process is killed from outside; the next one ends where it would have ended. */
class CrashTest {
  @TempDir Path folder;
  private Home home;
  private Path export;
  private GitCli git;

  @BeforeEach
  void anAppWithWorkOnMain() throws Exception {
    home = new Home(folder.resolve("home"));
    git = new GitCli(folder.resolve("developer"));
    export = Files.createDirectories(folder.resolve("export"));
    Files.writeString(export.resolve("a.txt"), "one\n");
    importAgain();
    Path clone = git.clone(bare(), folder.resolve("clone"));
    Files.writeString(clone.resolve("own.txt"), "own\n");
    git.commitAndPush(clone, "Own");
    Files.writeString(export.resolve("a.txt"), "two\n");
    DurableFiles.write(export.resolve("new.txt"), "new\n".getBytes(StandardCharsets.UTF_8));
  }

  private Path bare() {
    return home.repositories().resolve("shop.git");
  }

  private ImportResult importAgain() {
    try (var repositories = new Repositories(home, Clock.systemUTC())) {
      return repositories
          .open("shop")
          .importExport(DirectoryTree.of(export), List.of(), "lovable", "Export");
    }
  }

  private void assertOneCorrectEnd() throws Exception {
    ImportResult end = importAgain();
    git.assertSound(bare());
    assertThat(git.run(bare(), "ls-tree", "-r", "--name-only", "builder"))
        .isEqualTo("a.txt\nnew.txt\n");
    assertThat(git.run(bare(), "ls-tree", "-r", "--name-only", "main"))
        .isEqualTo("a.txt\nnew.txt\nown.txt\n");
    assertThat(git.run(bare(), "show", "main:a.txt")).isEqualTo("two\n");
    assertThat(git.run(bare(), "rev-list", "--count", "builder"))
        .as("the export is one commit, not one for each try")
        .isEqualTo("2\n");
    assertThat(git.run(bare(), "rev-list", "--count", "main")).isEqualTo("4\n");
    assertThat(importAgain())
        .isEqualTo(new ImportResult(end.builderCommit(), end.mainCommit(), end.mainTree(), false));
    try (var files = Files.list(bare())) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .noneMatch(name -> name.startsWith("incoming-"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GIT_OBJECTS_WRITTEN", "GIT_BUILDER_MOVED"})
  void aKillAtTheInstant(Failpoint instant) throws Exception {
    Path reached = folder.resolve("reached");
    Process process =
        ImportProcess.of(
                List.of(),
                Map.of(
                    "FREEHOLD_FAILPOINT", instant.wireName(),
                    "FREEHOLD_FAILPOINT_REACHED", reached.toString()),
                home,
                export)
            .redirectOutput(new File("/dev/null"))
            .start();
    await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(reached));
    process.destroyForcibly().waitFor();
    String builder = git.run(bare(), "rev-list", "--count", "builder");
    assertThat(builder).isEqualTo(instant == Failpoint.GIT_BUILDER_MOVED ? "2\n" : "1\n");
    assertThat(git.run(bare(), "rev-list", "--count", "main")).isEqualTo("2\n");
    assertOneCorrectEnd();
  }

  @Test
  void killsAtRandomInstants() throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int kill = 0; kill < 12; kill++) {
      Process process =
          ImportProcess.of(List.of(), Map.of(), home, export)
              .redirectOutput(new File("/dev/null"))
              .start();
      // the import itself lies in the last part of the process's life
      boolean ended = process.waitFor(250 + random.nextInt(500), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      git.assertSound(bare());
      assertThat(git.run(bare(), "cat-file", "-t", "main"))
          .as("seed %d, kill %d, ended %s", seed, kill, ended)
          .isEqualTo("commit\n");
    }
    assertOneCorrectEnd();
  }
}
