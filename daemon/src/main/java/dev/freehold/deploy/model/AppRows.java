package dev.freehold.deploy.model;

import dev.freehold.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All that the database holds of an app. Everything here is part of the caller's transaction. */
public final class AppRows {
  private static final String RUNS =
      "(select id from plans where app_id = ? union all"
          + " select id from deployments where app_id = ?)";

  private AppRows() {}

  /** Whether something of it is being prepared or carried out. */
  public static boolean busy(Sql sql, String appId) {
    return sql.one(
            """
            select (select count(*) from deployments where app_id = ? and finished_at is null)
              + (select count(*) from plans where app_id = ? and state = 'preparing') as n\
            """,
            row -> row.number("n"),
            appId,
            appId)
        > 0;
  }

  /** Ids are sorted by time. */
  public static Optional<String> newestDeployment(Sql sql, String appId) {
    return sql.one(
        "select max(id) as id from deployments where app_id = ?",
        row -> row.maybeText("id"),
        appId);
  }

  public static long deployments(Sql sql, String appId) {
    return sql.one(
        "select count(*) as n from deployments where app_id = ?", row -> row.number("n"), appId);
  }

  /** Ids of the exports that it used. */
  public static List<String> exports(Sql sql, String appId) {
    return sql.list("select id from exports where app_id = ?", row -> row.text("id"), appId);
  }

  /** What is not history: nothing is live anywhere, and no built files are kept. */
  public static void remove(Sql sql, String appId, Instant at) {
    sql.update(
        """
        update environments set target = 'local', domain = null, domain_www = 0,
          live_release_id = null, live_settings_id = null, previous_release_id = null,
          previous_settings_id = null, generation = 0, settings_id = null
        where app_id = ?\
        """,
        appId);
    deleteDecisions(sql, appId);
    deleteBuilds(sql, appId);
    sql.update(
        "update releases set pruned_at = ? where app_id = ? and pruned_at is null", at, appId);
    sql.update("update apps set removed_at = ? where id = ?", at, appId);
  }

  /** All of it, as if the app had never been here. */
  public static void purge(Sql sql, String appId) {
    sql.update(
        "delete from pictures where deployment_id in"
            + " (select id from deployments where app_id = ?)",
        appId);
    for (String table : List.of("effects", "steps")) {
      sql.update("delete from " + table + " where run_id in " + RUNS, appId, appId);
    }
    sql.update("delete from events where app_id = ? or run_id in " + RUNS, appId, appId, appId);
    sql.update("delete from deployments where app_id = ?", appId);
    sql.update("delete from plans where app_id = ?", appId);
    sql.update("update exports set app_id = null where app_id = ?", appId);
    sql.update("update environments set settings_id = null where app_id = ?", appId);
    sql.update(
        "delete from settings where environment_id in"
            + " (select id from environments where app_id = ?)",
        appId);
    sql.update("delete from environments where app_id = ?", appId);
    deleteDecisions(sql, appId);
    deleteBuilds(sql, appId);
    sql.update("delete from owned_paths where app_id = ?", appId);
    sql.update("delete from releases where app_id = ?", appId);
    sql.update("delete from apps where id = ?", appId);
  }

  private static void deleteDecisions(Sql sql, String appId) {
    for (String table :
        List.of(
            "consents",
            "allowed_findings",
            "overrides",
            "kept_folders",
            "journeys",
            "projects",
            "remotes",
            "sources")) {
      sql.update("delete from " + table + " where app_id = ?", appId);
    }
  }

  /** Another app may have been built of the same. */
  private static void deleteBuilds(Sql sql, String appId) {
    sql.update(
        """
        delete from builds where key in (select build_key from releases where app_id = ?)
          and key not in (select build_key from releases where app_id <> ?)\
        """,
        appId,
        appId);
  }
}
