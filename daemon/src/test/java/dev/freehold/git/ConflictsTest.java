package dev.freehold.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ConflictsTest extends RepositoryTestBase {
  private static final String TEN = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";

  /** An export that conflicts with main; builder has it afterwards. */
  private void conflicting(MapTree export, String... owned) {
    refused("git.conflict", () -> importExport(export, owned));
  }

  private static UserError refused(String code, ThrowingCallable what) {
    var caught = new UserError[1];
    assertThatThrownBy(what)
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
        .satisfies(e -> caught[0] = e);
    return caught[0];
  }

  private Conflicts conflicts() {
    return repository.conflicts(List.of(), Optional.empty(), 100);
  }

  private ConflictFile onlyFile() {
    assertThat(conflicts().files()).hasSize(1);
    return conflicts().files().getFirst();
  }

  private String settle(Map<String, ConflictSide> take) {
    return repository.settle(List.of(), solution(take));
  }

  private Solution solution(Map<String, ConflictSide> take) {
    return new Solution(
        repository.head("main").orElseThrow(), repository.head("builder").orElseThrow(), take);
  }

  private Map<String, String> main() {
    return MapTree.texts(repository.files(repository.head("main").orElseThrow()));
  }

  @Test
  void nothingIsPendingBeforeTheFirstExportAndAfterAMerge() {
    assertThat(conflicts())
        .isEqualTo(new Conflicts("shop", false, null, null, 0, 0, List.of(), null));
    ImportResult first = importExport(MapTree.of("a", "1"));
    assertThat(conflicts())
        .isEqualTo(
            new Conflicts(
                "shop", false, first.mainCommit(), first.builderCommit(), 0, 0, List.of(), null));
    assertThat(refused("git.conflict-none", () -> settle(Map.of())).remedy())
        .endsWith("freehold deploy --app shop");
    refused("git.conflict-none", () -> repository.conflict(List.of(), "a"));
  }

  @Test
  void theRemedyOfAConflictNamesBothWays() throws Exception {
    importExport(MapTree.of("a", "1\n"));
    developerPushes("a", "mine\n");
    UserError error = refused("git.conflict", () -> importExport(MapTree.of("a", "2\n")));
    assertThat(error.remedy())
        .contains("freehold git conflicts --app shop")
        .contains("git merge origin/builder");
  }

  @Test
  void eachPlaceOfATextIsShownWithItsSurroundings() throws Exception {
    importExport(MapTree.of("page.txt", TEN, "other", "1\n"));
    developerPushes("page.txt", TEN.replace("2\n", "zwei\n").replace("9\n", "neun\n"));
    conflicting(
        MapTree.of(
            "page.txt", TEN.replace("2\n", "two\nand more\n").replace("9\n", ""), "other", "2\n"));

    Conflicts conflicts = conflicts();
    assertThat(conflicts.pending()).isTrue();
    assertThat(conflicts.exports()).isEqualTo(1);
    assertThat(conflicts.total()).isEqualTo(1);
    assertThat(conflicts.files())
        .containsExactly(
            new ConflictFile(
                "page.txt",
                ConflictKind.BOTH_CHANGED,
                false,
                2,
                List.of(ConflictSide.BUILDER, ConflictSide.MAIN)));
    ConflictView view = repository.conflict(List.of(), "page.txt");
    assertThat(view.places())
        .containsExactly(
            new ConflictPlace(
                2,
                List.of("1"),
                List.of("zwei"),
                List.of("two", "and more"),
                List.of("2"),
                List.of("3", "4", "5")),
            new ConflictPlace(
                9,
                List.of("6", "7", "8"),
                List.of("neun"),
                List.of(),
                List.of("9"),
                List.of("10")));
    assertThat(view.sizes()).isEqualTo(new ConflictView.Sizes(27L, 30L, 21L));
    assertThat(view.truncated()).isFalse();
    assertThat(view.main()).isEqualTo(repository.head("main").orElseThrow());
    refused("git.conflict-none", () -> repository.conflict(List.of(), "other"));
  }

  @Test
  void theChosenSideIsTakenInThePlacesAndEverythingElseIsKept() throws Exception {
    importExport(MapTree.of("page.txt", TEN, "gone", "x", "other", "1\n"));
    developerPushes("page.txt", TEN.replace("2\n", "zwei\n").replace("10\n", "zehn\n"));
    developerPushes("mine", "m");
    String before = repository.head("main").orElseThrow();
    conflicting(
        MapTree.of(
            "page.txt", TEN.replace("2\n", "two\n").replace("6\n", "six\n"), "other", "2\n"));
    String builder = repository.head("builder").orElseThrow();

    String merged = settle(Map.of("page.txt", ConflictSide.BUILDER));

    assertThat(repository.head("main")).contains(merged);
    assertThat(main())
        .isEqualTo(
            Map.of(
                "page.txt", "1\ntwo\n3\n4\n5\nsix\n7\n8\n9\nzehn\n", "other", "2\n", "mine", "m"));
    assertThat(git.run(repository.folder(), "log", "-1", "--format=%P%n%B", "main").strip())
        .isEqualTo(
            before
                + " "
                + builder
                + "\nMerge the builder's export\n\nWhere both changed something:\n"
                + "  page.txt: the builder's export");
    assertThat(conflicts().pending()).isFalse();
  }

  @Test
  void theBuildersSideEverywhereIsItsExport() throws Exception {
    importExport(MapTree.of("page.txt", TEN, "logo", "\0\1", "gone", "1\n", "rest", "r"));
    Path clone = freshClone();
    Files.writeString(clone.resolve("page.txt"), TEN.replace("2\n", "zwei\n"));
    Files.writeString(clone.resolve("logo"), "\0mine");
    Files.writeString(clone.resolve("gone"), "mine\n");
    git.commitAndPush(clone, "Work");
    conflicting(MapTree.of("page.txt", "other\n", "logo", "\0theirs", "rest", "r", "new", "n"));
    String merged =
        settle(
            Map.of(
                "page.txt", ConflictSide.BUILDER,
                "logo", ConflictSide.BUILDER,
                "gone", ConflictSide.BUILDER));
    assertThat(repository.tree(merged))
        .isEqualTo(repository.tree(repository.head("builder").orElseThrow()));
  }

  @Test
  void whatWasSettledIsNotAskedAgain() throws Exception {
    importExport(MapTree.of("page.txt", TEN));
    developerPushes("page.txt", TEN.replace("2\n", "zwei\n"));
    conflicting(MapTree.of("page.txt", TEN.replace("2\n", "two\n")));
    settle(Map.of("page.txt", ConflictSide.MAIN));

    importExport(MapTree.of("page.txt", TEN.replace("2\n", "two\n").replace("8\n", "eight\n")));

    assertThat(main())
        .isEqualTo(Map.of("page.txt", TEN.replace("2\n", "zwei\n").replace("8\n", "eight\n")));
  }

  @Test
  void ownedPathsAreNoConflictAndStay() throws Exception {
    importExport(MapTree.of("a", "1\n", "own", "1\n"));
    developerPushes("a", "mine\n");
    developerPushes("own", "mine\n");
    conflicting(MapTree.of("a", "2\n", "own", "2\n"), "own");
    List<String> owned = List.of("own");
    assertThat(repository.conflicts(owned, Optional.empty(), 9).files())
        .extracting(ConflictFile::path)
        .containsExactly("a");
    repository.settle(owned, solution(Map.of("a", ConflictSide.BUILDER)));
    assertThat(main()).isEqualTo(Map.of("a", "2\n", "own", "mine\n"));
  }

  @Test
  void aRemovedFileIsTakenOrStaysAway() throws Exception {
    importExport(MapTree.of("a", "1\n", "b", "1\n", "c", "1\n", "d", "1\n", "rest", "r"));
    Path clone = freshClone();
    Files.writeString(clone.resolve("a"), "mine\n");
    Files.writeString(clone.resolve("b"), "mine\n");
    Files.delete(clone.resolve("c"));
    Files.delete(clone.resolve("d"));
    git.commitAndPush(clone, "Work");
    conflicting(MapTree.of("c", "2\n", "d", "2\n", "rest", "r"));

    assertThat(conflicts().files())
        .extracting(ConflictFile::kind)
        .containsExactly(
            ConflictKind.BUILDER_REMOVED,
            ConflictKind.BUILDER_REMOVED,
            ConflictKind.MAIN_REMOVED,
            ConflictKind.MAIN_REMOVED);
    ConflictView view = repository.conflict(List.of(), "a");
    assertThat(view.sizes()).isEqualTo(new ConflictView.Sizes(5L, null, 2L));
    assertThat(view.places())
        .containsExactly(
            new ConflictPlace(1, List.of(), List.of("mine"), List.of(), List.of("1"), List.of()));

    settle(
        Map.of(
            "a", ConflictSide.MAIN,
            "b", ConflictSide.BUILDER,
            "c", ConflictSide.MAIN,
            "d", ConflictSide.BUILDER));
    assertThat(main()).isEqualTo(Map.of("a", "mine\n", "d", "2\n", "rest", "r"));
  }

  @Test
  void aFileThatIsNoTextIsTakenAsAWhole() throws Exception {
    importExport(new MapTree().with("logo.png", new byte[] {0, 1, 2, 3}).with("t", "t"));
    developerPushes("logo.png", "\0\1mine");
    conflicting(new MapTree().with("logo.png", new byte[] {0, 9, 9}).with("t", "t"));
    ConflictFile file = onlyFile();
    assertThat(file.binary()).isTrue();
    assertThat(file.places()).isEqualTo(1);
    ConflictView view = repository.conflict(List.of(), "logo.png");
    assertThat(view.places()).isEmpty();
    assertThat(view.binary()).isTrue();
    assertThat(view.sizes()).isEqualTo(new ConflictView.Sizes(6L, 3L, 4L));
    settle(Map.of("logo.png", ConflictSide.BUILDER));
    assertThat(main()).containsEntry("logo.png", "\0\t\t");
  }

  @Test
  void aFileThatBothAddedIsTakenAsAWhole() throws Exception {
    importExport(MapTree.of("a", "1"));
    developerPushes("new", "same\nmine\nend\n");
    conflicting(MapTree.of("a", "1", "new", "same\ntheirs\nend\n"));
    assertThat(onlyFile().kind()).isEqualTo(ConflictKind.BOTH_ADDED);
    assertThat(onlyFile().places()).isEqualTo(1);
    settle(Map.of("new", ConflictSide.BUILDER));
    assertThat(main()).isEqualTo(Map.of("a", "1", "new", "same\ntheirs\nend\n"));
  }

  @Test
  void aModeThatOnlyOneSideChangedIsKept() throws Exception {
    importExport(MapTree.of("run", "1\n", "start", "1\n"));
    Path clone = freshClone();
    for (String script : List.of("run", "start")) {
      Files.writeString(clone.resolve(script), "mine\n");
      Files.setPosixFilePermissions(
          clone.resolve(script), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    git.commitAndPush(clone, "Scripts");
    conflicting(MapTree.of("run", "2\n", "start", "2\n"));
    settle(Map.of("run", ConflictSide.BUILDER, "start", ConflictSide.MAIN));
    assertThat(main()).isEqualTo(Map.of("run", "2\n", "start", "mine\n"));
    assertThat(git.run(repository.folder(), "ls-tree", "--format=%(objectmode)", "main").lines())
        .containsExactly("100755", "100755");
  }

  @Test
  void twoFilesOfOneTextWithOtherModesAreOneConflict() throws Exception {
    importExport(MapTree.of("a", "1"));
    developerPushes("run", "same\n");
    conflicting(MapTree.of("a", "1", "run", "same\n").executable("run"));
    assertThat(onlyFile().kind()).isEqualTo(ConflictKind.BOTH_ADDED);
    settle(Map.of("run", ConflictSide.BUILDER));
    assertThat(git.run(repository.folder(), "ls-tree", "main", "run")).startsWith("100755");
  }

  @Test
  void aLinkIsTakenAsAWhole() throws Exception {
    importExport(MapTree.of("a", "1", "page", "1\n"));
    Path clone = freshClone();
    Files.delete(clone.resolve("page"));
    Files.createSymbolicLink(clone.resolve("page"), Path.of("a"));
    git.commitAndPush(clone, "Link");
    conflicting(MapTree.of("a", "1", "page", "2\n"));
    assertThat(onlyFile().places()).isEqualTo(1);
    settle(Map.of("page", ConflictSide.BUILDER));
    assertThat(main()).containsEntry("page", "2\n");
    assertThat(git.run(repository.folder(), "ls-tree", "main", "page")).startsWith("100644");
  }

  @Test
  void endsOfLinesAndALastLineWithoutOneStayAsTheyAre() throws Exception {
    importExport(MapTree.of("win", "1\r\n2\r\n3\r\n4\r\n5\r\nend"));
    developerPushes("win", "1\r\nzwei\r\n3\r\n4\r\n5\r\nend");
    conflicting(MapTree.of("win", "1\r\ntwo\r\n3\r\n4\r\n5\r\nthe end"));
    assertThat(repository.conflict(List.of(), "win").places().getFirst().main())
        .as("what differs only in its end is seen")
        .containsExactly("zwei\r");
    settle(Map.of("win", ConflictSide.MAIN));
    assertThat(main()).containsEntry("win", "1\r\nzwei\r\n3\r\n4\r\n5\r\nthe end");
  }

  @Test
  void aFileThatIsAFolderOnTheOtherSideNeedsACheckout() throws Exception {
    importExport(MapTree.of("a", "1\n", "x", "1\n"));
    developerPushes("conf/own", "own");
    developerPushes("x", "mine\n");
    conflicting(MapTree.of("a", "1\n", "conf", "file", "x", "2\n"));
    assertThat(conflicts().files())
        .extracting(ConflictFile::path, ConflictFile::kind, ConflictFile::choices)
        .contains(tuple("conf", ConflictKind.FILE_AND_FOLDER, List.of()));
    assertThat(repository.conflict(List.of(), "conf").places()).isEmpty();
    String before = repository.head("main").orElseThrow();
    UserError error =
        refused(
            "git.conflict-unsettled",
            () -> settle(Map.of("conf", ConflictSide.MAIN, "x", ConflictSide.MAIN)));
    assertThat(error).hasMessageContaining("conf");
    assertThat(error.remedy()).contains("git merge origin/builder");
    assertThat(repository.head("main")).contains(before);
  }

  @Test
  void anOwnedFileWhereTheExportHasAFolderNeedsACheckout() throws Exception {
    importExport(MapTree.of("a", "1\n"));
    developerPushes("conf/own", "own");
    conflicting(MapTree.of("a", "1\n", "conf", "file"), "conf/own");
    assertThat(repository.conflicts(List.of("conf/own"), Optional.empty(), 9).files())
        .containsExactly(
            new ConflictFile("conf", ConflictKind.FILE_AND_FOLDER, false, 1, List.of()));
  }

  @Test
  void historiesWithoutACommonCommitAreSettledAsWell() throws Exception {
    Path clone = freshClone();
    Files.writeString(clone.resolve("README.md"), "mine\n");
    git.commitAndPush(clone, "First");
    conflicting(MapTree.of("README.md", "theirs\n", "index.html", "<p>"));
    settle(Map.of("README.md", ConflictSide.MAIN));
    assertThat(main()).isEqualTo(Map.of("README.md", "mine\n", "index.html", "<p>"));
  }

  @Test
  void everyFileMustBeNamedAndNoOther() throws Exception {
    importExport(MapTree.of("a", "1\n", "b", "1\n"));
    developerPushes("a", "mine\n");
    developerPushes("b", "mine\n");
    conflicting(MapTree.of("a", "2\n", "b", "2\n"));
    String before = repository.head("main").orElseThrow();
    assertThat(refused("git.conflict-unsettled", () -> settle(Map.of("a", ConflictSide.MAIN))))
        .hasMessageContaining("No side was chosen for: b.");
    var more = Map.of("a", ConflictSide.MAIN, "b", ConflictSide.MAIN, "c", ConflictSide.MAIN);
    assertThat(refused("git.conflict-unsettled", () -> settle(more)))
        .hasMessageContaining("no conflict in: c.");
    assertThat(repository.head("main")).contains(before);
  }

  @Test
  void aSolutionOfWhatMovedMeanwhileIsRefused() throws Exception {
    importExport(MapTree.of("a", "1\n"));
    developerPushes("a", "mine\n");
    conflicting(MapTree.of("a", "2\n"));
    Solution old = solution(Map.of("a", ConflictSide.BUILDER));
    developerPushes("a", "mine, later\n");
    String before = repository.head("main").orElseThrow();
    refused("git.conflict-moved", () -> repository.settle(List.of(), old));
    conflicting(MapTree.of("a", "3\n"));
    assertThat(conflicts().exports()).isEqualTo(2);
    Solution older = new Solution(before, old.builder(), old.take());
    refused("git.conflict-moved", () -> repository.settle(List.of(), older));
    assertThat(repository.head("main")).contains(before);
  }

  @Test
  void filesComeInPages() throws Exception {
    var texts = new TreeMap<String, String>();
    for (int i = 10; i < 15; i++) {
      texts.put("file" + i, "one\n");
    }
    importExport(MapTree.of(texts));
    Path clone = freshClone();
    for (String path : texts.keySet()) {
      Files.writeString(clone.resolve(path), "by hand\n");
    }
    git.commitAndPush(clone, "All");
    texts.replaceAll((_, _) -> "built\n");
    conflicting(MapTree.of(texts));
    Conflicts first = repository.conflicts(List.of(), Optional.empty(), 3);
    assertThat(first.total()).isEqualTo(5);
    assertThat(first.files()).hasSize(3);
    assertThat(first.next()).isEqualTo("file12");
    Conflicts second = repository.conflicts(List.of(), Optional.of("file12"), 3);
    assertThat(second.files()).extracting(ConflictFile::path).containsExactly("file13", "file14");
    assertThat(second.next()).isNull();
  }

  @Test
  void whatIsTooLongToBeShownIsCutOnEverySide() throws Exception {
    importExport(MapTree.of("long", "1\n"));
    developerPushes("long", "mine 🛒 ".repeat(100_000) + "\n");
    conflicting(MapTree.of("long", "a line\n".repeat(100_000)));
    ConflictView view = repository.conflict(List.of(), "long");
    assertThat(view.truncated()).isTrue();
    ConflictPlace place = view.places().getFirst();
    assertThat(place.main().getFirst()).startsWith("mine 🛒");
    assertThat(place.builder()).hasSizeGreaterThan(1_000).hasSizeLessThan(50_000);
    assertThat(Json.write(view).getBytes(StandardCharsets.UTF_8).length).isLessThan(300 << 10);
    settle(Map.of("long", ConflictSide.BUILDER));
    assertThat(main()).containsEntry("long", "a line\n".repeat(100_000));
  }
}
