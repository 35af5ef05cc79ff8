package dev.freehold.git.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.ProviderError;
import dev.freehold.git.MapTree;
import dev.freehold.git.remote.PushOutcome.HeldBack;
import dev.freehold.git.remote.PushOutcome.Moved;
import dev.freehold.git.remote.PushOutcome.Pushed;
import dev.freehold.git.remote.PushOutcome.Refused;
import dev.freehold.git.remote.PushOutcome.UpToDate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PushTest extends RemoteTestBase {
  private static final PushedRef MAIN = PushedRef.branch("main");
  private static final PushedRef BUILDER = PushedRef.branch("builder");
  private static final PushedRef V1 = PushedRef.tag("v1");

  private String export(String text) {
    return importExport(MapTree.of("index.html", text)).mainCommit();
  }

  private void release(String tag) throws Exception {
    git.run(repository.folder(), "tag", tag, "main");
  }

  private List<PushOutcome> push(PushedRef... refs) {
    return remote().push(List.of(refs)).outcomes();
  }

  @Test
  void branchesAndTagsArriveTogetherAndOnlyOnce() throws Exception {
    String one = export("one");
    release("v1");
    assertThat(push(BUILDER, MAIN, V1))
        .containsExactly(
            new Pushed(BUILDER, Optional.empty(), one),
            new Pushed(MAIN, Optional.empty(), one),
            new Pushed(V1, Optional.empty(), one));
    assertThat(push(BUILDER, MAIN, V1))
        .containsExactly(
            new UpToDate(BUILDER, one), new UpToDate(MAIN, one), new UpToDate(V1, one));
    String two = export("two");
    assertThat(push(MAIN)).containsExactly(new Pushed(MAIN, Optional.of(one), two));
    assertThat(head(hub, "main")).isEqualTo(two);
    assertThat(head(hub, "v1")).isEqualTo(one);
  }

  @Test
  void aBranchCanGoByAnotherNameThere() throws Exception {
    String one = export("one");
    assertThat(push(PushedRef.branchAs("main", "freehold/change")))
        .hasOnlyElementsOfType(Pushed.class);
    assertThat(head(hub, "freehold/change")).isEqualTo(one);
  }

  @Test
  void whatWeDoNotHaveIsSaid() {
    assertThat(catchThrowableOfType(FreeholdException.class, () -> push(V1)).code())
        .isEqualTo("git.branch-missing");
  }

  @Test
  void aRemoteThatHasMoreThanWeIsNotOverwritten() throws Exception {
    export("one");
    push(BUILDER, MAIN);
    String theirs = somebodyPushesToTheHost("theirs.txt", "x");
    export("two");
    assertThat(push(MAIN, BUILDER))
        .containsExactly(new Moved(MAIN, Optional.of(theirs), true), new HeldBack(BUILDER));
    assertThat(head(hub, "main")).isEqualTo(theirs);
    remote().pull();
    assertThat(push(MAIN))
        .as("also when we have seen it")
        .containsExactly(new Moved(MAIN, Optional.of(theirs), true));
    assertThat(head(hub, "main")).isEqualTo(theirs);
  }

  @Test
  void aRemoteThatWentBackIsNotMovedForwardAgain() throws Exception {
    String one = export("one");
    push(MAIN);
    export("two");
    push(MAIN);
    git.run(hub, "update-ref", "refs/heads/main", one);
    export("three");
    assertThat(push(MAIN)).containsExactly(new Moved(MAIN, Optional.of(one), false));
    git.run(hub, "update-ref", "-d", "refs/heads/main");
    assertThat(push(MAIN)).containsExactly(new Moved(MAIN, Optional.empty(), false));
  }

  @Test
  void aBranchThatWasThereBeforeWeLookedIsNotOverwritten() throws Exception {
    String theirs = somebodyPushesToTheHost("README.md", "made by the host");
    export("one");
    assertThat(push(MAIN)).containsExactly(new Moved(MAIN, Optional.of(theirs), true));
    assertThat(head(hub, "main")).isEqualTo(theirs);
  }

  @Test
  void aTagIsNeverMoved() throws Exception {
    String theirs = somebodyPushesToTheHost("README.md", "x");
    git.run(hub, "tag", "v1", "main");
    export("one");
    release("v1");
    assertThat(push(V1)).containsExactly(new Moved(V1, Optional.of(theirs), true));
    assertThat(head(hub, "v1")).isEqualTo(theirs);
  }

  @Test
  void whoIsFasterWhileWePushLosesNothing() throws Exception {
    export("one");
    push(MAIN);
    String theirs = somebodyPushesToTheHost("theirs.txt", "x");
    git.run(hub, "update-ref", "refs/heads/side", theirs);
    git.run(hub, "update-ref", "refs/heads/main", theirs + "~1");
    hook("pre-receive", "unset GIT_QUARANTINE_PATH\ngit update-ref refs/heads/main " + theirs);
    export("two");
    assertThat(push(MAIN)).containsExactly(new Moved(MAIN, Optional.empty(), true));
    assertThat(head(hub, "main")).isEqualTo(theirs);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            RefusalReason.PROTECTED_BRANCH,
            """
            error: GH006: Protected branch update failed for refs/heads/main.
            error: Changes must be made through a pull request.\
            """),
        Arguments.of(
            RefusalReason.PROTECTED_BRANCH,
            """
            error: GH013: Repository rule violations found for refs/heads/main.
            Review all repository rules at https://github.com/ada/shop/rules?ref=refs%2Fheads%2Fmain

            - Changes must be made through a pull request.\
            """),
        Arguments.of(
            RefusalReason.PROTECTED_BRANCH,
            "GitLab: You are not allowed to push code to protected branches on this project."),
        Arguments.of(
            RefusalReason.SECRET_FOUND,
            """
            error: GH013: Repository rule violations found for refs/heads/main.

            - GITHUB PUSH PROTECTION
              —————————————————————————————————————————
                Resolve the following violations before pushing again

                - Push cannot contain secrets

                  —— Amazon AWS Access Key ID ——————————————————————————
                   locations:
                     - commit: 8728dbe67
                       path: README.md:4\
            """),
        Arguments.of(
            RefusalReason.WORKFLOW_SCOPE,
            "refusing to allow an OAuth App to create or update workflow"
                + " '.github/workflows/ci.yml' without 'workflow' scope"),
        Arguments.of(
            RefusalReason.WORKFLOW_SCOPE,
            "refusing to allow a Personal Access Token to create or update workflow"
                + " '.github/workflows/ci.yml' without 'workflow' scope"),
        Arguments.of(RefusalReason.HOOK, "The build of main is red."));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalIsExplainedInTheServersWords(RefusalReason reason, String words) throws Exception {
    Path said =
        Files.writeString(folder.resolve("said"), "\u001b[31m" + words + "\u001b[0m\u0007\n");
    hook("pre-receive", "cat '" + said + "' >&2; exit 1");
    export("one");
    assertThat(push(MAIN))
        .singleElement()
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.words()).contains(words.lines().findFirst().orElseThrow());
              assertThat(refused.words()).doesNotContainPattern("[\\p{Cntrl}&&[^\n]]");
              assertThat(refused.words().lines()).hasSizeLessThanOrEqualTo(30);
            });
    assertThat(git.attempt(hub, "rev-parse", "--verify", "-q", "main").exit()).isNotZero();
  }

  @Test
  void aServerThatTalksAndTalksIsCut() throws Exception {
    hook(
        "pre-receive",
        "i=0; while [ $i -lt 500 ]; do i=$((i+1)); printf %01000d 7; echo; done; exit 1");
    export("one");
    assertThat(push(MAIN))
        .singleElement()
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.words().length()).isLessThan(10_000));
  }

  private void onlyMainIsRefused() throws Exception {
    hook("update", "[ \"$1\" != refs/heads/main ] || { echo 'GH006: no' >&2; exit 1; }");
  }

  @Test
  void oneRefThatIsRefusedHoldsTheOthersBack() throws Exception {
    onlyMainIsRefused();
    export("one");
    List<PushOutcome> outcomes = push(BUILDER, MAIN);
    assertThat(outcomes.getFirst()).isEqualTo(new HeldBack(BUILDER));
    assertThat(outcomes.getLast())
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.reason()).isEqualTo(RefusalReason.PROTECTED_BRANCH));
    assertThat(git.run(hub, "for-each-ref")).isEmpty();
  }

  @Test
  void aServerThatCanNotDoAllOrNothingTakesWhatItAllows() throws Exception {
    git.run(hub, "config", "receive.advertiseAtomic", "false");
    onlyMainIsRefused();
    String one = export("one");
    List<PushOutcome> outcomes = push(BUILDER, MAIN);
    assertThat(outcomes.getFirst()).isEqualTo(new Pushed(BUILDER, Optional.empty(), one));
    assertThat(outcomes.getLast()).isInstanceOf(Refused.class);
    assertThat(git.run(hub, "for-each-ref", "--format=%(refname)"))
        .isEqualTo("refs/heads/builder\n");
  }

  @Test
  void aLineThatIsCutLeavesEverythingAsItWasAndTheNextPushGoesThrough() throws Exception {
    String one = export("one");
    push(MAIN);
    String refs = git.run(repository.folder(), "--git-dir=.", "for-each-ref");
    byte[] noise = new byte[3 << 20];
    new Random(1).nextBytes(noise);
    String two =
        importExport(MapTree.of("index.html", "two").with("noise.bin", noise)).mainCommit();
    var e =
        catchThrowableOfType(
            ProviderError.class, () -> remote(server.url("/cut/shop.git")).push(branches("main")));
    assertThat(e.code()).isIn("git.fetch-failed", "git.unreachable");
    assertThat(e.retryable()).isTrue();
    assertThat(head(hub, "main")).isEqualTo(one);
    assertThat(git.run(repository.folder(), "--git-dir=.", "for-each-ref", "refs/remotes"))
        .isEqualTo(refs.lines().filter(l -> l.contains("refs/remotes")).findFirst().get() + "\n");
    assertThat(push(MAIN)).containsExactly(new Pushed(MAIN, Optional.of(one), two));
  }

  @Test
  void everyKindOfFileIsThereAgainInAClone() throws Exception {
    byte[] big = new byte[20 << 20];
    new Random(7).nextBytes(big);
    String pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:"
            + "0".repeat(64)
            + "\nsize 12345\n";
    importExport(MapTree.of("old/name.txt", "the same text\n".repeat(100)));
    var tree =
        MapTree.of("new/name.txt", "the same text\n".repeat(100))
            .with("big.bin", big)
            .with("binary.dat", new byte[] {0, 1, 2, (byte) 0xff, 13, 10, 0})
            .with("video.mp4", pointer)
            .with("empty.txt", "")
            .with("run.sh", "#!/bin/sh\r\necho\r\n")
            .with("größe/日本語 file.txt", "ü\n")
            .executable("run.sh");
    importExport(tree);
    assertThat(push(MAIN, BUILDER)).hasOnlyElementsOfType(Pushed.class);

    Path clone = folder.resolve("clone");
    String url = server.url("/private/shop.git").replace("//", "//ada:" + PASSWORD + "@");
    git.run(folder, "clone", "-q", url, clone.toString());
    for (var entry : tree.entries()) {
      Path file = clone.resolve(entry.path());
      try (var in = tree.open(entry.path())) {
        assertThat(Files.readAllBytes(file)).as(entry.path()).isEqualTo(in.readAllBytes());
      }
      assertThat(Files.isExecutable(file)).as(entry.path()).isEqualTo(entry.executable());
    }
    assertThat(clone.resolve("old")).doesNotExist();
    assertThat(git.run(clone, "log", "--oneline", "--follow", "new/name.txt").lines()).hasSize(2);
    assertThat(head(clone, "HEAD^{tree}"))
        .isEqualTo(repository.tree(repository.head("main").orElseThrow()));
    assertThat("größe".getBytes(StandardCharsets.UTF_8)).hasSize(7);
  }

  @Test
  void aFolderIsARemoteToo() throws Exception {
    String one = export("one");
    AppRemote folderRemote = remote(hub.toString());
    assertThat(folderRemote.push(branches("main")).outcomes())
        .containsExactly(new Pushed(MAIN, Optional.empty(), one));
    assertThat(folderRemote.pull().branches().getFirst().relation()).isEqualTo(new Relation.Same());
  }
}
