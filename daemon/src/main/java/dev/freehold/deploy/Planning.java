package dev.freehold.deploy;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.base.Ids;
import dev.freehold.base.UserError;
import dev.freehold.deploy.model.DeploymentKind;
import dev.freehold.deploy.model.Places;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.PlanRequest;
import dev.freehold.deploy.model.PlanState;
import dev.freehold.deploy.model.RunStores;
import dev.freehold.deploy.model.UnknownLive;
import dev.freehold.deploy.prepare.Preparation;
import dev.freehold.git.Repositories;
import dev.freehold.release.Release;
import dev.freehold.release.Releases;
import dev.freehold.store.Database;
import dev.freehold.targets.Target;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes requests for plans. The plan itself is prepared behind, step by step. */
public final class Planning {
  private final Database database;
  private final Places places;
  private final Releases releases;
  private final Repositories repositories;
  private final RunStores stores;
  private final Consumer<String> schedule;
  private final Ids ids;
  private final Clock clock;

  public Planning(
      Database database,
      Places places,
      Releases releases,
      Repositories repositories,
      RunStores stores,
      Consumer<String> schedule,
      Ids ids,
      Clock clock) {
    this.database = database;
    this.places = places;
    this.releases = releases;
    this.repositories = repositories;
    this.stores = stores;
    this.schedule = schedule;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param exportId the sources; empty to deploy what is on main
   */
  public Plan deploy(
      App app,
      Environment environment,
      Optional<String> exportId,
      boolean allowShrink,
      boolean overruleLook,
      String message) {
    return begin(
        app,
        environment,
        DeploymentKind.DEPLOY,
        new PlanRequest(
            exportId,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            allowShrink,
            overruleLook,
            message));
  }

  /**
   * @param name {@code v3}; empty for what was live before
   * @throws UserError {@code rollback.nothing-before}, {@code release.unknown}, {@code
   *     rollback.never-live}, {@code release.pruned}: said now, before anybody approves anything
   */
  public Plan rollback(App app, Environment environment, Optional<String> name, String message) {
    Target target = places.target(app, environment);
    Release release;
    String settingsId;
    if (name.isPresent()) {
      release = releases.byName(app.id(), name.get());
      settingsId =
          stores
              .deployments()
              .settingsOf(environment.id(), release.id())
              .orElseThrow(() -> neverLive(release, environment));
    } else {
      var before =
          target.observe().pointer().previous().orElseThrow(() -> nothingBefore(app, environment));
      release =
          releases.find(before.releaseId()).orElseThrow(() -> UnknownLive.of(app, environment));
      settingsId = before.settingsId();
    }
    releases.refusePruned(release);
    return begin(
        app,
        environment,
        DeploymentKind.ROLLBACK,
        new PlanRequest(
            Optional.empty(),
            Optional.of(release.id()),
            Optional.of(settingsId),
            Optional.empty(),
            false,
            false,
            message));
  }

  /**
   * @throws UserError {@code promote.nothing-live}, {@code promote.same-environment}
   */
  public Plan promote(App app, Environment from, Environment to, String message) {
    if (from.id().equals(to.id())) {
      throw new UserError(
          "promote.same-environment",
          "A release can't be promoted from " + from.name() + " to itself.",
          "Name two environments: freehold promote --from staging --to production");
    }
    var live =
        places
            .target(app, from)
            .observe()
            .pointer()
            .live()
            .orElseThrow(
                () ->
                    new UserError(
                        "promote.nothing-live",
                        "Nothing is live in " + from.name() + " of " + app.slug() + ".",
                        "Deploy there first: freehold deploy --env " + from.name()));
    Release release = releases.find(live.releaseId()).orElseThrow(() -> UnknownLive.of(app, from));
    releases.refusePruned(release);
    return begin(
        app,
        to,
        DeploymentKind.PROMOTE,
        repositories.open(app.slug()).contains(release.commit())
            ? Preparation.steps(DeploymentKind.PROMOTE)
            : Preparation.COMPARING_ONLY,
        new PlanRequest(
            Optional.empty(),
            Optional.of(release.id()),
            Optional.empty(),
            Optional.of(from.id()),
            false,
            false,
            message));
  }

  /**
   * Stops a preparation.
   *
   * @throws UserError {@code plan.unknown}
   */
  public void cancel(String id) {
    stores.plans().require(id);
    database.change(sql -> stores.plans().requestCancel(sql, id));
  }

  private Plan begin(App app, Environment environment, DeploymentKind kind, PlanRequest request) {
    return begin(app, environment, kind, Preparation.steps(kind), request);
  }

  private Plan begin(
      App app,
      Environment environment,
      DeploymentKind kind,
      List<String> steps,
      PlanRequest request) {
    var plan =
        new Plan(
            ids.next(),
            app.id(),
            environment.id(),
            kind,
            PlanState.PREPARING,
            request,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            clock.instant());
    database.change(
        sql -> {
          stores.plans().add(sql, plan);
          stores.steps().plan(sql, plan.id(), steps);
        });
    schedule.accept(plan.id());
    return plan;
  }

  private static UserError nothingBefore(App app, Environment environment) {
    return new UserError(
        "rollback.nothing-before",
        "No release was live in " + environment.name() + " of " + app.slug() + " before this one.",
        "See what there is with 'freehold history', and name a release: freehold rollback v1");
  }

  private static UserError neverLive(Release release, Environment environment) {
    return new UserError(
        "rollback.never-live",
        release.name() + " was never live in " + environment.name() + ".",
        "Choose a release from 'freehold history', or deploy or promote this one.");
  }
}
