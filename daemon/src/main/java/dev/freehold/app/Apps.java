package dev.freehold.app;

import dev.freehold.base.Ids;
import dev.freehold.base.NearNames;
import dev.freehold.base.UserError;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The apps of this home. One that was removed is found only where its history is asked for. */
public final class Apps {
  private static final int LARGEST_PAGE = 100;
  private static final String SELECT = "select id, slug, builder, created_at from apps ";
  private static final String NAMED = SELECT + "where slug = ? and removed_at is null";

  private final Database database;
  private final Clock clock;
  private final Ids ids;

  public Apps(Database database, Clock clock, Ids ids) {
    this.database = database;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * The app with this slug, made when it is new; an existing one stays as it is, and one that was
   * removed comes back with its history.
   *
   * @throws UserError {@code app.slug-invalid}
   */
  public App createOrFind(String slug, String builder) {
    Slugs.check(slug);
    Optional<App> existing = find(slug);
    return existing.isPresent()
        ? existing.get()
        : database.write(sql -> createOrFind(sql, slug, builder));
  }

  /** {@link #createOrFind(String, String)} within the caller's transaction. */
  App createOrFind(Sql sql, String slug, String builder) {
    Slugs.check(slug);
    sql.update(
        "insert into apps (id, slug, builder, created_at) values (?, ?, ?, ?)"
            + " on conflict (slug) do update set removed_at = null, builder = excluded.builder"
            + " where removed_at is not null",
        ids.next(),
        slug,
        builder,
        clock.instant());
    return sql.one(SELECT + "where slug = ?", Apps::app, slug);
  }

  /**
   * An app as another machine made it, with the id that its releases are made of.
   *
   * @throws UserError {@code app.other-id} when this home has another app of that name
   */
  public App adopt(Sql sql, String id, String slug) {
    Slugs.check(slug);
    sql.update(
        "insert into apps (id, slug, builder, created_at) values (?, ?, 'unknown', ?)"
            + " on conflict (slug) do update set removed_at = null"
            + " where removed_at is not null and id = excluded.id",
        id,
        slug,
        clock.instant());
    App app = sql.one(SELECT + "where slug = ?", Apps::app, slug);
    if (!app.id().equals(id)) {
      throw new UserError(
          "app.other-id",
          "This machine has an app called " + slug + " already, and it is not the one there.",
          "Take the server's apps over in a new home, as with FREEHOLD_HOME=~/.freehold-other.");
    }
    return app;
  }

  /**
   * What the newest export says about its builder; where it says {@code unknown}, the project that
   * the app was bound to last tells.
   */
  public void recordBuilder(String appId, String builder) {
    database.change(
        sql ->
            sql.update(
                """
                update apps set builder = case when ? <> 'unknown' then ? else coalesce(
                  (select builder from projects where app_id = apps.id
                    order by bound_at desc, builder limit 1),
                  'unknown') end
                where id = ?\
                """,
                builder,
                builder,
                appId));
  }

  public Optional<App> find(String slug) {
    return database.read(sql -> sql.first(NAMED, Apps::app, slug));
  }

  /**
   * The app that must be there.
   *
   * @throws UserError {@code app.unknown}, naming near ones
   */
  public App require(String slug) {
    return find(slug).orElseThrow(() -> unknown(slug));
  }

  /**
   * As {@link #require}, also when it was removed: what is kept of it can be looked at.
   *
   * @throws UserError {@code app.unknown}, naming near ones
   */
  public App requireEver(String slug) {
    return ever(slug).orElseThrow(() -> unknown(slug));
  }

  private Optional<App> ever(String slug) {
    return database.read(sql -> sql.first(SELECT + "where slug = ?", Apps::app, slug));
  }

  /** When the app was removed; empty while it is here. */
  public Optional<Instant> removedAt(String appId) {
    return database.read(
        sql ->
            sql.one(
                "select removed_at from apps where id = ?",
                row -> row.maybeTime("removed_at"),
                appId));
  }

  public App byId(String appId) {
    return database.read(sql -> byId(sql, appId));
  }

  App byId(Sql sql, String appId) {
    return sql.one(SELECT + "where id = ?", Apps::app, appId);
  }

  /**
   * Apps in the order of their slugs.
   *
   * @param after the last slug of the page before; empty for the first page
   * @param limit at most 100 are returned, however many are asked for
   */
  public List<App> page(String after, int limit) {
    return database.read(
        sql ->
            sql.list(
                SELECT + "where slug > ? and removed_at is null order by slug limit ?",
                Apps::app,
                after,
                Math.clamp(limit, 1, LARGEST_PAGE)));
  }

  public long count() {
    return database.<Long>read(
        sql ->
            sql.one(
                "select count(*) as n from apps where removed_at is null", row -> row.number("n")));
  }

  private UserError unknown(String slug) {
    Optional<Instant> removed = ever(slug).map(App::id).flatMap(this::removedAt);
    if (removed.isPresent()) {
      return new UserError(
          "app.unknown",
          "The app " + slug + " was removed on " + removed.get().toString().substring(0, 10) + ".",
          "Its history is kept: freehold history --app "
              + slug
              + ". Deployed again, it comes back with it; 'freehold app remove "
              + slug
              + " --purge' deletes it.");
    }
    List<String> known =
        database.read(
            sql ->
                sql.list(
                    "select slug from apps where removed_at is null", row -> row.text("slug")));
    return new UserError(
        "app.unknown",
        "There is no app called '" + Slugs.shown(slug) + "'.",
        "See the apps with 'freehold status'; a new one: freehold deploy PATH."
            + NearNames.hint(slug, known));
  }

  private static App app(Row row) {
    return new App(row.text("id"), row.text("slug"), row.text("builder"), row.time("created_at"));
  }
}
