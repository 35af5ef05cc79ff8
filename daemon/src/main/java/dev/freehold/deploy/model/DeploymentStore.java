package dev.freehold.deploy.model;

import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.deploy.engine.Failure;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deployments in the database. */
public final class DeploymentStore {
  private final Database database;
  private final Clock clock;

  public DeploymentStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  public void add(Sql sql, Deployment d) {
    add(sql, d, null);
  }

  private static void add(Sql sql, Deployment d, @Nullable Instant finishedAt) {
    sql.update(
        "insert into deployments (id, app_id, environment_id, plan_id, request_id, kind, state,"
            + " release_id, settings_id, previous_release_id, previous_settings_id, generation,"
            + " watch_seconds, reason, who, started_at, finished_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        d.id(),
        d.appId(),
        d.environmentId(),
        d.planId(),
        d.requestId(),
        d.kind(),
        d.state(),
        d.releaseId(),
        d.settingsId(),
        d.previousReleaseId().orElse(null),
        d.previousSettingsId().orElse(null),
        d.generation(),
        d.watchSeconds(),
        d.reason(),
        d.who(),
        d.startedAt(),
        finishedAt);
  }

  public Optional<Deployment> find(String id) {
    return database.read(sql -> find(sql, id));
  }

  /**
   * @throws UserError {@code deployment.unknown}
   */
  public Deployment require(String id) {
    return database.read(sql -> require(sql, id));
  }

  /** {@link #require(String)} within the caller's transaction. */
  public Deployment require(Sql sql, String id) {
    return find(sql, id)
        .orElseThrow(
            () ->
                new UserError(
                    "deployment.unknown",
                    "There is no deployment " + id + ".",
                    "See them with 'freehold history'."));
  }

  private static Optional<Deployment> find(Sql sql, String id) {
    return sql.first("select * from deployments where id = ?", DeploymentStore::row, id);
  }

  public Optional<Deployment> byRequest(Sql sql, String requestId) {
    return sql.first(
        "select * from deployments where request_id = ?", DeploymentStore::row, requestId);
  }

  /** Whoever holds the environment's lease. */
  public Optional<Deployment> unfinished(Sql sql, String environmentId) {
    return sql.first(
        "select * from deployments where environment_id = ? and finished_at is null",
        DeploymentStore::row,
        environmentId);
  }

  public List<String> unfinished() {
    return database.read(
        sql ->
            sql.list(
                "select id from deployments where finished_at is null order by id",
                row -> row.text("id")));
  }

  /** The settings that ran with a release when it was live here last. */
  public Optional<String> settingsOf(String environmentId, String releaseId) {
    return database.read(
        sql ->
            sql.first(
                "select settings_id from deployments where environment_id = ? and release_id = ?"
                    + " and url is not null order by id desc limit 1",
                row -> row.text("settings_id"),
                environmentId,
                releaseId));
  }

  public void uploaded(Sql sql, String id, int files, long bytes) {
    sql.update(
        "update deployments set uploaded_files = ?, uploaded_bytes = ? where id = ?",
        files,
        bytes,
        id);
  }

  public void live(Sql sql, String id, String url) {
    sql.update("update deployments set url = ? where id = ?", url, id);
  }

  public boolean cancelRequested(Sql sql, String id) {
    return sql.one(
        "select cancel_requested from deployments where id = ?",
        row -> row.flag("cancel_requested"),
        id);
  }

  public void requestCancel(Sql sql, String id) {
    sql.update("update deployments set cancel_requested = 1 where id = ?", id);
  }

  /** One that another machine carried out. */
  public void adopt(Sql sql, Deployment d) {
    // ended at once, because an unfinished one would hold the lease
    add(sql, d, d.finishedAt().orElse(d.startedAt()));
    live(sql, d.id(), d.url().orElseThrow());
  }

  public boolean exists(Sql sql, String id) {
    return find(sql, id).isPresent();
  }

  /** Ends it and so gives the lease back; an end that is recorded stays. */
  public void end(Sql sql, String id, DeploymentState state, Optional<Failure> failure) {
    sql.update(
        "update deployments set state = ?, error = ?, finished_at = ?"
            + " where id = ? and finished_at is null",
        state,
        failure.map(Json::write).orElse(null),
        clock.instant(),
        id);
  }

  private static Deployment row(Row row) {
    return new Deployment(
        row.text("id"),
        row.text("app_id"),
        row.text("environment_id"),
        row.text("plan_id"),
        row.text("request_id"),
        row.enumeration("kind", DeploymentKind.class),
        row.enumeration("state", DeploymentState.class),
        row.text("release_id"),
        row.text("settings_id"),
        row.maybeText("previous_release_id"),
        row.maybeText("previous_settings_id"),
        row.number("generation"),
        row.integer("watch_seconds"),
        row.maybeText("url"),
        row.text("reason"),
        row.text("who"),
        row.maybeText("error").map(text -> Json.read(text, Failure.class)),
        row.time("started_at"),
        row.maybeTime("finished_at"));
  }
}
