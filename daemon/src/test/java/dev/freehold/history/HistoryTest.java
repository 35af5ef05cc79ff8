package dev.freehold.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.api.OpenApi;
import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.app.Placement;
import dev.freehold.base.Json;
import dev.freehold.check.Finding;
import dev.freehold.credential.EncryptionKey;
import dev.freehold.credential.Vault;
import dev.freehold.deploy.DeployRoom;
import dev.freehold.deploy.DeployTestBase;
import dev.freehold.deploy.carryout.DeploymentRun;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.Plan;
import dev.freehold.history.drift.DriftRoom;
import dev.freehold.release.OutputTree;
import dev.freehold.targets.Site;
import dev.freehold.targets.local.LocalDriver;
import dev.freehold.targets.local.Runtimes;
import dev.freehold.targets.local.Serving;
import dev.freehold.targets.local.site.SiteFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryTest extends DeployTestBase {

  private List<String> allPages(Optional<String> environment, int limit) {
    var all = new ArrayList<String>();
    Optional<String> before = Optional.empty();
    do {
      Deployments.Page page = room.deployments.page(room.app().id(), environment, before, limit);
      page.deployments().forEach(d -> all.add(d.deployment()));
      before = page.next();
    } while (before.isPresent());
    return all;
  }

  /** Copies of a deployment that ended, as if it had been made again and again. */
  private void repeat(Deployment like, int times) {
    room.database.change(
        sql -> {
          for (int i = 0; i < times; i++) {
            sql.update(
                "insert into deployments select ?, app_id, environment_id, plan_id, ?, kind, state,"
                    + " release_id, settings_id, previous_release_id, previous_settings_id,"
                    + " generation, watch_seconds, url, uploaded_files, uploaded_bytes, reason,"
                    + " who, cancel_requested, error, started_at, finished_at"
                    + " from deployments where id = ?",
                "copy-%04d".formatted(i),
                "request " + i,
                like.id());
          }
        });
  }

  private void findings(Deployment of, int count) {
    List<Finding> findings =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new Finding(
                        "F-%010d".formatted(i),
                        i == count - 1 ? Finding.Severity.ERROR : Finding.Severity.WARNING,
                        "check.builder-host",
                        "rule",
                        "src/" + "deep/".repeat(40) + i + ".js",
                        i,
                        "Something was found. ".repeat(10),
                        "Do something about it. ".repeat(10)))
            .toList();
    room.database.change(
        sql ->
            sql.update(
                "update steps set output = ? where run_id = ? and name = 'check'",
                Json.write(Map.of("findings", findings)),
                of.planId()));
  }

  @Test
  void aDeploymentTellsWhatItDidAndWhy() {
    DeploymentView view = room.deployments.one(room.deploy("one").id());
    assertThat(view.app()).isEqualTo(DeployRoom.APP);
    assertThat(view.environment()).isEqualTo("production");
    assertThat(view.state()).isEqualTo("succeeded");
    assertThat(view.release()).isEqualTo("v1");
    assertThat(view.previousRelease()).isEmpty();
    assertThat(view.reason()).isEqualTo("because");
    assertThat(view.who()).isEqualTo("ada via test");
    assertThat(view.commitMessage()).isEqualTo("because");
    assertThat(view.screenshot()).isFalse();
    assertThat(view.url()).contains("http://shop.localhost/");
    assertThat(view.uploaded().files()).isEqualTo(3);
    assertThat(view.finishedAt()).isPresent();
    assertThat(view.error()).isEmpty();
    assertThat(view.steps())
        .extracting(StepView::name)
        .as("the plan's steps and its own")
        .startsWith("check-secrets", "commit")
        .endsWith("activate", "watch");
    assertThat(view.steps()).allSatisfy(step -> assertThat(step.millis()).isPresent());
    assertThat(view.deploymentSteps().orElseThrow())
        .extracting(StepEstimate::name)
        .containsExactlyElementsOf(DeploymentRun.STEPS);
    assertThat(view.deploymentSteps().orElseThrow())
        .as("it was not watched")
        .contains(new StepEstimate("watch", Optional.of(0L)));
    assertThat(view.effects().orElseThrow())
        .extracting(EffectView::kind)
        .as("the note says that nobody looked, as agreed")
        .containsExactly("git.committed", "release.made", "note", "pointer.switched");
  }

  @Test
  void anAppWhosePointerCantBeReadIsShownWithWhatIsWrong() throws Exception {
    room.place(Environment.LOCAL);
    room.deploy("one");
    var serving =
        new Serving(
            room.home,
            () -> {
              throw new AssertionError("nothing is served");
            });
    var runtimes =
        new Runtimes(
            new Vault(EncryptionKey.find(Map.of(), room.home.encryptionKey())),
            (_, _) -> {
              throw new AssertionError("nothing runs");
            });
    var targets = new LocalDriver(room.home, room.blobs, serving, runtimes, Clock.systemUTC());
    room.elsewhere =
        Optional.of(
            site ->
                targets.open(
                    site,
                    targets.standing().getFirst(),
                    new Placement(Environment.LOCAL, Optional.empty())));
    Path pointer = SiteFolder.of(room.home, new Site(DeployRoom.APP, "production")).pointerFile();
    Files.createDirectories(pointer.getParent());
    Files.writeString(pointer, "{\"generation\":");
    AppView shown;
    try (var beside = new DriftRoom(room, folder.resolve("beside"))) {
      shown = beside.views.of(room.app());
    }
    assertThat(shown.environments())
        .singleElement()
        .satisfies(
            environment -> {
              assertThat(environment.release()).contains("v1");
              assertThat(environment.servers())
                  .singleElement()
                  .satisfies(
                      server -> {
                        assertThat(server.state()).isEqualTo("down");
                        assertThat(server.toString()).contains("pointer.json");
                      });
            });
  }

  @Test
  void whatIsShownIsWhatTheApiDescribes() throws Exception {
    OpenApi description = OpenApi.read();
    Deployment first = room.deploy("one");
    room.site.with("/", 500, "text/html", "broken");
    Deployment failed = room.carryOut(room.plan("two"));
    for (Deployment each : List.of(first, failed)) {
      description.assertFits("Deployment", Json.tree(room.deployments.one(each.id())));
      description.assertFits("Plan", Json.tree(room.plans.one(each.planId())));
    }
    description.assertFits(
        "Diff", Json.tree(room.comparisons.compare(room.app(), "v1", "v2", Optional.empty())));
  }

  @Test
  void ofACommitsMessageTheFirstLineIsShown() {
    Plan plan =
        room.prepared(
            room.planning.deploy(
                room.app(),
                room.production(),
                Optional.of(room.export(DeployRoom.page("one"))),
                false,
                false,
                "A new start\n\nand a long story about it"));
    Deployment deployment = room.carryOut(plan);
    assertThat(room.deployments.one(deployment.id()).commitMessage()).isEqualTo("A new start");
    assertThat(
            room.deployments
                .page(room.app().id(), Optional.empty(), Optional.empty(), 1)
                .deployments())
        .extracting(DeploymentView::commitMessage)
        .containsExactly("A new start");
  }

  @Test
  void aPlanShowsWhatItWouldChangeBeforeItIsApproved() {
    Plan first = room.plan("one");
    assertThat(room.planDiffs.page(first.id(), Optional.empty()).files())
        .extracting(Comparison.FileChange::path, Comparison.FileChange::change)
        .containsExactly(
            tuple("about.html", "added"),
            tuple("index.html", "added"),
            tuple("style.css", "added"));
    room.carryOut(first);
    Plan second = room.plan("two");
    PlanDiffs.Page page = room.planDiffs.page(second.id(), Optional.empty());
    assertThat(page.files()).singleElement().satisfies(HistoryTest::isTheChange);
    assertThat(page.next()).isEmpty();
    room.carryOut(second);
    assertThat(room.planDiffs.page(second.id(), Optional.empty()))
        .as("once carried out it still tells what it changed")
        .isEqualTo(page);
  }

  @Test
  void aLongListOfChangesIsPagedAndEachFileCanBeAskedForAlone() {
    var tree = DeployRoom.page("one");
    IntStream.range(0, 120).forEach(i -> tree.with("p/%03d.txt".formatted(i), "text " + i + "\n"));
    Plan plan = room.plan(tree);
    var paths = new ArrayList<String>();
    Optional<String> after = Optional.empty();
    do {
      PlanDiffs.Page page = room.planDiffs.page(plan.id(), after);
      page.files().forEach(file -> paths.add(file.path()));
      after = page.next();
    } while (after.isPresent());
    assertThat(paths).hasSize(123).isSorted().doesNotHaveDuplicates();
    assertThat(room.planDiffs.file(plan.id(), "p/117.txt").files())
        .singleElement()
        .satisfies(file -> assertThat(file.textDiff().orElseThrow()).contains("+text 117"));
    assertThat(room.planDiffs.file(plan.id(), "nowhere").files()).isEmpty();
  }

  @Test
  void aPlanThatSaysNothingHasNothingToCompare() {
    Plan failed = room.plan(new OutputTree().with("README", "no app\n"));
    refuses("plan.nothing-to-compare", () -> room.planDiffs.page(failed.id(), Optional.empty()));
    refuses("plan.unknown", () -> room.planDiffs.file("nobody", "index.html"));
  }

  @Test
  void theStepsToComeAreEstimatedByWhatTheyTookHere() {
    Plan first = room.plan("one");
    assertThat(room.plans.one(first.id()).deploymentSteps())
        .containsExactly(
            new StepEstimate("verify", Optional.empty()),
            new StepEstimate("provision", Optional.empty()),
            new StepEstimate("upload", Optional.empty()),
            new StepEstimate("stage", Optional.empty()),
            new StepEstimate("health", Optional.empty()),
            new StepEstimate("activate", Optional.empty()),
            new StepEstimate("watch", Optional.of(60_000L)));
    for (int took : List.of(100, 900, 300)) {
      Deployment deployment = room.deploy("took " + took);
      room.database.change(
          sql -> {
            sql.update(
                "update steps set finished_at = started_at + ? where run_id = ? and name = 'stage'",
                took,
                deployment.id());
            sql.update(
                "update steps set finished_at = started_at + 40 where name = 'detect'"
                    + " and state = 'done'");
          });
    }
    PlanView next = room.plans.one(room.plan("four").id());
    assertThat(next.deploymentSteps()).contains(new StepEstimate("stage", Optional.of(300L)));
    assertThat(next.deploymentSteps())
        .allSatisfy(step -> assertThat(step.estimateMillis()).isPresent());
    assertThat(next.preparationSteps())
        .extracting(StepEstimate::name)
        .startsWith("check-secrets", "commit", "detect")
        .endsWith("plan");
    assertThat(next.preparationSteps()).contains(new StepEstimate("detect", Optional.of(40L)));
    Plan elsewhere =
        room.prepared(
            room.planning.promote(
                room.app(), room.production(), room.environment("staging"), "try it"));
    assertThat(room.plans.one(elsewhere.id()).deploymentSteps())
        .as("another environment is another matter")
        .contains(new StepEstimate("stage", Optional.empty()));
  }

  @Test
  void pagesLoseAndRepeatNothing() {
    repeat(room.deploy("one"), 250);
    List<String> all = allPages(Optional.empty(), 100);
    assertThat(all).hasSize(251).doesNotHaveDuplicates();
    assertThat(allPages(Optional.empty(), 7)).isEqualTo(all);
    assertThat(all).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(room.deployments.page(room.app().id(), Optional.empty(), Optional.empty(), 5_000))
        .satisfies(page -> assertThat(page.deployments()).hasSize(100));
  }

  @Test
  void aPageIsOfOneEnvironmentWhenThatIsAskedFor() {
    Deployment there = room.deploy("one");
    Environment staging = room.environment("staging");
    Deployment here =
        room.carryOut(
            room.prepared(room.planning.promote(room.app(), room.production(), staging, "try it")));
    assertThat(allPages(Optional.of(staging.id()), 10)).containsExactly(here.id());
    assertThat(allPages(Optional.of(room.production().id()), 10)).containsExactly(there.id());
    assertThat(allPages(Optional.empty(), 10)).containsExactly(here.id(), there.id());
  }

  @Test
  void ofManyFindingsTheGravestAreShownAndAllAreCounted() {
    Deployment deployment = room.deploy("one");
    findings(deployment, 1_000);
    DeploymentView view = room.deployments.one(deployment.id());
    assertThat(view.checks()).hasSize(100);
    assertThat(view.checks().getFirst().severity()).isEqualTo(Finding.Severity.ERROR);
    assertThat(view.checksCount()).isEqualTo(1_000);
    assertThat(room.plans.one(deployment.planId()).checksCount()).isEqualTo(1_000);
  }

  @Test
  void aPageFitsIntoOneReplyHoweverMuchThereIsToSay() {
    Deployment deployment = room.deploy("one");
    repeat(deployment, 30);
    findings(deployment, 1_000);
    Deployments.Page page =
        room.deployments.page(room.app().id(), Optional.empty(), Optional.empty(), 100);
    assertThat(Json.write(page).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(768 * 1024);
    assertThat(page.next()).isPresent();
    assertThat(allPages(Optional.empty(), 100)).hasSize(31).doesNotHaveDuplicates();
  }

  @Test
  void releasesAreComparedByTheirFiles() {
    room.deploy("one");
    room.deploy("two");
    Comparison diff = room.comparisons.compare(room.app(), "v1", "v2", Optional.empty());
    assertThat(diff.files()).singleElement().satisfies(HistoryTest::isTheChange);
    assertThat(diff.from().release()).isEqualTo("v1");
    assertThat(diff.build().same()).isFalse();
    assertThat(diff.variables().changed()).isEmpty();
    assertThat(diff.next()).isEmpty();
    assertThat(room.comparisons.compare(room.app(), "v2", "v2", Optional.empty()).files())
        .isEmpty();
  }

  private static void isTheChange(Comparison.FileChange file) {
    assertThat(file.path()).isEqualTo("index.html");
    assertThat(file.change()).isEqualTo("changed");
    assertThat(file.textDiff().orElseThrow())
        .contains("-<!doctype html><title>Shop</title><h1>one</h1>")
        .contains("+<!doctype html><title>Shop</title><h1>two</h1>");
  }

  @Test
  void deploymentsAreComparedByTheirVariablesAsWell() {
    room.set("TITLE", "secret-old");
    Deployment first = room.deploy("one");
    room.set("TITLE", "secret-new");
    room.set("ADDED", "secret");
    Deployment second = room.deploy("one");
    Comparison diff =
        room.comparisons.compare(room.app(), first.id(), second.id(), Optional.empty());
    assertThat(diff.variables().changed()).containsExactly("TITLE");
    assertThat(diff.variables().added()).containsExactly("ADDED");
    assertThat(diff.build().same()).isTrue();
    assertThat(Json.write(diff)).doesNotContain("secret");
  }

  @Test
  void whatCanNotBeComparedIsSaid() {
    Deployment deployment = room.deploy("one");
    App other = room.places.apps().createOrFind("other", "unknown");
    refuses(
        "diff.not-comparable",
        () -> room.comparisons.compare(room.app(), "v1", deployment.id(), Optional.empty()));
    refuses(
        "release.unknown",
        () -> room.comparisons.compare(room.app(), "v1", "v7", Optional.empty()));
    refuses(
        "deployment.unknown",
        () -> room.comparisons.compare(room.app(), deployment.id(), "nobody", Optional.empty()));
    refuses(
        "deployment.unknown",
        () -> room.comparisons.compare(other, deployment.id(), deployment.id(), Optional.empty()));
    refuses("deployment.unknown", () -> room.deployments.one("nobody"));
    refuses("plan.unknown", () -> room.plans.one("nobody"));
  }
}
