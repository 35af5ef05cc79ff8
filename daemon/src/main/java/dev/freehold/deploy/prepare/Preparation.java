package dev.freehold.deploy.prepare;

import dev.freehold.deploy.engine.Failure;
import dev.freehold.deploy.engine.Run;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.model.DeploymentKind;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.PlanState;
import dev.freehold.deploy.model.PlanStore;
import dev.freehold.step.EventLog;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** From a request to a plan. */
public final class Preparation implements Run {
  static final String SECRETS = "check-secrets";
  static final String COMMIT = "commit";
  public static final String DETECT = "detect";
  static final String CHECK = "check";
  public static final String BUILD = "build";
  static final String OUTPUT = "check-output";
  static final String RELEASE = "release";
  static final String PLAN = "plan";

  /** Steps whose output is {@link Findings}. */
  public static final List<String> CHECKS = List.of(SECRETS, CHECK, OUTPUT);

  /** Of a rollback, and of a release whose sources are not here: it is only compared. */
  public static final List<String> COMPARING_ONLY = List.of(PLAN);

  private final Plan plan;
  private final Function<String, Step> steps;
  private final PlanStore plans;
  private final EventLog events;

  Preparation(Plan plan, Function<String, Step> steps, PlanStore plans, EventLog events) {
    this.plan = plan;
    this.steps = steps;
    this.plans = plans;
    this.events = events;
  }

  /** The steps of a plan of this kind, in the order of execution. */
  public static List<String> steps(DeploymentKind kind) {
    return switch (kind) {
      case DEPLOY -> List.of(SECRETS, COMMIT, DETECT, CHECK, BUILD, OUTPUT, RELEASE, PLAN);
      case PROMOTE -> List.of(COMMIT, DETECT, CHECK, BUILD, OUTPUT, RELEASE, PLAN);
      case ROLLBACK -> COMPARING_ONLY;
    };
  }

  @Override
  public String id() {
    return plan.id();
  }

  @Override
  public String appId() {
    return plan.appId();
  }

  @Override
  public Step step(String name) {
    return steps.apply(name);
  }

  @Override
  public boolean cancelRequested(Sql sql) {
    return plans.cancelRequested(sql, plan.id());
  }

  /** The last step stored the plan; this tells those who wait for it. */
  @Override
  public void finished(Sql sql) {
    events.append(
        sql, id(), appId(), "plan.state", Map.of("state", Row.wireName(plans.state(sql, id()))));
  }

  @Override
  public void stopped(Sql sql) {
    finished(sql);
  }

  @Override
  public void failed(Sql sql, Failure failure) {
    plans.end(sql, plan.id(), PlanState.FAILED, failure);
    finished(sql);
  }

  @Override
  public void cancelled(Sql sql) {
    var failure =
        new Failure(
            "plan.cancelled", "The plan was cancelled.", "Run the same command again any time.");
    plans.end(sql, plan.id(), PlanState.CANCELLED, failure);
    finished(sql);
  }

  @Override
  public Failure attention(String question) {
    return new Failure("plan.needs-attention", question, "Make a new plan.");
  }
}
