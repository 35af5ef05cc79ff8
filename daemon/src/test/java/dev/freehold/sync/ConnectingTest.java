package dev.freehold.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.git.MapTree;
import dev.freehold.git.remote.RemoteUrl;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectingTest extends SyncTestBase {
  @Test
  void aLookSaysWhatWouldBeDoneAndDoesNothing() throws Exception {
    String head = importExport(MapTree.of("index.html", "one")).mainCommit();
    release(1, head);
    String before = git.run(repository.folder(), "--git-dir=.", "for-each-ref");
    Look look = connecting.look(shop, atGitHub());
    assertThat(look.url()).isEqualTo(github.address() + "/ada/shop.git");
    assertThat(look.login()).isEqualTo("the variable GH_TOKEN");
    assertThat(look.made()).isTrue();
    assertThat(look.isPrivate()).contains(true);
    assertThat(look.branches())
        .contains(new Look.Branch("main", head, Look.State.NEW))
        .extracting(Look.Branch::name)
        .containsExactly("main", "builder");
    assertThat(look.tags()).containsExactly("v1");
    assertThat(look.obstacles()).isEmpty();

    assertThat(github.repositories()).isEmpty();
    assertThat(remotes.find(shop.id())).isEmpty();
    assertThat(git.run(repository.folder(), "--git-dir=.", "for-each-ref")).isEqualTo(before);
    assertThat(connecting.look(shop, atGitHub())).isEqualTo(look);
  }

  @Test
  void connectingMakesAPrivateRepositoryAndPushesEverything() throws Exception {
    String head = importExport(MapTree.of("index.html", "one")).mainCommit();
    release(1, head);
    LastSync pushed = connect();
    assertThat(pushed.error()).isEmpty();
    assertThat(pushed.refs())
        .extracting(RefOutcome::ref, RefOutcome::state)
        .containsExactlyInAnyOrder(
            tuple("main", RefOutcome.State.PUSHED),
            tuple("builder", RefOutcome.State.PUSHED),
            tuple("v1", RefOutcome.State.PUSHED));
    assertThat(github.isPrivate(NAME)).isTrue();
    assertThat(there("main")).isEqualTo(head);
    assertThat(there("refs/tags/v1")).isEqualTo(head);
    assertThat(there("builder")).isEqualTo(repository.head("builder").orElseThrow());

    GitStatus status = syncing.status(shop);
    assertThat(status.github()).contains(NAME);
    assertThat(status.page()).contains(github.address() + "/ada/shop");
    assertThat(status.branches())
        .extracting(GitStatus.Branch::state)
        .containsOnly(GitStatus.State.SAME);
    assertThat(status.lastSync().orElseThrow().refs()).isEqualTo(pushed.refs());
  }

  @Test
  void onlyWhatWasSeenIsDone() {
    importExport(MapTree.of("index.html", "one"));
    String hash = connecting.look(shop, atGitHub()).hash();
    importExport(MapTree.of("index.html", "two"));
    refused("git.look-stale", () -> connecting.apply(shop, atGitHub(), hash));
    assertThat(github.repositories()).isEmpty();
    assertThat(remotes.find(shop.id())).isEmpty();
  }

  @Test
  void anAppHasOneRemoteUntilItIsDisconnected() throws Exception {
    String head = importExport(MapTree.of("index.html", "one")).mainCommit();
    connect();
    var other = new Wanted.Elsewhere(RemoteUrl.parse(github.address() + "/ada/other.git"));
    refused("git.connected", () -> connecting.look(shop, other));
    syncing.disconnect(shop);
    assertThat(syncing.status(shop).url()).isEmpty();
    assertThat(there("main")).as("nothing there is removed").isEqualTo(head);
    refused("git.not-connected", () -> syncing.push(shop));
    refused("git.not-found", () -> connecting.look(shop, other));

    Look again = connecting.look(shop, atGitHub());
    assertThat(again.made()).isFalse();
    assertThat(again.branches()).extracting(Look.Branch::state).containsOnly(Look.State.SAME);
    assertThat(connect().error()).isEqualTo(Optional.empty());
  }

  @Test
  void aRepositoryWithOtherCommitsIsConnectedAndNotOverwritten() throws Exception {
    importExport(MapTree.of("index.html", "one"));
    connect();
    syncing.disconnect(shop);
    String theirs = somebodyPushes("theirs.txt", "1");
    importExport(MapTree.of("index.html", "two"));
    assertThat(connecting.look(shop, atGitHub()).branches().getFirst().state())
        .isEqualTo(Look.State.FOREIGN);
    assertThat(connect().error().orElseThrow().code()).isEqualTo("git.diverged");
    assertThat(there("main")).isEqualTo(theirs);
  }
}
