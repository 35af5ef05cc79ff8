package dev.freehold.app;

import dev.freehold.base.Ids;
import dev.freehold.base.NearNames;
import dev.freehold.base.UserError;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The environments of the apps and what is live in each. */
public final class Environments {
  private static final String SELECT =
      """
      select id, app_id, name, target, domain, domain_www, live_release_id, live_settings_id, previous_release_id,
        previous_settings_id, generation, settings_id, created_at,
        (select string_agg(folder, '/:') from kept_folders k where k.app_id = environments.app_id)
          as kept
      from environments
      """;

  private final Database database;
  private final Clock clock;
  private final Ids ids;

  public Environments(Database database, Clock clock, Ids ids) {
    this.database = database;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * The environment of this name, made when it is new; an existing one keeps its target.
   *
   * @param target by its name: {@code local}, or one that was added
   * @throws UserError {@code environment.name-invalid}
   */
  public Environment ensure(String appId, String name, String target) {
    Slugs.checkEnvironment(name);
    Optional<Environment> existing = find(appId, name);
    if (existing.isPresent()) {
      return existing.get();
    }
    return database.write(sql -> ensure(sql, appId, name, target));
  }

  private Environment ensure(Sql sql, String appId, String name, String target) {
    sql.update(
        "insert into environments (id, app_id, name, target, created_at)"
            + " values (?, ?, ?, ?, ?) on conflict (app_id, name) do nothing",
        ids.next(),
        appId,
        name,
        target,
        clock.instant());
    return sql.one(
        SELECT + "where app_id = ? and name = ?", Environments::environment, appId, name);
  }

  /**
   * An environment as another machine made it; one that is here stays, if nothing else is live in
   * it.
   *
   * @throws UserError {@code environment.elsewhere}
   */
  public Environment adopt(Sql sql, String appId, String name, Placement placement) {
    Slugs.checkEnvironment(name);
    String target = placement.target();
    Environment environment = ensure(sql, appId, name, target);
    if (!environment.target().equals(target) && environment.live().isPresent()) {
      throw new UserError(
          "environment.elsewhere",
          name + " is live on " + environment.target() + " and not on " + target + ".",
          "Send it there first, if it is the same app: freehold target use " + target);
    }
    recordPlacement(sql, environment, placement);
    return byId(sql, environment.id());
  }

  /**
   * @throws UserError {@code environment.name-invalid}
   */
  public static void checkName(String name) {
    Slugs.checkEnvironment(name);
  }

  public Optional<Environment> find(String appId, String name) {
    return database.read(
        sql ->
            sql.first(
                SELECT + "where app_id = ? and name = ?", Environments::environment, appId, name));
  }

  /**
   * The environment that must be there.
   *
   * @throws UserError {@code environment.unknown}, naming those there are
   */
  public Environment require(App app, String name) {
    return find(app.id(), name).orElseThrow(() -> unknown(app, name));
  }

  public Environment byId(String id) {
    return database.read(sql -> byId(sql, id));
  }

  /** Within the caller's transaction. */
  public Environment byId(Sql sql, String id) {
    return sql.one(SELECT + "where id = ?", Environments::environment, id);
  }

  /** In the order in which they were made. */
  public List<Environment> of(String appId) {
    return database.read(
        sql ->
            sql.list(
                SELECT + "where app_id = ? order by created_at, id",
                Environments::environment,
                appId));
  }

  /**
   * Sends what comes next somewhere else. What runs on the target before is left alone there, and
   * nothing is live on the new one yet.
   *
   * @throws UserError {@code domain.taken}, {@code domain.invalid}
   */
  public Environment place(Sql sql, Environment environment, Placement placement) {
    placement.domain().map(Domain::name).ifPresent(DomainNames::check);
    recordPlacement(sql, environment, placement);
    if (!environment.target().equals(placement.target())) {
      recordPointer(sql, environment.id(), Optional.empty(), Optional.empty(), 0);
    }
    return byId(sql, environment.id());
  }

  private static void recordPlacement(Sql sql, Environment environment, Placement placement) {
    refuseTaken(sql, environment, placement.domain());
    sql.update(
        "update environments set target = ?, domain = ?, domain_www = ? where id = ?",
        placement.target(),
        name(placement.domain()),
        placement.domain().filter(Domain::www).isPresent(),
        environment.id());
  }

  private static void refuseTaken(Sql sql, Environment environment, Optional<Domain> domain) {
    boolean taken =
        domain.isPresent()
            && sql.one(
                    "select count(*) as n from environments where domain = ? and id <> ?",
                    row -> row.number("n"),
                    name(domain),
                    environment.id())
                > 0;
    if (taken) {
      throw new UserError(
          "domain.taken",
          name(domain) + " leads to another environment already.",
          "Look for it in 'freehold status', and give that one another domain first.");
    }
  }

  /** Those that have this target. */
  public List<Environment> on(String target) {
    return database.read(
        sql ->
            sql.list(
                SELECT + "where target = ? order by created_at, id",
                Environments::environment,
                target));
  }

  /**
   * Writes down what the target said is live now, inside the caller's transaction.
   *
   * @param live empty when nothing is served
   */
  public void recordPointer(
      Sql sql,
      String environmentId,
      Optional<LiveRelease> live,
      Optional<LiveRelease> previous,
      long generation) {
    sql.update(
        """
        update environments set live_release_id = ?, live_settings_id = ?,
          previous_release_id = ?, previous_settings_id = ?, generation = ?
        where id = ?\
        """,
        release(live),
        settings(live),
        release(previous),
        settings(previous),
        generation,
        environmentId);
  }

  private UserError unknown(App app, String name) {
    List<String> known = of(app.id()).stream().map(Environment::name).toList();
    String remedy =
        known.isEmpty()
            ? "It gets its first one when it is deployed: freehold deploy PATH --app " + app.slug()
            : "It has: " + String.join(", ", known) + "." + NearNames.hint(name, known);
    return new UserError(
        "environment.unknown",
        "The app " + app.slug() + " has no environment called '" + Slugs.shown(name) + "'.",
        remedy);
  }

  private static @Nullable String name(Optional<Domain> domain) {
    return domain.isPresent() ? domain.get().name() : null;
  }

  private static @Nullable String release(Optional<LiveRelease> release) {
    return release.isPresent() ? release.get().releaseId() : null;
  }

  private static @Nullable String settings(Optional<LiveRelease> release) {
    return release.isPresent() ? release.get().settingsId() : null;
  }

  private static Environment environment(Row row) {
    return new Environment(
        row.text("id"),
        row.text("app_id"),
        row.text("name"),
        new Placement(
            row.text("target"),
            row.maybeText("domain").map(name -> new Domain(name, row.flag("domain_www"))),
            kept(row)),
        pointer(row, "live"),
        pointer(row, "previous"),
        row.number("generation"),
        row.maybeText("settings_id"),
        row.time("created_at"));
  }

  private static List<String> kept(Row row) {
    return row.maybeText("kept").stream()
        .flatMap(folders -> Arrays.stream(folders.split("/:", -1)))
        .sorted()
        .toList();
  }

  private static Optional<LiveRelease> pointer(Row row, String which) {
    return row.maybeText(which + "_release_id")
        .map(release -> new LiveRelease(release, row.text(which + "_settings_id")));
  }
}
