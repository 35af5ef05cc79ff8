package dev.freehold.sync;

import dev.freehold.app.App;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.git.remote.RemoteUrl;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.time.Clock;
import java.util.Optional;

/** The git repositories that apps' code comes from, of the apps that have one. */
public final class SourceStore {
  private final Database database;
  private final Clock clock;

  public SourceStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Optional<Chosen> find(String appId) {
    return database.read(sql -> find(sql, appId));
  }

  /** A commit is taken once the app has used its export, which its plan does in the end. */
  private static Optional<Chosen> find(Sql sql, String appId) {
    return sql.first(
        """
        select url, branch, followed, looked_at, trouble,
          case when e.id is null then taken else fetched end as taken,
          case when e.id is null then taken_at else e.completed_at end as taken_at
        from sources s left join exports e on e.id = s.export_id and e.app_id = s.app_id
        where s.app_id = ?\
        """,
        SourceStore::chosen,
        appId);
  }

  /**
   * @throws UserError {@code source.none}
   */
  Chosen require(App app) {
    return find(app.id())
        .orElseThrow(
            () ->
                new UserError(
                    "source.none",
                    "The code of " + app.slug() + " comes from exports, not from a git repository.",
                    "Name one: freehold app source git URL --app " + app.slug()));
  }

  /** What was taken from another repository is not asked about any more. */
  void choose(String appId, RemoteUrl url, Optional<String> branch) {
    database.change(
        sql -> {
          sql.update("delete from sources where app_id = ? and url <> ?", appId, url.toString());
          sql.update(
              "insert into sources (app_id, url, branch) values (?, ?, ?)"
                  + " on conflict (app_id) do update set branch = excluded.branch,"
                  + " followed = case when branch is excluded.branch then followed end,"
                  + " trouble = null",
              appId,
              url.toString(),
              branch.orElse(null));
        });
  }

  void drop(String appId) {
    database.change(sql -> sql.update("delete from sources where app_id = ?", appId));
  }

  /** The branch may be taken as it is. */
  void follow(String appId, String branch) {
    database.change(
        sql -> sql.update("update sources set followed = ? where app_id = ?", branch, appId));
  }

  void looked(String appId, Optional<Trouble> trouble) {
    database.change(
        sql ->
            sql.update(
                "update sources set looked_at = ?, trouble = ? where app_id = ?",
                clock.instant(),
                trouble.map(Json::write).orElse(null),
                appId));
  }

  /** A commit became an export, which the app may use or not. */
  void fetched(String appId, String commit, String exportId) {
    database.change(
        sql -> {
          Optional<Chosen> before = find(sql, appId);
          sql.update(
              "update sources set taken = ?, taken_at = ?, fetched = ?, export_id = ?"
                  + " where app_id = ?",
              before.flatMap(Chosen::taken).orElse(null),
              before.flatMap(Chosen::takenAt).orElse(null),
              commit,
              exportId,
              appId);
        });
  }

  private static Chosen chosen(Row row) {
    return new Chosen(
        RemoteUrl.parse(row.text("url")),
        row.maybeText("branch"),
        row.maybeText("followed"),
        row.maybeTime("looked_at"),
        row.maybeText("trouble").map(text -> Json.read(text, Trouble.class)),
        row.maybeText("taken"),
        row.maybeTime("taken_at"));
  }
}
