package dev.freehold.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportTest extends RepositoryTestBase {
  @Test
  void theFirstExportIsMain() {
    ImportResult result = importExport(MapTree.of("index.html", "<h1>Hi</h1>"));
    assertThat(result.mainCommit()).isEqualTo(result.builderCommit());
    assertThat(result.changed()).isTrue();
    assertThat(repository.head("main")).contains(result.mainCommit());
    assertThat(repository.head("builder")).contains(result.mainCommit());
    assertThat(repository.tree(result.mainCommit())).isEqualTo(result.mainTree());
  }

  @Test
  void anExportReplacesTheWholeTree() {
    importExport(MapTree.of("a.txt", "a", "old/b.txt", "b"));
    ImportResult result = importExport(MapTree.of("a.txt", "A", "new/c.txt", "c"));
    assertThat(MapTree.texts(repository.files(result.mainCommit())))
        .containsOnly(entry("a.txt", "A"), entry("new/c.txt", "c"));
  }

  private static java.util.Map.Entry<String, String> entry(String path, String text) {
    return java.util.Map.entry(path, text);
  }

  @Test
  void everyByteIsKept() throws Exception {
    byte[] binary = new byte[3 << 20];
    new Random(7).nextBytes(binary);
    byte[] windowsText = "one\r\ntwo\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    importExport(
        new MapTree()
            .with("logo.bin", binary)
            .with("empty", new byte[0])
            .with("crlf.txt", windowsText)
            .with(".gitattributes", "* text=auto eol=lf\n")
            .with("run.sh", "#!/bin/sh\n")
            .executable("run.sh")
            .with("Übersicht/日本 語.txt", "ü"));
    Path clone = folder.resolve("plain");
    git.run(
        folder,
        "-c",
        "core.attributesFile=/dev/null",
        "clone",
        "-q",
        repository.folder().toString(),
        clone.toString());
    assertThat(clone.resolve("logo.bin")).hasBinaryContent(binary);
    assertThat(clone.resolve("empty")).isEmptyFile();
    assertThat(clone.resolve("crlf.txt")).hasBinaryContent(windowsText);
    assertThat(clone.resolve("Übersicht/日本 語.txt")).hasContent("ü");
    assertThat(Files.isExecutable(clone.resolve("run.sh"))).isTrue();
    assertThat(Files.isExecutable(clone.resolve("crlf.txt"))).isFalse();
  }

  @Test
  void theExportsOwnIgnoreListRemovesNothing() {
    ImportResult result =
        importExport(MapTree.of(".gitignore", ".env\n*.log\n", ".env", "A=1", "x.log", "log"));
    assertThat(MapTree.texts(repository.files(result.mainCommit())))
        .containsOnlyKeys(".gitignore", ".env", "x.log");
  }

  @Test
  void theSameExportAgainChangesNothing() throws Exception {
    ImportResult first = importExport(MapTree.of("a", "1"));
    long files = countFiles();
    ImportResult again = importExport(MapTree.of("a", "1"));
    assertThat(again)
        .isEqualTo(
            new ImportResult(first.builderCommit(), first.mainCommit(), first.mainTree(), false));
    assertThat(countFiles()).as("nothing was written").isEqualTo(files);
  }

  private long countFiles() throws Exception {
    try (var files = Files.walk(repository.folder())) {
      return files.count();
    }
  }

  @Test
  void unchangedFilesAreNotWrittenAgain() throws Exception {
    var export = new MapTree();
    for (int i = 0; i < 50; i++) {
      export.with("src/file" + i, "text " + i).with("lib/file" + i, "library " + i);
    }
    importExport(export);
    importExport(export.with("src/file7", "new text"));
    String objects = git.run(repository.folder(), "count-objects", "-v");
    assertThat(objects)
        .as("100 blobs, 3 trees, 1 commit; then 1 blob, 2 trees, 1 commit")
        .contains("count: 0\n", "in-pack: 108\n", "packs: 2\n", "garbage: 0\n");
  }

  @Test
  void aCommitSaysWhereItCameFrom() {
    String id =
        repository
            .importExport(MapTree.of("a", "1"), List.of(), "lovable", " New button \0\n")
            .builderCommit();
    CommitInfo commit = repository.commit(id).orElseThrow();
    assertThat(commit.author()).isEqualTo("Lovable export <lovable@export.freehold.invalid>");
    assertThat(commit.message()).isEqualTo("New button\n");
    assertThat(commit.time()).isEqualTo(NOW);
    assertThat(commit.parents()).isEmpty();
  }

  @Test
  void theSameExportAtTheSameTimeIsTheSameCommitEverywhere() {
    var other = repositories.open("other");
    assertThat(other.importExport(MapTree.of("a", "1"), List.of(), "lovable", "Export"))
        .isEqualTo(importExport(MapTree.of("a", "1")));
  }

  @Test
  void theReflogTellsWhoMovedTheBranches() throws Exception {
    importExport(MapTree.of("a", "1"));
    for (String branch : List.of("main", "builder")) {
      assertThat(repository.folder().resolve("logs/refs/heads").resolve(branch))
          .content()
          .containsPattern("Freehold <freehold@export.freehold.invalid> \\d+ \\+0000\texport");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".git/config", "src/.git/hooks/x", "a//b", "/etc/passwd", "x/../y", "."})
  void namesThatGitForbidsAreRefused(String path) {
    importExport(MapTree.of("a", "1"));
    var before = repository.head("builder");
    assertThatThrownBy(() -> importExport(MapTree.of("ok", "1", path, "2")))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .extracting(UserError::code)
        .isEqualTo("git.path-invalid");
    assertThat(repository.head("builder")).isEqualTo(before);
  }

  @Test
  void aFileThatIsAlsoAFolderIsRefused() {
    assertThatThrownBy(() -> importExport(MapTree.of("a", "1", "a/b", "2")))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .extracting(UserError::code)
        .isEqualTo("git.path-invalid");
  }

  @Test
  void anExportMayBeEmptiedAndFilledAgain() {
    importExport(MapTree.of("a", "1"));
    ImportResult empty = importExport(new MapTree());
    assertThat(repository.files(empty.mainCommit()).entries()).isEmpty();
    assertThat(MapTree.texts(repository.files(importExport(MapTree.of("a", "1")).mainCommit())))
        .containsOnlyKeys("a");
  }

  @Test
  void aRepositoryIsOpenedOnceAndFoundAgain() {
    String main = importExport(MapTree.of("a", "1")).mainCommit();
    assertThat(repositories.open("shop")).isSameAs(repository);
    try (var later = new Repositories(home, Clock.fixed(NOW, ZoneOffset.UTC))) {
      assertThat(later.open("shop").head("main")).contains(main);
    }
    assertThatThrownBy(() -> repositories.open("../shop"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatACrashLeftWhileTheRepositoryWasMadeIsRemoved() throws Exception {
    Path left = Files.createDirectories(home.repositories().resolve(".blog.git.0815/objects"));
    repositories.open("blog");
    assertThat(left).doesNotExist();
    try (var all = Files.list(home.repositories())) {
      assertThat(all.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("shop.git", "blog.git");
    }
  }
}
