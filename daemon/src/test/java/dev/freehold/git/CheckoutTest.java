package dev.freehold.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code git} itself makes of the repository. */
class CheckoutTest extends RepositoryTestBase {
  @Test
  void aPushComesBackInTheNextImport() throws Exception {
    importExport(MapTree.of("a.txt", "1"));
    developerPushes("own/file.txt", "own");
    ImportResult result = importExport(MapTree.of("a.txt", "2"));
    Path clone = freshClone();
    assertThat(clone.resolve("own/file.txt")).hasContent("own");
    assertThat(clone.resolve("a.txt")).hasContent("2");
    assertThat(git.run(clone, "rev-parse", "HEAD")).isEqualTo(result.mainCommit() + "\n");
  }

  @Test
  void builderCanBeFetchedButNotPushed() throws Exception {
    String builder = importExport(MapTree.of("a.txt", "1")).builderCommit();
    Path clone = freshClone();
    assertThat(git.run(clone, "rev-parse", "origin/builder")).isEqualTo(builder + "\n");
    git.run(clone, "commit", "--allow-empty", "-m", "x");
    for (String refused : List.of("HEAD:builder", "+HEAD:builder", ":builder")) {
      assertThat(git.attempt(clone, "push", "origin", refused).exit()).as(refused).isNotZero();
    }
    assertThat(git.attempt(clone, "push", "origin", "HEAD:builder").output())
        .contains("deny updating a hidden ref");
    assertThat(repository.head("builder")).contains(builder);
  }

  @Test
  void theUsersOwnSettingsDoNotOpenBuilderForPushes() throws Exception {
    String builder = importExport(MapTree.of("a.txt", "1")).builderCommit();
    Path clone = freshClone();
    git.run(clone, "config", "--global", "receive.hideRefs", "!refs/heads/builder");
    git.run(clone, "config", "--global", "safe.bareRepository", "explicit");
    git.run(clone, "commit", "--allow-empty", "-m", "x");
    assertThat(git.attempt(clone, "push", "origin", "HEAD:builder").exit()).isNotZero();
    git.run(clone, "push", "origin", "HEAD:main");
    assertThat(repository.head("builder")).contains(builder);
  }

  @Test
  void mainCanNeitherBeRewrittenNorDeleted() throws Exception {
    importExport(MapTree.of("a.txt", "1"));
    String main = importExport(MapTree.of("a.txt", "2")).mainCommit();
    Path clone = freshClone();
    git.run(clone, "commit", "--amend", "-m", "other");
    assertThat(git.attempt(clone, "push", "--force", "origin", "HEAD:main").output())
        .contains("non-fast-forward");
    assertThat(git.attempt(clone, "push", "origin", ":main").output())
        .contains("[remote rejected]");
    assertThat(repository.head("main")).contains(main);
  }

  @Test
  void aPushStartsNoHousekeepingInTheRepository() throws Exception {
    importExport(MapTree.of("a.txt", "1"));
    assertThat(git.run(repository.folder(), "config", "gc.auto")).isEqualTo("0\n");
    assertThat(git.run(repository.folder(), "config", "--bool", "receive.autogc"))
        .isEqualTo("false\n");
  }

  @Test
  void noHookEverRuns() throws Exception {
    importExport(MapTree.of("a.txt", "1"));
    Path ran = folder.resolve("ran");
    Path usersHooks = Files.createDirectories(folder.resolve("users-hooks"));
    for (Path hooks : List.of(repository.folder().resolve("hooks"), usersHooks)) {
      Files.createDirectories(hooks);
      for (String name : allHooks()) {
        Path hook =
            Files.writeString(hooks.resolve(name), "#!/bin/sh\necho " + name + " >> " + ran);
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    Path config = folder.resolve("users-config");
    Files.writeString(config, "[core]\n\thooksPath = " + usersHooks + "\n\tautocrlf = true\n");
    Path export = Files.createDirectories(folder.resolve("export"));
    Files.writeString(export.resolve("a.txt"), "2\r\n");
    var environment = new HashMap<>(Map.of("GIT_CONFIG_GLOBAL", config.toString()));
    environment.put("HOME", folder.toString());
    Process process = ImportProcess.of(List.of(), environment, home, export).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(git.run(repository.folder(), "cat-file", "-s", "main:a.txt"))
        .as("autocrlf of the user's settings has no say")
        .isEqualTo("3\n");

    Path clone = freshClone();
    git.run(clone, "commit", "--allow-empty", "-m", "x");
    git.run(clone, "push", "origin", "HEAD:main");
    assertThat(ran).as("hooks that ran").doesNotExist();
  }

  private static List<String> allHooks() {
    return Stream.of(
            "pre-commit commit-msg post-commit pre-push pre-receive update post-receive",
            "post-update reference-transaction proc-receive pre-merge-commit post-merge")
        .flatMap(names -> Stream.of(names.split(" ")))
        .toList();
  }
}
