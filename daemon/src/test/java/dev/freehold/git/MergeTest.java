package dev.freehold.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class MergeTest extends RepositoryTestBase {
  private Map<String, String> main() {
    return MapTree.texts(repository.files(repository.head("main").orElseThrow()));
  }

  private void assertConflict(MapTree export, String... named) {
    var before = repository.head("main");
    assertThatThrownBy(() -> importExport(export))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo("git.conflict"))
        .satisfies(e -> assertThat(e).hasMessageContainingAll(named))
        .satisfies(e -> assertThat(e.remedy()).contains("git merge origin/builder"));
    assertThat(repository.head("main")).as("main is unchanged").isEqualTo(before);
  }

  @Test
  void withoutWorkOnMainItSimplyFollows() {
    importExport(MapTree.of("a", "1"));
    ImportResult second = importExport(MapTree.of("a", "2"));
    assertThat(second.mainCommit()).isEqualTo(second.builderCommit());
  }

  @Test
  void workOnMainAndExportsComeTogether() throws Exception {
    importExport(MapTree.of("page.txt", "1\n2\n3\n4\n5\n6\n", "gone.txt", "x"));
    developerPushes("page.txt", "1 by hand\n2\n3\n4\n5\n6\n");
    developerPushes("api/own.txt", "own");
    ImportResult result = importExport(MapTree.of("page.txt", "1\n2\n3\n4\n5\n6 built\n"));
    assertThat(main())
        .isEqualTo(Map.of("page.txt", "1 by hand\n2\n3\n4\n5\n6 built\n", "api/own.txt", "own"));
    CommitInfo merge = repository.commit(result.mainCommit()).orElseThrow();
    assertThat(merge.parents()).hasSize(2).endsWith(result.builderCommit());
    assertThat(MapTree.texts(repository.files(result.builderCommit())))
        .as("builder is the export, nothing else")
        .containsOnlyKeys("page.txt");
    assertThat(importExport(MapTree.of("page.txt", "1\n2\n3\n4\n5\n6 built\n")).changed())
        .isFalse();
  }

  @Test
  void aTextWhoseLastLineBothSidesCutKeepsTheLineFeedBefore() throws Exception {
    importExport(MapTree.of("page.txt", "1\n2\n3\n4\n5\nend"));
    developerPushes("page.txt", "1 by hand\n2\n3\n4\n5\n");
    importExport(MapTree.of("page.txt", "1\n2\n3 built\n4\n5\n"));
    assertThat(main()).isEqualTo(Map.of("page.txt", "1 by hand\n2\n3 built\n4\n5\n"));
  }

  @Test
  void aConflictNamesTheFilesAndLeavesMainAlone() throws Exception {
    importExport(MapTree.of("a.txt", "one\n", "src/b.txt", "one\n", "c.txt", "one\n"));
    developerPushes("a.txt", "by hand\n");
    developerPushes("src/b.txt", "by hand\n");
    var export = MapTree.of("a.txt", "built\n", "src/b.txt", "built\n", "c.txt", "built\n");
    assertConflict(export, "a.txt, src/b.txt.");
    assertConflict(export, "a.txt, src/b.txt.");

    Path clone = freshClone();
    git.attempt(clone, "merge", "origin/builder");
    Files.writeString(clone.resolve("a.txt"), "settled\n");
    Files.writeString(clone.resolve("src/b.txt"), "settled\n");
    git.commitAndPush(clone, "Settle");
    String settled = repository.head("main").orElseThrow();
    assertThat(importExport(export).mainCommit()).isEqualTo(settled);
    assertThat(main())
        .isEqualTo(Map.of("a.txt", "settled\n", "src/b.txt", "settled\n", "c.txt", "built\n"));
  }

  @Test
  void aConflictNamesAtMostTwentyFiles() throws Exception {
    var texts = new TreeMap<String, String>();
    for (int i = 10; i < 40; i++) {
      texts.put("file" + i, "one\n");
    }
    importExport(MapTree.of(texts));
    Path clone = freshClone();
    for (String path : texts.keySet()) {
      Files.writeString(clone.resolve(path), "by hand\n");
    }
    git.commitAndPush(clone, "All");
    texts.replaceAll((_, _) -> "built\n");
    assertConflict(MapTree.of(texts), "file29 and 10 more files.");
  }

  @Test
  void aFileDeletedInTheBuilderButChangedByHandIsAConflict() throws Exception {
    importExport(MapTree.of("a.txt", "one\n", "b.txt", "b"));
    developerPushes("a.txt", "by hand\n");
    assertConflict(MapTree.of("b.txt", "b"), "a.txt");
  }

  @Test
  void ownedPathsStayAsTheyAreOnMain() throws Exception {
    importExport(
        MapTree.of("a.txt", "one\n", "deploy/x.yml", "one\n", "keep.md", "one\n", "b.txt", "b\n"));
    developerPushes("deploy/x.yml", "by hand\n");
    ImportResult result =
        importExport(
            MapTree.of(
                "a.txt", "two\n", "deploy/x.yml", "two\n", "deploy/new", "n", "b.txt", "b\n"),
            "/deploy/",
            "*.md");
    assertThat(main())
        .isEqualTo(
            Map.of(
                "a.txt", "two\n", "b.txt", "b\n", "deploy/x.yml", "by hand\n", "keep.md", "one\n"));
    assertThat(MapTree.texts(repository.files(result.builderCommit())))
        .as("builder is the export")
        .containsEntry("deploy/new", "n");
  }

  @Test
  void ownedPathsStayAlsoWhenNobodyWorkedOnMain() {
    importExport(MapTree.of("a.txt", "one\n", "own.txt", "one\n"));
    importExport(MapTree.of("a.txt", "two\n", "own.txt", "two\n"), "own.txt");
    assertThat(main()).isEqualTo(Map.of("a.txt", "two\n", "own.txt", "one\n"));
    importExport(MapTree.of("a.txt", "three\n", "own.txt", "three\n"), "own.txt");
    assertThat(main()).isEqualTo(Map.of("a.txt", "three\n", "own.txt", "one\n"));
  }

  @Test
  void theLastPatternThatMatchesDecides() {
    importExport(MapTree.of("docs/a", "1", "docs/b", "1", "src/docs", "1"));
    importExport(
        MapTree.of("docs/a", "2", "docs/b", "2", "src/docs", "2"), "docs/*", "!docs/b", "# note");
    assertThat(main()).isEqualTo(Map.of("docs/a", "1", "docs/b", "2", "src/docs", "2"));
  }

  @Test
  void anOwnedFileWhereTheExportHasAFolderIsAConflict() throws Exception {
    importExport(MapTree.of("a.txt", "one\n"));
    developerPushes("conf/own.txt", "own");
    var before = repository.head("main");
    assertThatThrownBy(
            () -> importExport(MapTree.of("a.txt", "one\n", "conf", "file"), "conf/own.txt"))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo("git.conflict"))
        .satisfies(e -> assertThat(e).hasMessageContaining("conf"));
    assertThat(repository.head("main")).isEqualTo(before);
  }

  @Test
  void whatWasPushedBeforeTheFirstExportIsKept() throws Exception {
    Path clone = freshClone();
    Files.writeString(clone.resolve("README.md"), "mine");
    git.commitAndPush(clone, "First");
    importExport(MapTree.of("index.html", "<p>"));
    assertThat(main()).isEqualTo(Map.of("README.md", "mine", "index.html", "<p>"));
    assertThat(repository.log("main", 10)).hasSize(3);
  }

  @Test
  void aLinkThatADeveloperPushedSurvivesTheMergeAndIsNamedWhenDeploying() throws Exception {
    importExport(MapTree.of("a", "1"));
    Path clone = freshClone();
    Files.createSymbolicLink(clone.resolve("link"), Path.of("a"));
    git.commitAndPush(clone, "Link");
    ImportResult result = importExport(MapTree.of("a", "2"));
    assertThat(git.run(repository.folder(), "ls-tree", "main")).contains("120000 blob");
    assertThatThrownBy(() -> repository.files(result.mainCommit()))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo("intake.link"))
        .satisfies(e -> assertThat(e).hasMessageContaining("link"));
  }

  @Test
  void aPushInTheMiddleOfAnImportIsMergedAsWell() throws Exception {
    importExport(MapTree.of("a", "1"));
    Path clone = freshClone();
    Files.writeString(clone.resolve("own.txt"), "own");
    var export =
        new MapTree() {
          private boolean pushed;

          @Override
          public java.io.InputStream open(String path) throws java.io.IOException {
            synchronized (this) {
              if (!pushed) {
                pushed = true;
                push(clone);
              }
            }
            return super.open(path);
          }
        };
    export.with("a", "2");
    importExport(export);
    assertThat(main()).isEqualTo(Map.of("a", "2", "own.txt", "own"));
  }

  private void push(Path clone) {
    try {
      git.commitAndPush(clone, "Meanwhile");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void lockFilesThatACrashLeftAreNotWaitedForForEver() throws Exception {
    importExport(MapTree.of("a", "1"));
    for (String branch : List.of("main", "builder")) {
      Files.createFile(repository.folder().resolve("refs/heads/" + branch + ".lock"));
    }
    importExport(MapTree.of("a", "2"));
    assertThat(main()).isEqualTo(Map.of("a", "2"));
  }
}
