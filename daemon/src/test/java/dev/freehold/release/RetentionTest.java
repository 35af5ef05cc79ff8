package dev.freehold.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  @TempDir Path folder;
  private ReleaseRoom room;

  @BeforeEach
  void open() {
    room = new ReleaseRoom(folder.resolve("home"));
    room.addApp("guestbook");
    room.addApp("shop");
  }

  @AfterEach
  void close() {
    room.close();
  }

  private static String page(int number) {
    return ("page " + number + "\n").repeat(1_000);
  }

  private List<Release> releases(int count) {
    for (int i = 1; i <= count; i++) {
      room.release("guestbook", page(i));
    }
    return room.releases.list("guestbook").reversed();
  }

  @Test
  void keepsTheNewestAndDeletesTheFilesOfTheRest() throws Exception {
    List<Release> all = releases(7);
    long before = blobs();
    Retention.Pruned pruned = room.retention.prune("guestbook", 5);
    assertThat(pruned.removed()).containsExactly("v2", "v1");
    assertThat(pruned.kept())
        .containsExactlyInAnyOrderElementsOf(all.stream().skip(2).map(Release::id).toList());
    assertThat(pruned.freedBytes()).isGreaterThan(2L * page(1).length());
    assertThat(blobs()).as("page, br and gzip of two releases").isEqualTo(before - 6);
    assertThat(room.artifacts.find(all.get(1).artifactId())).isEmpty();
    assertThat(room.artifacts.find(all.get(2).artifactId())).isPresent();
    assertThat(room.releases.list("guestbook")).as("the history still names them").hasSize(7);
  }

  @Test
  void everythingKeptStaysWhole() {
    List<Release> all = releases(7);
    room.retention.prune("guestbook", 5);
    for (Release release : all.subList(2, 7)) {
      Artifact artifact = room.artifacts.require(release.artifactId());
      assertThat(artifact.blobsWithVariants().keySet()).allMatch(room.blobs::contains);
    }
  }

  @Test
  void neverTouchesWhatIsLiveNorTheOneBefore() {
    List<Release> all = releases(7);
    environment("production", all.get(0), all.get(2));
    environment("staging", all.get(6), all.get(1));
    Retention.Pruned pruned = room.retention.prune("guestbook", 1);
    assertThat(pruned.removed()).containsExactly("v6", "v5", "v4");
    assertThat(all.subList(0, 3)).allMatch(r -> room.artifacts.find(r.artifactId()).isPresent());
  }

  @Test
  void aPrunedReleaseSaysSoBeforeItIsRolledBackTo() {
    List<Release> all = releases(2);
    room.retention.prune("guestbook", 1);
    assertThatThrownBy(() -> room.releases.refusePruned(all.getFirst()))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo("release.pruned"))
        .satisfies(e -> assertThat(e.remedy()).contains(all.getFirst().commit()));
    assertThatCode(() -> room.releases.refusePruned(all.getLast())).doesNotThrowAnyException();
  }

  @Test
  void aPrunedReleaseThatIsBuiltAgainIsWholeAgain() {
    Release first = releases(2).getFirst();
    room.retention.prune("guestbook", 1);
    assertThat(room.release("guestbook", page(1))).isEqualTo(first);
    assertThatCode(() -> room.releases.refusePruned(first)).doesNotThrowAnyException();
    Artifact artifact = room.artifacts.require(first.artifactId());
    assertThat(artifact.blobsWithVariants().keySet()).allMatch(room.blobs::contains);
  }

  @Test
  void sharedFilesAndOtherAppsAreLeftAlone() {
    Release shop = room.release("shop", page(1));
    Release guestbook = releases(2).getFirst();
    assertThat(shop.artifactId()).isEqualTo(guestbook.artifactId());
    assertThat(room.retention.prune("guestbook", 1).removed()).containsExactly("v1");
    assertThat(room.artifacts.find(shop.artifactId())).isPresent();
    assertThatCode(() -> room.releases.refusePruned(shop)).doesNotThrowAnyException();
  }

  @Test
  void anArtifactWithoutAReleaseIsGivenADay() {
    Artifact fresh = room.artifact(new OutputTree().with("index.html", "not released yet"));
    releases(1);
    room.retention.prune("guestbook", 5);
    assertThat(room.artifacts.find(fresh.id())).isPresent();
    room.pass(Duration.ofDays(2));
    room.retention.prune("guestbook", 5);
    assertThat(room.artifacts.find(fresh.id())).isEmpty();
  }

  @Test
  void deletesWhatACrashLeft() throws Exception {
    releases(1);
    Path orphan = room.home.artifacts().resolve("0".repeat(64) + ".json");
    Path temporary = room.home.artifacts().resolve(".x.json.1.tmp");
    Files.writeString(orphan, "{}");
    Files.writeString(temporary, "{");
    room.retention.prune("guestbook", 5);
    assertThat(orphan).doesNotExist();
    assertThat(temporary).doesNotExist();
  }

  @Test
  void pruningTwiceRemovesNothingMore() {
    releases(3);
    room.retention.prune("guestbook", 1);
    assertThat(room.retention.prune("guestbook", 1))
        .satisfies(again -> assertThat(again.removed()).isEmpty())
        .satisfies(again -> assertThat(again.freedBytes()).isZero());
  }

  @Test
  void waitsForARunningDeployment() {
    List<Release> all = releases(7);
    String environment = environment("production", all.get(6), all.get(5));
    plan(environment, "carried-out");
    room.database.change(
        sql -> {
          sql.update(
              "insert into settings (id, environment_id, revision, sealed, created_at)"
                  + " values ('s1', ?, 1, x'00', 0)",
              environment);
          sql.update(
              """
              insert into deployments (id, app_id, environment_id, plan_id, request_id, kind, state,
                release_id, settings_id, generation, watch_seconds, reason, who, started_at)
              values ('d1', 'guestbook', ?, 'p1', 'r1', 'deploy', 'running', ?, 's1', 1, 0, '', '',
                0)\
              """,
              environment,
              all.getFirst().id());
        });
    refusesAsBusy();
    room.database.change(sql -> sql.update("update deployments set finished_at = 1"));
    assertThat(room.retention.prune("guestbook", 5).removed()).containsExactly("v2", "v1");
  }

  @Test
  void waitsForAPlanThatIsBeingPrepared() {
    List<Release> all = releases(7);
    plan(environment("production", all.get(6), all.get(5)), "preparing");
    refusesAsBusy();
  }

  @Test
  void refusesToKeepNothing() {
    assertThatThrownBy(() -> room.retention.prune("guestbook", 0))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .extracting(UserError::code)
        .isEqualTo("prune.keep-invalid");
  }

  private void refusesAsBusy() {
    assertThatThrownBy(() -> room.retention.prune("guestbook", 5))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .extracting(UserError::code)
        .isEqualTo("prune.busy");
    assertThat(room.releases.list("guestbook"))
        .allMatch(release -> room.artifacts.find(release.artifactId()).isPresent());
  }

  private String environment(String name, Release live, Release previous) {
    room.database.change(
        sql ->
            sql.update(
                """
                insert into environments (id, app_id, name, target, live_release_id,
                  live_settings_id, previous_release_id, previous_settings_id, created_at)
                values (?, 'guestbook', ?, 'local', ?, 's', ?, 's', 0)\
                """,
                name,
                name,
                live.id(),
                previous.id()));
    return name;
  }

  private void plan(String environment, String state) {
    room.database.change(
        sql ->
            sql.update(
                "insert into plans (id, app_id, environment_id, kind, state, request, created_at)"
                    + " values ('p1', 'guestbook', ?, 'deploy', ?, '{}', 0)",
                environment,
                state));
  }

  private long blobs() throws IOException {
    try (var files = Files.walk(room.home.blobs())) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  /** A plan that began just after pruning looked would make a release of what is deleted. */
  @Test
  void whatIsBeingDeletedIsNotTakenForANewRelease() {
    Release first = releases(2).getFirst();
    String artifact = first.artifactId();
    Future<Optional<Artifact>> taken =
        room.artifacts.whileNoneIsAssembled(
            () -> {
              var asked = new CompletableFuture<Optional<Artifact>>();
              Thread.ofVirtual().start(() -> asked.complete(room.artifacts.reusable(artifact)));
              assertThatThrownBy(() -> asked.get(300, TimeUnit.MILLISECONDS))
                  .isInstanceOf(TimeoutException.class);
              assertThat(room.retention.prune("guestbook", 1).removed()).containsExactly("v1");
              return asked;
            });
    assertThat(taken).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(Optional.empty());
  }
}
