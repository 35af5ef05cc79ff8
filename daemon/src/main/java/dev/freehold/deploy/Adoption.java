package dev.freehold.deploy;

import dev.freehold.app.App;
import dev.freehold.app.Domain;
import dev.freehold.app.Environment;
import dev.freehold.app.LiveRelease;
import dev.freehold.app.Placement;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.DeploymentKind;
import dev.freehold.deploy.model.DeploymentState;
import dev.freehold.deploy.model.Places;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.PlanRequest;
import dev.freehold.deploy.model.PlanState;
import dev.freehold.deploy.model.RunStores;
import dev.freehold.release.Artifacts;
import dev.freehold.release.Release;
import dev.freehold.release.Releases;
import dev.freehold.store.Database;
import dev.freehold.store.Sql;
import dev.freehold.targets.SiteHistory;
import dev.freehold.targets.SwitchRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes sites over that another machine deployed: the app, its releases, what they ran with and the
 * history, as the target has them. May be done again, for what came since.
 */
public final class Adoption {
  private final Database database;
  private final Places places;
  private final Releases releases;
  private final Artifacts artifacts;
  private final RunStores stores;

  public Adoption(
      Database database, Places places, Releases releases, Artifacts artifacts, RunStores stores) {
    this.database = database;
    this.places = places;
    this.releases = releases;
    this.artifacts = artifacts;
    this.stores = stores;
  }

  /**
   * @param release that is live, by its name; empty when it is not one of Freehold's
   * @param missingVariables names of secrets that only the other machine has
   */
  public record Adopted(
      String app,
      String environment,
      Optional<String> release,
      long generation,
      List<String> missingVariables) {}

  /**
   * @param target name of the server
   * @return empty when nothing there says how it came about
   * @throws dev.freehold.base.UserError when it does not fit to what is here; nothing is changed
   *     then
   */
  public Optional<Adopted> adopt(String target, SiteHistory history) {
    if (history.switches().isEmpty()) {
      return Optional.empty();
    }
    history.artifacts().values().forEach(artifacts::adopt);
    return Optional.of(database.write(sql -> adopt(sql, target, history)));
  }

  private Adopted adopt(Sql sql, String target, SiteHistory history) {
    SwitchRecord newest = history.switches().getLast();
    App app = places.apps().adopt(sql, newest.release().appId(), history.site().app());
    Environment environment =
        places
            .environments()
            .adopt(
                sql, app.id(), history.site().environment(), new Placement(target, domain(newest)));
    Set<String> seen = new HashSet<>();
    Optional<SwitchRecord> before = Optional.empty();
    // the switch back of a watch belongs to the deployment that it ended
    Set<String> switchedBack = new HashSet<>();
    Set<String> runs = new HashSet<>();
    history.switches().stream()
        .map(SwitchRecord::run)
        .filter(run -> !runs.add(run))
        .forEach(switchedBack::add);
    for (SwitchRecord each : history.switches()) {
      adoptRelease(sql, each, history);
      adoptSettings(sql, environment, each, history);
      boolean again = !seen.add(each.release().id());
      if (!stores.deployments().exists(sql, each.run())) {
        adoptDeployment(
            sql,
            environment,
            each,
            before,
            again ? DeploymentKind.ROLLBACK : DeploymentKind.DEPLOY,
            switchedBack.contains(each.run())
                ? DeploymentState.SWITCHED_BACK
                : DeploymentState.SUCCEEDED);
      }
      before = Optional.of(each);
    }
    places
        .environments()
        .recordPointer(
            sql,
            environment.id(),
            history.pointer().live(),
            history.pointer().previous(),
            history.pointer().generation());
    if (environment.generation() < history.pointer().generation()) {
      String settings =
          history.pointer().live().map(LiveRelease::settingsId).orElse(newest.settings().id());
      places.settings().makeNewest(sql, environment.id(), settings);
    }
    return new Adopted(
        app.slug(),
        environment.name(),
        liveName(history),
        history.pointer().generation(),
        history.variables().containsKey(newest.settings().id())
            ? List.of()
            : newest.settings().withheld());
  }

  private static Optional<String> liveName(SiteHistory history) {
    return history
        .pointer()
        .live()
        .flatMap(
            live ->
                history.switches().stream()
                    .map(SwitchRecord::release)
                    .filter(release -> release.id().equals(live.releaseId()))
                    .map(Release::name)
                    .findFirst());
  }

  private void adoptRelease(Sql sql, SwitchRecord each, SiteHistory history) {
    boolean kept = history.artifacts().containsKey(each.release().artifactId());
    if (!kept) {
      artifacts.adoptPruned(sql, each.release().artifactId(), each.files(), each.bytes());
    }
    releases.adopt(sql, each.release(), !kept);
  }

  private void adoptSettings(
      Sql sql, Environment environment, SwitchRecord each, SiteHistory history) {
    SwitchRecord.Variables settings = each.settings();
    Map<String, String> values = history.variables().getOrDefault(settings.id(), settings.values());
    places.settings().adopt(sql, settings.id(), environment.id(), settings.revision(), values);
  }

  private static Optional<Domain> domain(SwitchRecord newest) {
    return newest.names().stream().findFirst().map(name -> new Domain(name, newest.www()));
  }

  /** The plan was shown elsewhere; here it only says which deployment it was. */
  private void adoptDeployment(
      Sql sql,
      Environment environment,
      SwitchRecord each,
      Optional<SwitchRecord> before,
      DeploymentKind kind,
      DeploymentState state) {
    var request =
        new PlanRequest(
            Optional.empty(),
            Optional.of(each.release().id()),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            "");
    stores
        .plans()
        .add(
            sql,
            new Plan(
                each.run(),
                environment.appId(),
                environment.id(),
                kind,
                PlanState.CARRIED_OUT,
                request,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                each.at()));
    stores
        .deployments()
        .adopt(
            sql,
            new Deployment(
                each.run(),
                environment.appId(),
                environment.id(),
                each.run(),
                each.run(),
                kind,
                state,
                each.release().id(),
                each.settings().id(),
                before.map(b -> b.release().id()),
                before.map(b -> b.settings().id()),
                each.generation() - 1,
                0,
                Optional.of(each.url().toString()),
                "by " + each.who() + " on another machine",
                each.who(),
                Optional.empty(),
                each.at(),
                Optional.of(each.at())));
  }
}
