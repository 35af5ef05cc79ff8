package dev.freehold.deploy.model;

import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.deploy.engine.Failure;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Plans in the database. */
public final class PlanStore {
  private final Database database;
  private final Clock clock;

  public PlanStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  public void add(Sql sql, Plan plan) {
    sql.update(
        "insert into plans (id, app_id, environment_id, kind, state, request, created_at)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        plan.id(),
        plan.appId(),
        plan.environmentId(),
        plan.kind(),
        plan.state(),
        Json.write(plan.request()),
        plan.createdAt());
  }

  public Optional<Plan> find(String id) {
    return database.read(sql -> sql.first("select * from plans where id = ?", PlanStore::plan, id));
  }

  /**
   * @throws UserError {@code plan.unknown}
   */
  public Plan require(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new UserError(
                    "plan.unknown",
                    "There is no plan " + id + ".",
                    "Make a new one with 'freehold plan'."));
  }

  public Optional<Plan> byHashAndNonce(Sql sql, String hash, String nonce) {
    return sql.first(
        "select * from plans where hash = ? and nonce = ?", PlanStore::plan, hash, nonce);
  }

  public PlanState state(Sql sql, String id) {
    return sql.one(
        "select state from plans where id = ?",
        row -> row.enumeration("state", PlanState.class),
        id);
  }

  public boolean cancelRequested(Sql sql, String id) {
    return sql.one(
        "select cancel_requested from plans where id = ?", row -> row.flag("cancel_requested"), id);
  }

  public void requestCancel(Sql sql, String id) {
    sql.update("update plans set cancel_requested = 1 where id = ?", id);
  }

  public List<String> preparing() {
    return database.read(
        sql ->
            sql.list(
                "select id from plans where state = ?",
                row -> row.text("id"),
                PlanState.PREPARING));
  }

  /** The end of a preparation that has something to show. */
  public void show(Sql sql, Plan plan, PlanState state, PlanBody body, String nonce) {
    sql.update(
        "update plans set state = ?, body = ?, hash = ?, nonce = ?, finished_at = ? where id = ?",
        state,
        Json.write(body),
        Plan.hash(plan.environmentId(), plan.kind(), body),
        state == PlanState.READY ? nonce : null,
        clock.instant(),
        plan.id());
  }

  public void end(Sql sql, String id, PlanState state, Failure failure) {
    sql.update(
        "update plans set state = ?, error = ?, finished_at = ? where id = ?",
        state,
        Json.write(failure),
        clock.instant(),
        id);
  }

  /** Its nonce is gone: the same approval can't be used a second time. */
  public void carriedOut(Sql sql, String id) {
    sql.update("update plans set state = ?, nonce = null where id = ?", PlanState.CARRIED_OUT, id);
  }

  /** No plan of the app can be approved any more. */
  public void withdraw(Sql sql, String appId) {
    sql.update(
        "update plans set state = ?, nonce = null where app_id = ? and state = ?",
        PlanState.CANCELLED,
        appId,
        PlanState.READY);
  }

  private static Plan plan(Row row) {
    return new Plan(
        row.text("id"),
        row.text("app_id"),
        row.text("environment_id"),
        row.enumeration("kind", DeploymentKind.class),
        row.enumeration("state", PlanState.class),
        Json.read(row.text("request"), PlanRequest.class),
        row.maybeText("body").map(text -> Json.read(text, PlanBody.class)),
        row.maybeText("hash"),
        row.maybeText("nonce"),
        row.maybeText("error").map(text -> Json.read(text, Failure.class)),
        row.time("created_at"));
  }
}
