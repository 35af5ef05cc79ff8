package dev.freehold.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.check.FakeSecrets;
import dev.freehold.git.MapTree;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncingTest extends SyncTestBase {
  private String one;

  @BeforeEach
  void aConnectedApp() {
    one = importExport(MapTree.of("index.html", "one")).mainCommit();
    assertThat(connect().error()).isEmpty();
  }

  private RefOutcome.State main(LastSync sync) {
    return sync.refs().stream()
        .filter(ref -> ref.ref().equals("main"))
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  void whatIsNewIsPushedWithItsTag() throws Exception {
    String two = importExport(MapTree.of("index.html", "two")).mainCommit();
    release(1, one);
    release(2, two);
    LastSync sync = syncing.push(shop);
    assertThat(main(sync)).isEqualTo(RefOutcome.State.PUSHED);
    assertThat(there("main")).isEqualTo(two);
    assertThat(there("refs/tags/v1")).isEqualTo(one);
    assertThat(there("refs/tags/v2")).isEqualTo(two);
    LastSync again = syncing.push(shop);
    assertThat(again.refs()).extracting(RefOutcome::state).containsOnly(RefOutcome.State.SAME);
  }

  @Test
  void anothersTagStaysAndHoldsNothingBack() throws Exception {
    String theirs = somebodyPushes("theirs.txt", "1");
    git.run(github.folder(NAME), "tag", "v1", theirs);
    release(1, one);
    LastSync sync = syncing.push(shop);
    assertThat(sync.refs()).extracting(RefOutcome::state).contains(RefOutcome.State.TAKEN);
    assertThat(there("refs/tags/v1")).isEqualTo(theirs);
  }

  @Test
  void aDevelopersPushIsPulled() throws Exception {
    String theirs = somebodyPushes("theirs.txt", "1");
    assertThat(syncing.push(shop).error().orElseThrow().code()).isEqualTo("git.behind");
    assertThat(there("main")).isEqualTo(theirs);
    PullReport report = syncing.pull(shop, Map.of());
    assertThat(report.moved()).isTrue();
    assertThat(report.commits()).isEqualTo(1);
    assertThat(repository.head("main")).contains(theirs);
    assertThat(syncing.pull(shop, Map.of()).moved()).isFalse();
    assertThat(syncing.push(shop).error()).isEmpty();
  }

  @Test
  void aSecretIsNotPulledUntilItIsAllowed() throws Exception {
    String secret = new FakeSecrets(7).supabaseJwt("service_role");
    String theirs = somebodyPushes("pay.js", "const key = '" + secret + "';\n");
    var refused = refused("check.secret", () -> syncing.pull(shop, Map.of()));
    assertThat(refused.getMessage()).contains("pay.js").doesNotContain(secret);
    assertThat(repository.head("main")).contains(one);
    String id = refused.remedy().replaceAll("(?s).*(F-[0-9a-f]{10}).*", "$1");
    allowed.allow(shop.id(), id, "a key of the tests", "ada");
    assertThat(syncing.pull(shop, Map.of()).moved()).isTrue();
    assertThat(repository.head("main")).contains(theirs);
  }

  @Test
  void whatIsOnBothSidesIsNeitherPushedNorPulled() throws Exception {
    String theirs = somebodyPushes("theirs.txt", "1");
    String ours = importExport(MapTree.of("index.html", "two")).mainCommit();
    LastSync sync = syncing.push(shop);
    assertThat(main(sync)).isEqualTo(RefOutcome.State.DIVERGED);
    assertThat(sync.error().orElseThrow().remedy()).contains("freehold app checkout");
    refused("git.diverged", () -> syncing.pull(shop, Map.of()));
    assertThat(there("main")).isEqualTo(theirs);
    assertThat(repository.head("main")).contains(ours);
    assertThat(there("builder")).as("what is ours alone is pushed").isEqualTo(builder());
  }

  private String builder() {
    return repository.head("builder").orElseThrow();
  }

  @Test
  void aRewrittenRemoteIsFollowedOnlyWhenSomebodySaysSo() throws Exception {
    String two = importExport(MapTree.of("index.html", "two")).mainCommit();
    syncing.push(shop);
    git.run(github.folder(NAME), "update-ref", "refs/heads/main", one);
    var refused = refused("git.rewritten", () -> syncing.pull(shop, Map.of()));
    assertThat(refused.getMessage()).contains(two.substring(0, 10), one.substring(0, 10));
    assertThat(main(syncing.push(shop))).isEqualTo(RefOutcome.State.REWRITTEN);
    assertThat(there("main")).isEqualTo(one);
    refused("git.remote-moved", () -> syncing.pull(shop, Map.of("main", two)));
    assertThat(syncing.pull(shop, Map.of("main", one)).moved()).isFalse();
    assertThat(main(syncing.push(shop))).isEqualTo(RefOutcome.State.PUSHED);
    assertThat(there("main")).isEqualTo(two);
  }

  @Test
  void aProtectedMainBecomesOnePullRequest() throws Exception {
    github.protectMain(NAME);
    String two = importExport(MapTree.of("index.html", "two")).mainCommit();
    release(2, two);
    assertThat(connecting.look(shop, atGitHub()).obstacles())
        .singleElement()
        .satisfies(obstacle -> assertThat(obstacle.certain()).isFalse());
    LastSync sync = syncing.push(shop);
    assertThat(sync.error()).isEmpty();
    assertThat(main(sync)).isEqualTo(RefOutcome.State.PROPOSED);
    Proposal proposal = sync.proposal().orElseThrow();
    assertThat(proposal.branch()).startsWith("freehold/main-20");
    assertThat(proposal.page()).isEqualTo(github.address() + "/ada/shop/pull/1");
    assertThat(there(proposal.branch())).isEqualTo(two);
    assertThat(there("main")).isEqualTo(one);
    assertThat(there("builder")).isEqualTo(builder());
    assertThat(there("refs/tags/v2")).isEqualTo(two);

    assertThat(syncing.push(shop).proposal()).contains(proposal);
    String three = importExport(MapTree.of("index.html", "three")).mainCommit();
    assertThat(syncing.push(shop).proposal()).contains(proposal);
    assertThat(there(proposal.branch())).isEqualTo(three);
    assertThat(github.pulls(NAME)).isEqualTo(List.of(proposal.branch() + " -> main"));
  }

  @Test
  void whyAPushFailedIsKept() {
    github.close();
    refused("git.unreachable", () -> syncing.push(shop));
    assertThat(remotes.trouble(shop.id()).orElseThrow().code()).isEqualTo("git.unreachable");
  }

  @Test
  void aPushIsOwedAfterWhatEndedWellAndNotTwice() {
    assertThat(remotes.owed()).isEmpty();
    long now = System.currentTimeMillis() + 1;
    database.change(
        sql -> {
          sql.update(
              "insert into environments (id, app_id, name, target, created_at) values ('e', ?,"
                  + " 'production', 'local', 0)",
              shop.id());
          for (String state : List.of("failed", "ready")) {
            sql.update(
                "insert into plans (id, app_id, environment_id, kind, state, request, created_at,"
                    + " finished_at) values (?, ?, 'e', 'deploy', ?, '{}', 0, ?)",
                state,
                shop.id(),
                state,
                state.equals("failed") ? now + 1_000_000 : now);
          }
        });
    assertThat(remotes.owed()).containsExactly(shop.id());
    Awaitility.await().until(() -> System.currentTimeMillis() > now);
    syncing.push(shop);
    assertThat(remotes.owed()).isEmpty();
  }
}
