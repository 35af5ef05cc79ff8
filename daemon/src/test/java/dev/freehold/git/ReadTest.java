package dev.freehold.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import dev.freehold.file.FileTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ReadTest extends RepositoryTestBase {
  private static final String UNKNOWN = "0123456789012345678901234567890123456789";

  private TreeDiff diff(MapTree from, MapTree to) {
    String a = importExport(from).mainCommit();
    return repository.diff(a, importExport(to).mainCommit());
  }

  private static String text(TreeDiff.FileChange file) {
    return Objects.requireNonNull(file.textDiff());
  }

  @Test
  void aCommitsFilesAreReadWhenOpened() throws Exception {
    String commit =
        importExport(MapTree.of("b/two.txt", "two", "a.sh", "#!", "empty", "").executable("a.sh"))
            .mainCommit();
    FileTree files = repository.files(commit);
    assertThat(files.entries())
        .containsExactly(
            new FileTree.Entry("a.sh", 2, true),
            new FileTree.Entry("b/two.txt", 3, false),
            new FileTree.Entry("empty", 0, false));
    assertThat(files.open("b/two.txt")).hasContent("two");
    assertThat(files.entry("b/two.txt")).isPresent();
    assertThat(files.entry("b")).isEmpty();
    assertThatThrownBy(() -> files.open("none")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aBranchWithoutCommitsHasNoHeadAndNoLog() {
    assertThat(repository.head("main")).isEmpty();
    assertThat(repository.log("main", 5)).isEmpty();
  }

  @Test
  void theLogIsNewestFirst() {
    var ids = new ArrayList<String>();
    for (String text : List.of("1", "2", "3")) {
      ids.addFirst(importExport(MapTree.of("a", text)).mainCommit());
    }
    assertThat(repository.log("main", 10)).extracting(CommitInfo::id).isEqualTo(ids);
    assertThat(repository.log("builder", 2))
        .extracting(CommitInfo::id)
        .isEqualTo(ids.subList(0, 2));
  }

  @Test
  void whatTheRepositoryDoesNotHaveIsSaid() {
    String tree = importExport(MapTree.of("a", "1")).mainTree();
    for (String id : List.of(UNKNOWN, tree, "main", "", "--all")) {
      assertThat(repository.contains(id)).as(id).isFalse();
      assertThat(repository.commit(id)).isEmpty();
      assertThatThrownBy(() -> repository.files(id))
          .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
          .extracting(UserError::code)
          .isEqualTo("git.commit-unknown");
    }
    assertThat(repository.contains(repository.head("main").orElseThrow())).isTrue();
  }

  @Test
  void aDiffShowsTextsAsUnifiedHunks() {
    TreeDiff diff =
        diff(
            MapTree.of("same", "s", "text", "1\n2\n3\n", "gone", "g\n"),
            MapTree.of("same", "s", "text", "1\nzwei\n3\n", "new", "ä\n"));
    assertThat(diff.files())
        .containsExactly(
            new TreeDiff.FileChange(
                "gone", TreeDiff.Kind.REMOVED, false, "@@ -1 +0,0 @@\n-g\n", false),
            new TreeDiff.FileChange(
                "new", TreeDiff.Kind.ADDED, false, "@@ -0,0 +1 @@\n+ä\n", false),
            new TreeDiff.FileChange(
                "text",
                TreeDiff.Kind.CHANGED,
                false,
                "@@ -1,3 +1,3 @@\n 1\n-2\n+zwei\n 3\n",
                false));
    assertThat(diff)
        .returns(1, TreeDiff::added)
        .returns(1, TreeDiff::changed)
        .returns(1, TreeDiff::removed)
        .returns(null, TreeDiff::next);
  }

  @Test
  void aBinaryHasNoTextDiff() {
    TreeDiff diff =
        diff(
            new MapTree().with("logo", new byte[] {1, 0, 2}),
            new MapTree().with("logo", new byte[] {1, 0, 3}));
    assertThat(diff.files())
        .containsExactly(new TreeDiff.FileChange("logo", TreeDiff.Kind.CHANGED, true, null, false));
  }

  @Test
  void aChangedModeIsAChange() {
    TreeDiff diff = diff(MapTree.of("run.sh", "x"), MapTree.of("run.sh", "x").executable("run.sh"));
    assertThat(diff.files().getFirst().textDiff()).isEqualTo("old mode 100644\nnew mode 100755\n");
  }

  @Test
  void longTextsAreCutAtALine() {
    String line = "äöü and so on\n";
    TreeDiff diff = diff(MapTree.of("long", ""), MapTree.of("long", line.repeat(20_000)));
    var file = diff.files().getFirst();
    assertThat(file.truncated()).isTrue();
    assertThat(file.textDiff()).endsWith("\n+" + line);
    assertThat(text(file).getBytes(StandardCharsets.UTF_8))
        .hasSizeBetween(TreeComparison.FILE_LIMIT - 100, TreeComparison.FILE_LIMIT);
  }

  @Test
  void anEnormousTextIsNotCompared() {
    TreeDiff diff = diff(MapTree.of("a", ""), MapTree.of("a", "text\n".repeat(300_000)));
    assertThat(diff.files())
        .containsExactly(new TreeDiff.FileChange("a", TreeDiff.Kind.CHANGED, false, null, true));
  }

  @Test
  void allTextsOfAPageTogetherAreBounded() {
    var texts = new TreeMap<String, String>();
    for (int i = 10; i < 30; i++) {
      texts.put("file" + i, ("text of " + i + "\n").repeat(4000));
    }
    TreeDiff diff = diff(new MapTree(), MapTree.of(texts));
    assertThat(diff.files()).hasSize(20);
    assertThat(diff.files().stream().mapToInt(f -> text(f).length()).sum())
        .isBetween(TreeComparison.PAGE_LIMIT - 1000, TreeComparison.PAGE_LIMIT);
    assertThat(diff.files().getLast())
        .returns("", TreeDiff.FileChange::textDiff)
        .returns(true, TreeDiff.FileChange::truncated);
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrOverlap() {
    var texts = new TreeMap<String, String>();
    for (int i = 0; i < 25; i++) {
      texts.put((i % 2 == 0 ? "a/" : "a.") + i, "x\n");
    }
    String a = importExport(new MapTree()).mainCommit();
    String b = importExport(MapTree.of(texts)).mainCommit();
    var paths = new ArrayList<String>();
    String after = null;
    do {
      TreeDiff page = repository.diff(Optional.of(a), b, after, 10);
      assertThat(page.added()).isEqualTo(25);
      page.files().forEach(file -> paths.add(file.path()));
      after = page.next();
    } while (after != null);
    assertThat(paths).containsExactlyElementsOf(texts.keySet());
  }

  @Test
  void oneFileIsShownAlone() {
    String a = importExport(MapTree.of("a", "1\n", "b", "1\n")).mainCommit();
    String b = importExport(MapTree.of("a", "2\n", "b", "2\n")).mainCommit();
    assertThat(repository.diffOf(Optional.of(a), b, "b"))
        .hasValueSatisfying(file -> assertThat(file.textDiff()).contains("-1").contains("+2"));
    assertThat(repository.diffOf(Optional.empty(), b, "b"))
        .hasValueSatisfying(file -> assertThat(file.change()).isEqualTo(TreeDiff.Kind.ADDED));
    assertThat(repository.diffOf(Optional.of(a), b, "c")).isEmpty();
  }

  @Test
  void theSameCommitHasNoDifferences() {
    String a = importExport(MapTree.of("a", "1")).mainCommit();
    assertThat(repository.diff(a, a))
        .extracting(TreeDiff::files, TreeDiff::added, TreeDiff::next)
        .containsExactly(List.of(), 0, null);
  }
}
