package dev.freehold.git.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.UserError;
import dev.freehold.git.MapTree;
import dev.freehold.git.TakenOver;
import dev.freehold.git.remote.Relation.Ahead;
import dev.freehold.git.remote.Relation.Behind;
import dev.freehold.git.remote.Relation.Diverged;
import dev.freehold.git.remote.Relation.Missing;
import dev.freehold.git.remote.Relation.Rewritten;
import dev.freehold.git.remote.Relation.Same;
import dev.freehold.process.ProcessRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PullTest extends RemoteTestBase {
  private String one;

  @BeforeEach
  void anExportThatIsOnTheRemoteToo() {
    one = importExport(MapTree.of("index.html", "one")).mainCommit();
    remote().push(branches("main", "builder"));
  }

  private Relation main() {
    return branch("main").relation();
  }

  private PullResult.Branch branch(String name) {
    String before = repository.head(name).orElse("none");
    PullResult.Branch found =
        remote().pull().branches().stream().filter(b -> b.name().equals(name)).findFirst().get();
    assertThat(repository.head(name).orElse("none")).as("ours is not moved").isEqualTo(before);
    return found;
  }

  @Test
  void whatIsTheSameIsTheSame() {
    assertThat(branch("main"))
        .isEqualTo(new PullResult.Branch("main", Optional.of(one), Optional.of(one), new Same()));
    assertThat(branch("builder").relation()).isEqualTo(new Same());
  }

  @Test
  void commitsThatOneSideLacksAreCounted() throws Exception {
    importExport(MapTree.of("index.html", "two"));
    assertThat(main()).isEqualTo(new Ahead(1));
    somebodyPushesToTheHost("theirs.txt", "1");
    somebodyPushesToTheHost("theirs.txt", "2");
    assertThat(main()).isEqualTo(new Diverged(1, 2, Optional.of(one)));
    assertThat(branch("builder").relation()).isEqualTo(new Ahead(1));
  }

  @Test
  void whatTheRemoteHasMoreIsFetchedWithItsHistory() throws Exception {
    String two = somebodyPushesToTheHost("theirs.txt", "1");
    String three = somebodyPushesToTheHost("theirs.txt", "2");
    assertThat(branch("main"))
        .isEqualTo(
            new PullResult.Branch("main", Optional.of(one), Optional.of(three), new Behind(2)));
    assertThat(repository.contains(two)).isTrue();
    assertThat(git.run(repository.folder(), "--git-dir=.", "rev-parse", "refs/remotes/origin/main"))
        .isEqualTo(three + "\n");
  }

  @Test
  void tagsAreTold() throws Exception {
    git.run(hub, "tag", "v1", one);
    git.run(hub, "tag", "-a", "-m", "x", "v2", one);
    Map<String, String> tags = remote().pull().tags();
    assertThat(tags).containsOnlyKeys("v1", "v2").containsEntry("v1", one);
    assertThat(tags.get("v2")).isEqualTo(head(hub, "refs/tags/v2"));
  }

  @Test
  void aRemoteThatWasRewrittenIsNoticedEachTimeUntilSomebodySaysToFollowIt() throws Exception {
    Path clone = git.clone(hub, folder.resolve("somebody"));
    git.run(clone, "commit", "-q", "--amend", "-m", "Rewritten");
    git.run(clone, "push", "-q", "--force", "origin", "HEAD:main");
    String rewritten = head(clone, "HEAD");
    for (int time = 0; time < 2; time++) {
      assertThat(main()).isEqualTo(new Rewritten(one, 1, 1, Optional.empty()));
    }
    assertThat(remote().push(branches("main")).outcomes())
        .containsExactly(
            new PushOutcome.Moved(PushedRef.branch("main"), Optional.of(rewritten), true));
    assertThatThrownBy(() -> remote().takeOver(rewritten)).isInstanceOf(UserError.class);
    assertThat(head(hub, "main")).isEqualTo(rewritten);

    refused("git.remote-moved", () -> remote().follow("main", Optional.of(one)));
    remote().follow("main", Optional.of(rewritten));
    assertThat(main()).isEqualTo(new Diverged(1, 1, Optional.empty()));
  }

  @Test
  void aRemoteThatWentBackIsNoticedToo() throws Exception {
    String two = importExport(MapTree.of("index.html", "two")).mainCommit();
    remote().push(branches("main"));
    git.run(hub, "update-ref", "refs/heads/main", one);
    assertThat(main()).isEqualTo(new Rewritten(two, 1, 0, Optional.of(one)));
    remote().follow("main", Optional.of(one));
    assertThat(main()).isEqualTo(new Ahead(1));
    assertThat(remote().push(branches("main")).outcomes())
        .hasOnlyElementsOfType(PushOutcome.Pushed.class);
  }

  @Test
  void aBranchThatWasDeletedThereIsMissing() throws Exception {
    git.run(hub, "update-ref", "-d", "refs/heads/builder");
    assertThat(branch("builder").relation()).isEqualTo(new Missing(Optional.of(one)));
    assertThat(main()).isEqualTo(new Same());
    remote().follow("builder", Optional.empty());
    assertThat(branch("builder").relation()).isEqualTo(new Missing(Optional.empty()));
    assertThat(remote().push(branches("builder")).outcomes())
        .hasOnlyElementsOfType(PushOutcome.Pushed.class);
  }

  @Test
  void aRemoteWithoutCommitsHasNothing() throws Exception {
    git.run(folder, "init", "-q", "--bare", hub.resolveSibling("empty.git").toString());
    var empty =
        new AppRemote(
            repository,
            "other",
            RemoteUrl.parse(server.url("/private/empty.git")),
            line(environment()));
    assertThat(empty.pull().branches())
        .extracting(PullResult.Branch::relation)
        .containsOnly(new Missing(Optional.empty()));
  }

  @Test
  void anAppWithoutCommitsIsBehind() throws Exception {
    var fresh =
        new AppRemote(
            repositories.open("fresh"),
            "origin",
            RemoteUrl.parse(server.url("/private/shop.git")),
            line(environment()));
    assertThat(fresh.pull().branches())
        .extracting(PullResult.Branch::relation)
        .containsOnly(new Behind(1));
    assertThat(fresh.takeOver(one)).isEqualTo(TakenOver.MOVED);
    assertThat(repositories.open("fresh").head("main")).contains(one);
  }

  @Test
  void tooMuchIsNotFetchedAndNothingIsRemembered() throws Exception {
    Path clone = git.clone(hub, folder.resolve("somebody"));
    byte[] noise = new byte[3 << 20];
    new Random(1).nextBytes(noise);
    Files.write(clone.resolve("noise.bin"), noise);
    git.commitAndPush(clone, "Noise");
    var logins =
        new RemoteLogins(
            new ProcessRunner(environment()),
            environment(),
            user,
            "github.com",
            new NoKeptLogins());
    var small =
        new AppRemote(
            repository,
            "origin",
            RemoteUrl.parse(server.url("/private/shop.git")),
            new RemoteLine(logins, new NoSsh(), Duration.ofSeconds(10), 1 << 20));
    refused("git.too-large", small::pull);
    assertThat(git.run(repository.folder(), "--git-dir=.", "rev-parse", "refs/remotes/origin/main"))
        .isEqualTo(one + "\n");
  }

  @Test
  void mainGoesForwardToTheRemotesAndOnlyForward() throws Exception {
    String two = somebodyPushesToTheHost("theirs.txt", "1");
    refused("git.remote-moved", () -> remote().takeOver(two));
    assertThat(main()).isEqualTo(new Behind(1));
    assertThat(remote().takeOver(two)).isEqualTo(TakenOver.MOVED);
    assertThat(repository.head("main")).contains(two);
    assertThat(main()).isEqualTo(new Same());
    assertThat(remote().takeOver(two)).isEqualTo(TakenOver.NOTHING_NEW);

    String ours = importExport(MapTree.of("index.html", "ours")).mainCommit();
    assertThat(remote().takeOver(two)).isEqualTo(TakenOver.NOTHING_NEW);
    String three = somebodyPushesToTheHost("theirs.txt", "2");
    assertThat(main()).isInstanceOf(Diverged.class);
    assertThat(remote().takeOver(three)).isEqualTo(TakenOver.NOT_FORWARD);
    assertThat(repository.head("main")).contains(ours);
  }

  private static void refused(String code, ThrowingCallable work) {
    FreeholdException e = catchThrowableOfType(FreeholdException.class, work);
    assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
    assertThat(e.remedy()).isNotBlank();
  }
}
