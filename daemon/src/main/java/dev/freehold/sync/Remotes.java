package dev.freehold.sync;

import dev.freehold.app.App;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.check.Finding;
import dev.freehold.git.github.RepositoryName;
import dev.freehold.git.remote.RemoteUrl;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The remotes of the apps that have one. */
public final class Remotes {
  private final Database database;
  private final Clock clock;

  public Remotes(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  public Optional<Connection> find(String appId) {
    return database.read(
        sql ->
            sql.first(
                "select url, github, connected_at, outcome from remotes where app_id = ?",
                Remotes::connection,
                appId));
  }

  /**
   * @throws UserError {@code git.not-connected}
   */
  public Connection require(App app) {
    return find(app.id())
        .orElseThrow(
            () ->
                new UserError(
                    "git.not-connected",
                    "The app " + app.slug() + " is connected to no git remote.",
                    "Connect it: freehold git connect --github OWNER/REPO --app " + app.slug()));
  }

  void connect(String appId, RemoteUrl url, Optional<RepositoryName> github) {
    database.change(
        sql ->
            sql.update(
                "insert into remotes (app_id, url, github, connected_at) values (?, ?, ?, ?)"
                    + " on conflict (app_id) do nothing",
                appId,
                url,
                github.map(RepositoryName::toString).orElse(null),
                clock.instant()));
  }

  void disconnect(String appId) {
    database.change(sql -> sql.update("delete from remotes where app_id = ?", appId));
  }

  /** A push begins: what ends from now on is for the next one. */
  void pushing(String appId) {
    database.change(
        sql ->
            sql.update(
                "update remotes set pushed_at = ? where app_id = ?", clock.instant(), appId));
  }

  void pushed(String appId, LastSync outcome) {
    database.change(
        sql ->
            sql.update(
                "update remotes set outcome = ? where app_id = ?", Json.write(outcome), appId));
  }

  /** What a pull would bring: each can be allowed by its id. */
  void found(String appId, List<Finding> findings) {
    database.change(
        sql ->
            sql.update(
                "update remotes set findings = ? where app_id = ?", Json.write(findings), appId));
  }

  /**
   * Ids of the apps of which something ended well since their newest push began: a deployment, or
   * the preparation of a plan, which brings an export into git.
   */
  public List<String> owed() {
    return database.read(
        sql ->
            sql.list(
                """
                select app_id from remotes r
                where exists (select 1 from deployments d where d.app_id = r.app_id
                    and d.state = 'succeeded' and d.finished_at >= r.pushed_at)
                  or exists (select 1 from plans p where p.app_id = r.app_id
                    and p.kind = 'deploy' and p.state in ('ready', 'unchanged', 'carried-out')
                    and p.finished_at >= r.pushed_at)
                order by app_id\
                """,
                row -> row.text("app_id")));
  }

  /** What somebody has to do something about; empty when all is well or nothing was pushed. */
  public Optional<Trouble> trouble(String appId) {
    return find(appId).flatMap(Connection::last).flatMap(LastSync::error);
  }

  private static Connection connection(Row row) {
    return new Connection(
        RemoteUrl.parse(row.text("url")),
        row.maybeText("github").map(RepositoryName::parse),
        row.time("connected_at"),
        row.maybeText("outcome").map(text -> Json.read(text, LastSync.class)));
  }
}
