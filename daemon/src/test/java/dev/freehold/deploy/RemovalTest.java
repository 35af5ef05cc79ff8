package dev.freehold.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.app.App;
import dev.freehold.app.Consent;
import dev.freehold.app.Journey;
import dev.freehold.app.Project;
import dev.freehold.base.ProviderError;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.DeploymentState;
import dev.freehold.deploy.model.Plan;
import dev.freehold.release.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemovalTest extends DeployTestBase {
  private static final String SECRET = "sesame-8841";

  private App deployed() {
    room.set("API_KEY", SECRET);
    room.app();
    App app = room.projects.createOrFind("shop", new Project("lovable", "p-1"), false);
    room.journeys.add(app.id(), new Journey("/about", "About"));
    room.environment("staging");
    assertThat(room.deploy("one").state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(room.deploy("two").state()).isEqualTo(DeploymentState.SUCCEEDED);
    return app;
  }

  private List<Deployment> history(App app) {
    return room
        .deployments
        .page(app.id(), Optional.empty(), Optional.empty(), 10)
        .deployments()
        .stream()
        .map(view -> room.stores.deployments().require(view.deployment()))
        .toList();
  }

  private long blobs() throws IOException {
    try (var files = Files.walk(room.home.blobs())) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void whatGoesIsShownAndNothingIsChanged() {
    App app = deployed();
    List<String> before = room.target().writes();
    Removing removing = room.removal.look(app, false);
    assertThat(removing.environments()).hasSize(2);
    Removing.Place production = removing.environments().getFirst();
    assertThat(production.name()).isEqualTo("production");
    assertThat(production.release()).contains("v2");
    assertThat(production.addresses()).containsExactly("http://shop.localhost/");
    assertThat(production.variables()).isEqualTo(1);
    assertThat(removing.environments().getLast().addresses()).isEmpty();
    assertThat(removing.projects()).containsExactly(new Project("lovable", "p-1"));
    assertThat(removing.releases()).containsExactly("v2", "v1");
    assertThat(removing.releaseBytes()).isPositive();
    assertThat(removing.deployments()).isEqualTo(2);
    assertThat(removing.repository()).endsWith("shop.git");
    assertThat(room.target().writes()).isEqualTo(before);
    assertThat(room.places.apps().find("shop")).contains(app);
  }

  @Test
  void itLeavesItsTargetsAndKeepsOnlyItsHistory() throws Exception {
    App app = deployed();
    String settings = history(app).getFirst().settingsId();

    Removal.Removed removed = room.removal.remove(app, false);

    assertThat(room.target().writes()).contains("remove");
    assertThat(room.target("staging").writes()).contains("remove");
    assertThat(room.places.apps().find("shop")).isEmpty();
    assertThat(room.places.apps().page("", 10)).isEmpty();
    assertThat(room.places.apps().count()).isZero();
    refuses("app.unknown", () -> room.places.apps().require("shop"));
    assertThat(room.places.apps().requireEver("shop")).isEqualTo(app);
    assertThat(room.places.apps().removedAt(app.id())).isPresent();
    assertThat(history(app)).hasSize(2);
    assertThat(room.repositories.folder("shop")).isDirectory();
    assertThat(room.places.settings().require(settings).variables())
        .as("no value is kept, also not of revisions that the history names")
        .isEmpty();
    assertThat(room.consents.of(app.id())).isEmpty();
    assertThat(room.journeys.of(app.id())).isEmpty();
    assertThat(room.projects.of(app.id())).isEmpty();
    assertThat(removed.freedBytes()).isPositive();
    assertThat(blobs()).isZero();
    assertThat(room.places.environments().on("recording")).isEmpty();
    refuses(
        "release.pruned", () -> room.releases.refusePruned(room.releases.byName(app.id(), "v2")));
  }

  @Test
  void deployedAgainItComesBackWithItsHistory() {
    App app = deployed();
    room.removal.remove(app, false);

    App back = room.app();
    assertThat(back.id()).isEqualTo(app.id());
    assertThat(room.places.apps().removedAt(app.id())).isEmpty();
    assertThat(room.places.settings().current(room.production().id()).variables()).isEmpty();
    Deployment third = room.deploy("three");
    assertThat(third.state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(room.releases.require(third.releaseId()).name()).isEqualTo("v3");
    assertThat(history(back)).hasSize(3);
  }

  @Test
  void purgedNothingNamesItAnyMore() throws Exception {
    App app = deployed();
    room.consents.give(app.id(), Consent.Kind.UNSANDBOXED, "", "ada");
    List<String> ids = new ArrayList<>(List.of(app.id()));
    history(app).forEach(deployment -> ids.addAll(List.of(deployment.id(), deployment.planId())));
    room.releases.list(app.id()).stream().map(Release::id).forEach(ids::add);
    room.places.environments().of(app.id()).forEach(environment -> ids.add(environment.id()));

    room.removal.remove(app, true);

    assertThat(room.repositories.folder("shop")).doesNotExist();
    assertThat(blobs()).isZero();
    assertThat(rowsThatName(ids)).isEmpty();
    refuses("app.unknown", () -> room.places.apps().requireEver("shop"));
    try (var exports = Files.list(room.home.exports())) {
      assertThat(exports).isEmpty();
    }
    assertThat(room.app().id()).isNotEqualTo(app.id());
    Deployment first = room.deploy("one");
    assertThat(room.releases.require(first.releaseId()).name()).isEqualTo("v1");
  }

  /** Of every table, so that one that is added later is not forgotten. */
  private List<String> rowsThatName(List<String> ids) {
    return room.database.read(
        sql -> {
          var found = new ArrayList<String>();
          List<String> tables =
              sql.list(
                  "select name from sqlite_master where type = 'table'", row -> row.text("name"));
          for (String table : tables) {
            List<String> columns =
                sql.list(
                    "select name from pragma_table_info('" + table + "')", row -> row.text("name"));
            for (String column : columns) {
              for (String id : ids) {
                long rows =
                    sql.one(
                        "select count(*) as n from \"" + table + "\" where \"" + column + "\" = ?",
                        row -> row.number("n"),
                        id);
                if (rows > 0) {
                  found.add(table + "." + column);
                }
              }
            }
          }
          return found;
        });
  }

  @Test
  void whatWasKeptCanBePurgedLater() {
    App app = deployed();
    room.removal.remove(app, false);
    room.removal.remove(room.places.apps().requireEver("shop"), true);
    refuses("app.unknown", () -> room.places.apps().requireEver("shop"));
  }

  @Test
  void aServerThatCannotBeReachedLeavesAllAsItWasAndTheSameAgainFinishes() {
    App app = deployed();
    room.target("staging")
        .fail(
            "remove",
            new ProviderError(
                "ssh.connection-lost", "It does not answer.", "Try again.", true, null, null));
    refuses("ssh.connection-lost", () -> room.removal.remove(app, true));
    assertThat(room.places.apps().find("shop")).contains(app);
    assertThat(history(app)).hasSize(2);
    assertThat(room.repositories.folder("shop")).isDirectory();
    assertThat(room.places.settings().current(room.production().id()).variables()).hasSize(1);

    room.removal.remove(app, true);
    assertThat(room.places.apps().find("shop")).isEmpty();
  }

  @Test
  void whileItIsDeployedItIsNotRemoved() {
    App app = deployed();
    Plan plan = room.plan("three");
    Deployment watched =
        room.approvals.approve(DeployRoom.approval(plan, "request of " + plan.id(), 2));
    refuses("app.busy", () -> room.removal.remove(app, false));
    assertThat(room.target().writes()).doesNotContain("remove");
    assertThat(room.ended(watched).state()).isEqualTo(DeploymentState.SUCCEEDED);
    room.removal.remove(app, false);
    assertThat(room.places.apps().find("shop")).isEmpty();
  }

  @Test
  void aPlanOfBeforeCannotBeApprovedWhenItIsBack() {
    App app = deployed();
    Plan plan = room.plan("three");
    room.removal.remove(app, false);
    room.app();
    refuses("plan.approval-invalid", () -> room.carryOut(plan));
  }
}
