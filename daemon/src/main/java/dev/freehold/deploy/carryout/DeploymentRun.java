package dev.freehold.deploy.carryout;

import dev.freehold.deploy.engine.Failure;
import dev.freehold.deploy.engine.Run;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.DeploymentState;
import dev.freehold.deploy.model.DeploymentStore;
import dev.freehold.store.Sql;
import java.util.List;
import java.util.function.Function;

/** An approved plan being carried out. */
public final class DeploymentRun implements Run {
  static final String VERIFY = "verify";
  static final String PROVISION = "provision";
  static final String UPLOAD = "upload";
  static final String STAGE = "stage";
  static final String HEALTH = "health";

  public static final String WATCH = "watch";

  /** From its beginning on visitors may see the release, so only a rollback takes it back. */
  public static final String ACTIVATE = "activate";

  /** In the order of execution. */
  public static final List<String> STEPS =
      List.of(VERIFY, PROVISION, UPLOAD, STAGE, HEALTH, ACTIVATE, WATCH);

  static final String CONFLICT = "deploy.conflict";
  private static final String NEEDS_ATTENTION = "deploy.needs-attention";

  private final Deployment deployment;
  private final Function<String, Step> steps;
  private final DeploymentStore deployments;
  private final DeploymentEnd end;

  DeploymentRun(
      Deployment deployment,
      Function<String, Step> steps,
      DeploymentStore deployments,
      DeploymentEnd end) {
    this.deployment = deployment;
    this.steps = steps;
    this.deployments = deployments;
    this.end = end;
  }

  @Override
  public String id() {
    return deployment.id();
  }

  @Override
  public String appId() {
    return deployment.appId();
  }

  @Override
  public Step step(String name) {
    return steps.apply(name);
  }

  @Override
  public boolean cancelRequested(Sql sql) {
    return deployments.cancelRequested(sql, deployment.id());
  }

  /** About two minutes: a laptop that wakes up takes its time to find the network. */
  @Override
  public int mostAttempts() {
    return 8;
  }

  @Override
  public void finished(Sql sql) {
    end.of(sql, deployment, DeploymentState.SUCCEEDED, null);
  }

  @Override
  public void failed(Sql sql, Failure failure) {
    DeploymentState state =
        switch (failure.code()) {
          case FreshLook.STALE -> DeploymentState.STALE;
          case CONFLICT -> DeploymentState.CONFLICT;
          case NEEDS_ATTENTION -> DeploymentState.NEEDS_ATTENTION;
          default -> DeploymentState.FAILED;
        };
    end.of(sql, deployment, state, failure);
  }

  @Override
  public void cancelled(Sql sql) {
    var failure =
        new Failure(
            "deploy.cancelled",
            "The deployment was cancelled before anything went live.",
            "Deploy again when you are ready.");
    end.of(sql, deployment, DeploymentState.CANCELLED, failure);
  }

  @Override
  public Failure attention(String question) {
    return new Failure(
        NEEDS_ATTENTION, question, "Look at the target, then deploy or roll back again.");
  }
}
