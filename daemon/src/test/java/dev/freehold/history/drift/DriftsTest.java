package dev.freehold.history.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.api.OpenApi;
import dev.freehold.app.App;
import dev.freehold.app.Domain;
import dev.freehold.app.Environment;
import dev.freehold.app.LiveRelease;
import dev.freehold.app.Placement;
import dev.freehold.app.Variable;
import dev.freehold.base.Json;
import dev.freehold.deploy.DeployRoom;
import dev.freehold.deploy.DeployTestBase;
import dev.freehold.deploy.model.Plan;
import dev.freehold.git.AppRepository;
import dev.freehold.git.MapTree;
import dev.freehold.git.TreeDiff;
import dev.freehold.history.AppView;
import dev.freehold.release.OutputTree;
import dev.freehold.targets.Server;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Apps that were really deployed, and what happened to them since. */
class DriftsTest extends DeployTestBase {
  private DriftRoom beside;

  @BeforeEach
  void openBeside() throws Exception {
    beside = new DriftRoom(room, folder.resolve("beside"));
  }

  @AfterEach
  void closeBeside() {
    beside.close();
  }

  private Drift drift() {
    return beside.drifts.of(room.app());
  }

  private Drift.Place production() {
    return drift().environments().getFirst();
  }

  private AppView view() {
    return beside.views.of(room.app());
  }

  private String main() {
    return room.repositories.open(DeployRoom.APP).head(AppRepository.MAIN).orElseThrow();
  }

  private Plan planned(String environment, OutputTree tree) {
    return room.prepared(
        room.planning.deploy(
            room.app(),
            room.environment(environment),
            Optional.of(room.export(tree)),
            false,
            false,
            "because"));
  }

  @Test
  void placesThatAnswerSlowlyAreWaitedForTogether() {
    room.deploy("one");
    Optional<LiveRelease> live = room.production().live();
    List<String> names = IntStream.range(0, 12).mapToObj(i -> "place-" + i).toList();
    var asked = new CountDownLatch(names.size());
    var ready = new Server("web", "ready", 0, Optional.empty(), Optional.empty());
    for (String name : names) {
      String id = room.environment(name).id();
      room.database.change(
          sql -> room.places.environments().recordPointer(sql, id, live, Optional.empty(), 1));
      room.target(name).servers =
          () -> {
            asked.countDown();
            try {
              asked.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return List.of(ready);
          };
    }
    assertThat(beside.views.of(List.of(room.app())).getFirst().environments())
        .filteredOn(place -> names.contains(place.name()))
        .hasSize(names.size())
        .allSatisfy(place -> assertThat(place.servers()).containsExactly(ready));
  }

  @Test
  void whatWasJustDeployedIsInStep() throws Exception {
    room.deploy("one");
    Drift drift = drift();
    assertThat(drift.inStep()).isTrue();
    assertThat(drift.behind()).isZero();
    assertThat(drift.main()).contains(main());
    assertThat(drift.builder().head()).isPresent();
    assertThat(drift.builder().exportedAt()).isPresent();
    assertThat(drift.builder().unmerged()).isEmpty();
    assertThat(drift.source()).isEmpty();
    assertThat(drift.remote()).isEmpty();
    assertThat(drift.environments())
        .singleElement()
        .satisfies(
            place -> {
              assertThat(place.name()).isEqualTo("production");
              assertThat(place.release()).contains("v1");
              assertThat(place.commit()).contains(main());
              assertThat(place.deployedAt()).isPresent();
              assertThat(place.behind()).contains(new Behind(0, 0, 0, 0, 0, List.of()));
              assertThat(place.variables()).isEmpty();
              assertThat(place.outside()).isEmpty();
            });
    assertThat(view().drift()).isEqualTo(new DriftSummary(true, 0));
    OpenApi.read().assertFits("Drift", Json.tree(drift));
  }

  @Test
  void aDevelopersWorkOnMainWaitsForADeployment() throws Exception {
    room.deploy("one");
    beside.developerPushes("about.html", "by the developer");
    beside.developerPushes("src/new.js", "1");
    Drift drift = drift();
    assertThat(drift.inStep()).isFalse();
    assertThat(drift.behind()).isEqualTo(1);
    assertThat(production().behind())
        .contains(
            new Behind(
                2,
                2,
                1,
                1,
                0,
                List.of(
                    new Behind.Path("about.html", TreeDiff.Kind.CHANGED),
                    new Behind.Path("src/new.js", TreeDiff.Kind.ADDED))));
    assertThat(view().drift()).isEqualTo(new DriftSummary(false, 1));
    assertThat(view().environments().getFirst().drift())
        .isEqualTo(new DriftSummary.Waiting(2, 2, 0));
    OpenApi.read().assertFits("Drift", Json.tree(drift));
    OpenApi.read().assertFits("App", Json.tree(view()));
  }

  @Test
  void workThatWasTakenBackLeavesNothingToDeploy() throws Exception {
    room.deploy("one");
    beside.developerPushes("new.js", "1");
    beside.developerPushes("about.html", "other");
    room.carryOut(
        room.prepared(
            room.planning.deploy(
                room.app(), room.production(), Optional.empty(), false, false, "because")));
    assertThat(drift().inStep()).isTrue();
    beside.developerPushes("about.html", "third");
    beside.developerPushes("about.html", "other");
    assertThat(production().behind()).contains(new Behind(2, 0, 0, 0, 0, List.of()));
    assertThat(drift().inStep()).isTrue();
    assertThat(view().environments().getFirst().drift()).isEqualTo(DriftSummary.Waiting.NOTHING);
  }

  @Test
  void ofManyFilesTheFirstAreNamedAndAllAreCounted() throws Exception {
    var tree = DeployRoom.page("one");
    IntStream.range(0, 80).forEach(i -> tree.with("p/%03d.txt".formatted(i), "text " + i));
    room.deploy("one");
    room.carryOut(planned("staging", tree));
    Behind behind = production().behind().orElseThrow();
    assertThat(behind.files()).isEqualTo(80);
    assertThat(behind.added()).isEqualTo(80);
    assertThat(behind.commits()).as("one export; its merge is not counted").isEqualTo(1);
    assertThat(behind.paths()).hasSize(50);
    assertThat(behind.paths().getLast().path()).isEqualTo("p/049.txt");
  }

  @Test
  void commitsAreCountedUpToALimit() throws Exception {
    room.deploy("one");
    String before = main();
    for (int i = 0; i < 3; i++) {
      beside.developerPushes("about.html", "text " + i);
    }
    AppRepository git = room.repositories.open(DeployRoom.APP);
    assertThat(git.commitsSince(Optional.of(before), main(), 1_000)).isEqualTo(3);
    assertThat(git.commitsSince(Optional.of(before), main(), 2)).isEqualTo(2);
    assertThat(git.commitsSince(Optional.empty(), main(), 1_000)).isEqualTo(4);
    assertThat(git.isMerged(before, main())).isTrue();
    assertThat(git.isMerged(main(), before)).isFalse();
    assertThat(git.base(before, main())).contains(before);
  }

  @Test
  void variablesWaitByNameAndNoValueIsTold() {
    room.set("KEPT", "s3cret-kept");
    room.set("CHANGED", "s3cret-old");
    room.set("REMOVED", "s3cret-removed");
    room.deploy("one");
    assertThat(drift().inStep()).isTrue();
    room.set("CHANGED", "s3cret-new");
    room.set("ADDED", "s3cret-added");
    room.places
        .settings()
        .revise(
            room.production().id(),
            all -> all.stream().filter(v -> !v.name().equals("REMOVED")).toList());
    assertThat(production().variables())
        .extracting(Drift.Variable::name, Drift.Variable::change)
        .containsExactly(
            tuple("ADDED", TreeDiff.Kind.ADDED),
            tuple("CHANGED", TreeDiff.Kind.CHANGED),
            tuple("REMOVED", TreeDiff.Kind.REMOVED));
    assertThat(drift().behind()).as("all variables are one line").isEqualTo(1);
    assertThat(Json.write(drift()) + Json.write(view())).doesNotContain("s3cret");
    room.deploy("one");
    assertThat(drift().inStep()).isTrue();
  }

  @Test
  void anExportThatCouldNotBeMergedIsAhead() throws Exception {
    room.deploy("one");
    beside.developerPushes("index.html", "<h1>the developer's</h1>\n");
    Plan refused = room.plan("the builder's");
    assertThat(code(refused.failure())).contains("git.conflict");
    Drift drift = drift();
    assertThat(drift.builder().unmerged())
        .contains(
            new Behind(
                1, 1, 0, 1, 0, List.of(new Behind.Path("index.html", TreeDiff.Kind.CHANGED))));
    assertThat(drift.builder().head()).isNotEqualTo(drift.main());
    assertThat(drift.behind()).as("the export, and production behind main").isEqualTo(2);
    OpenApi.read().assertFits("Drift", Json.tree(drift));
  }

  @Test
  void whereNothingIsLiveNothingIsBehind() {
    room.app();
    assertThat(drift())
        .as("never deployed, without a repository")
        .isEqualTo(
            new Drift(
                "shop",
                true,
                0,
                Drift.Builder.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of()));
    assertThat(room.repositories.folder(DeployRoom.APP)).as("and none is made").doesNotExist();
    room.deploy("one");
    room.environment("staging");
    assertThat(drift().inStep()).isTrue();
    assertThat(drift().environments().getLast())
        .satisfies(
            staging -> {
              assertThat(staging.release()).isEmpty();
              assertThat(staging.behind()).isEmpty();
            });
    room.carryOut(planned("staging", DeployRoom.page("two")));
    assertThat(drift().environments())
        .extracting(place -> place.behind().orElseThrow().files())
        .containsExactly(1, 0);
  }

  @Test
  void whatIsNotInThisMachinesRepositoryIsNotCompared() {
    room.deploy("one");
    room.database.change(
        sql -> sql.update("update releases set commit_id = ?", "0123456789".repeat(4)));
    assertThat(production().commit()).contains("0123456789".repeat(4));
    assertThat(production().behind()).isEmpty();
    assertThat(drift().inStep()).isTrue();
  }

  @Test
  void aRepositoryThatCanNotBeReadHidesNoApp() throws Exception {
    room.deploy("one");
    Files.writeString(
        room.repositories.folder(DeployRoom.APP).resolve("refs/heads/main"),
        "0123456789".repeat(4) + "\n");
    assertThat(view().drift()).isEqualTo(new DriftSummary(false, 1));
    refuses("git.commit-unknown", this::drift);
  }

  @Test
  void whatOthersChangedIsToldWithWhatToDo() {
    room.place(new Placement("box", Optional.of(new Domain("shop.example.org", false))));
    room.deploy("one");
    assertThat(drift().inStep()).isTrue();
    beside.later();
    room.target().moved(room.target().pointer().live());
    room.target().servers =
        () ->
            List.of(
                new Server("web", "down", 3, Optional.empty(), Optional.of("No pdfkit\nat 1")),
                new Server("api", "ready", 0, Optional.empty(), Optional.empty()));
    beside.target = name -> List.of(Outside.target(name, "Its firewall is closed."));
    beside.domain = name -> List.of(name.name() + " leads to 192.0.2.7.");
    Awaitility.await().until(() -> production().outside().size() == 4);
    assertThat(production().outside())
        .containsExactly(
            new Outside(
                Outside.What.LIVE,
                "Another machine made something else live in production.",
                "Take over what it did: freehold target adopt box"),
            new Outside(
                Outside.What.SERVERS,
                "The server web is down: No pdfkit",
                "See what it printed: freehold logs --app shop --env production"),
            new Outside(
                Outside.What.TARGET,
                "Its firewall is closed.",
                "Look at it: freehold target verify box"),
            new Outside(
                Outside.What.DOMAIN,
                "shop.example.org leads to 192.0.2.7.",
                "Look again: freehold domain verify --app shop --env production"));
    assertThat(drift().behind()).isEqualTo(4);
    assertThat(view().drift()).isEqualTo(new DriftSummary(false, 4));
  }

  @Test
  void aPlaceThatDoesNotAnswerIsAsItWasSeenLast() throws Exception {
    room.deploy("one");
    beside.target = name -> List.of(Outside.target(name, "Its firewall is closed."));
    assertThat(drift().behind()).isEqualTo(1);
    beside.later();
    var answers = new CountDownLatch(1);
    beside.target =
        _ -> {
          try {
            answers.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return List.of();
        };
    assertThat(drift().behind()).as("it does not wait for ever").isEqualTo(1);
    answers.countDown();
    Awaitility.await().until(() -> drift().inStep());
    assertThat(beside.inspections).hasValue(2);
  }

  @Test
  void theRemoteIsLookedAtWhenSomebodyWantsToKnow() throws Exception {
    room.deploy("one");
    beside.connect();
    assertThat(drift().inStep()).isTrue();
    beside.somebodyPushes("about.html", "at GitHub");
    beside.later();
    Drift.Remote remote = drift().remote().orElseThrow();
    assertThat(remote.behind()).isEqualTo(1);
    assertThat(remote.ahead()).isZero();
    assertThat(remote.url()).endsWith("/ada/shop.git");
    assertThat(remote.lookedAt()).isPresent();
    assertThat(remote.trouble().orElseThrow().code()).isEqualTo("git.behind");
    assertThat(remote.trouble().orElseThrow().remedy()).contains("freehold git pull --app shop");
    assertThat(view().drift()).isEqualTo(new DriftSummary(false, 1));
    OpenApi.read().assertFits("Drift", Json.tree(drift()));

    beside.pull();
    beside.developerPushes("about.html", "here");
    Drift drift = drift();
    assertThat(drift.remote().orElseThrow().ahead()).isEqualTo(1);
    assertThat(drift.remote().orElseThrow().behind()).isZero();
    assertThat(drift.behind()).as("the remote and production each lack something").isEqualTo(2);
  }

  @Test
  void aRemoteThatCanNotBeReachedIsSaid() {
    room.deploy("one");
    beside.connect();
    beside.close();
    beside.later();
    Drift drift = drift();
    assertThat(drift.remote().orElseThrow().trouble().orElseThrow().code())
        .isEqualTo("git.unreachable");
    assertThat(drift.behind()).isEqualTo(1);
  }

  @Test
  void twoHundredAppsAreReadOnceAndThenOnlyWhereSomethingMoved() {
    List<App> apps = many(200);
    for (App app : apps) {
      assertThat(beside.views.of(app).drift()).isEqualTo(new DriftSummary(true, 0));
    }
    assertThat(beside.readings).hasValue(200);
    apps.forEach(beside.views::of);
    assertThat(beside.readings).as("nothing moved").hasValue(200);

    room.repositories
        .open("app-007")
        .importExport(MapTree.of("index.html", "two"), List.of(), "lovable", "two");
    Environment other = room.places.environments().of(apps.get(8).id()).getFirst();
    room.places
        .settings()
        .revise(other.id(), _ -> List.of(new Variable("A", "1", Variable.Source.USER)));
    List<DriftSummary> drifts = apps.stream().map(app -> beside.views.of(app).drift()).toList();
    assertThat(beside.readings).hasValue(202);
    assertThat(IntStream.range(0, 200).filter(i -> !drifts.get(i).inStep())).containsExactly(7, 8);
    assertThat(beside.inspections).as("nobody was asked over a network").hasValue(0);
  }

  /** Each with a repository of its own, of which the newest commit is live. */
  private List<App> many(int count) {
    var apps = new ArrayList<App>();
    var commits = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      String slug = "app-%03d".formatted(i);
      apps.add(room.places.apps().createOrFind(slug, "lovable"));
      AppRepository git = room.repositories.open(slug);
      git.importExport(MapTree.of("index.html", "one"), List.of(), "lovable", "one");
      commits.add(git.head(AppRepository.MAIN).orElseThrow());
    }
    room.database.change(
        sql ->
            sql.update(
                "insert into artifacts (id, files, bytes, created_at) values ('a', 1, 1, 0)"));
    for (int i = 0; i < count; i++) {
      App app = apps.get(i);
      String release = "release " + i;
      String commit = commits.get(i);
      Environment environment =
          room.places.environments().ensure(app.id(), "production", "recording");
      String settings = room.places.settings().current(environment.id()).id();
      room.database.change(
          sql -> {
            sql.update(
                "insert into releases (id, app_id, number, commit_id, artifact_id, adaptations,"
                    + " build_key, created_at) values (?, ?, 1, ?, 'a', '[]', 'k', 0)",
                release,
                app.id(),
                commit);
            room.places
                .environments()
                .recordPointer(
                    sql,
                    environment.id(),
                    Optional.of(new LiveRelease(release, settings)),
                    Optional.empty(),
                    0);
          });
    }
    return apps;
  }
}
