package dev.freehold.deploy;

import dev.freehold.app.Environment;
import dev.freehold.base.Failpoint;
import dev.freehold.base.Ids;
import dev.freehold.base.UserError;
import dev.freehold.deploy.carryout.DeploymentRun;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.DeploymentState;
import dev.freehold.deploy.model.Places;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.PlanBody;
import dev.freehold.deploy.model.RunStores;
import dev.freehold.store.Database;
import dev.freehold.store.Sql;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Turns an approved plan into a deployment, once. */
public final class Approvals {
  private final Database database;
  private final Places places;
  private final RunStores stores;
  private final Consumer<String> schedule;
  private final Ids ids;
  private final Clock clock;

  public Approvals(
      Database database,
      Places places,
      RunStores stores,
      Consumer<String> schedule,
      Ids ids,
      Clock clock) {
    this.database = database;
    this.places = places;
    this.stores = stores;
    this.schedule = schedule;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The deployment of an approved plan; the same request id always returns the same one.
   *
   * @throws UserError {@code plan.approval-invalid}, {@code environment.busy}
   */
  public Deployment approve(Approval approval) {
    Deployment deployment = database.write(sql -> accept(sql, approval));
    Failpoint.DEPLOYMENT_ACCEPTED.reach();
    if (deployment.finishedAt().isEmpty()) {
      schedule.accept(deployment.id());
    }
    return deployment;
  }

  /**
   * Stops a deployment before it goes live.
   *
   * @throws UserError {@code deployment.not-cancellable} when it is over or began to go live
   */
  public Deployment cancel(String id) {
    return database.write(
        sql -> {
          Deployment deployment = stores.deployments().require(sql, id);
          boolean over = deployment.finishedAt().isPresent();
          if (over || stores.steps().begun(sql, id, DeploymentRun.ACTIVATE)) {
            throw new UserError(
                "deployment.not-cancellable",
                "The deployment " + id + (over ? " is over." : " is going live."),
                "Go back with 'freehold rollback'.");
          }
          stores.deployments().requestCancel(sql, id);
          return deployment;
        });
  }

  private Deployment accept(Sql sql, Approval approval) {
    Optional<Deployment> known = stores.deployments().byRequest(sql, approval.requestId());
    if (known.isPresent()) {
      return known.filter(d -> d.appId().equals(approval.appId())).orElseThrow(Approvals::invalid);
    }
    Plan plan =
        stores
            .plans()
            .byHashAndNonce(sql, approval.planHash(), approval.nonce())
            .filter(p -> p.appId().equals(approval.appId()))
            .orElseThrow(Approvals::invalid);
    stores.deployments().unfinished(sql, plan.environmentId()).ifPresent(Approvals::busy);
    PlanBody body = plan.body().orElseThrow();
    var deployment =
        new Deployment(
            ids.next(),
            plan.appId(),
            plan.environmentId(),
            plan.id(),
            approval.requestId(),
            plan.kind(),
            DeploymentState.RUNNING,
            body.releaseId(),
            body.settingsId(),
            body.previousReleaseId(),
            body.previousSettingsId(),
            body.generation(),
            approval.watchSeconds().orElseGet(() -> usualWatchSeconds(sql, plan)),
            Optional.empty(),
            approval.reason().isBlank() ? plan.request().message() : approval.reason(),
            approval.who(),
            Optional.empty(),
            clock.instant(),
            Optional.empty());
    stores.deployments().add(sql, deployment);
    stores.steps().plan(sql, deployment.id(), DeploymentRun.STEPS);
    stores.plans().carriedOut(sql, plan.id());
    return deployment;
  }

  private int usualWatchSeconds(Sql sql, Plan plan) {
    Environment environment = places.environments().byId(sql, plan.environmentId());
    return places.traits(environment).watchSeconds();
  }

  private static UserError invalid() {
    return new UserError(
        "plan.approval-invalid",
        "This approval fits no plan that waits for one: the plan was carried out, or it changed.",
        "Make a new plan and approve that.");
  }

  private static void busy(Deployment holder) {
    throw new UserError(
        "environment.busy",
        "Another deployment is running here: " + holder.id() + ", started by " + holder.who() + ".",
        "Wait until it is over (freehold status), or cancel it: freehold cancel " + holder.id());
  }

  /**
   * A plan that somebody saw and agreed to.
   *
   * @param requestId made by the client, one per click
   * @param watchSeconds how long the live release is watched, 0 for not at all; empty for as long
   *     as is usual there
   * @param who the user and the way in: {@code ada via cli}
   */
  public record Approval(
      String appId,
      String planHash,
      String nonce,
      String requestId,
      String reason,
      OptionalInt watchSeconds,
      String who) {}
}
