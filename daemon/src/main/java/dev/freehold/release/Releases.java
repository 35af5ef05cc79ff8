package dev.freehold.release;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The numbered releases of the apps. */
public final class Releases {
  private static final Pattern NAME = Pattern.compile("[vV]?([1-9][0-9]{0,8})");
  private static final String SELECT =
      """
      select id, app_id, number, commit_id, artifact_id, adaptations, build_key, baked, created_at
      from releases
      """;

  private final Database database;
  private final Clock clock;

  public Releases(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * The release of this commit, artifact and migration set, with the app's next number when it is
   * new. One that was pruned is whole again, because its artifact is.
   *
   * @param migrations hash of the migration set; empty when no database is managed
   * @param adaptations ids of what was adapted for the build
   * @param baked values that it has inside; empty when nobody knows
   */
  public Release create(
      String appId,
      String commit,
      Artifact artifact,
      String migrations,
      List<String> adaptations,
      String buildKey,
      Optional<Baked> baked) {
    var identity = new Identity(appId, commit, artifact.id(), migrations);
    String id = Sha256.of(Json.canonical(identity)).hex();
    return database.write(
        sql -> {
          sql.update(
              "update releases set pruned_at = null, baked = coalesce(baked, ?) where id = ?",
              json(baked),
              id);
          Optional<Release> before = byId(sql, id);
          if (before.isPresent()) {
            return before.get();
          }
          sql.update(
              """
              insert into releases (id, app_id, number, commit_id, artifact_id, adaptations,
                build_key, baked, created_at)
              values (?, ?, (select coalesce(max(number), 0) + 1 from releases where app_id = ?),
                ?, ?, ?, ?, ?, ?)\
              """,
              id,
              appId,
              appId,
              commit,
              artifact.id(),
              Json.write(adaptations),
              buildKey,
              json(baked),
              clock.instant());
          return byId(sql, id).orElseThrow();
        });
  }

  /**
   * A release as another machine made it; one that is here stays.
   *
   * @param pruned whether its files are kept nowhere
   * @throws UserError {@code release.other-number}, {@code release.damaged}
   */
  public void adopt(Sql sql, Release release, boolean pruned) {
    // no database is managed there, so the migration set is the empty one
    var identity = new Identity(release.appId(), release.commit(), release.artifactId(), "");
    if (!release.id().equals(Sha256.of(Json.canonical(identity)).hex())) {
      throw new UserError(
          "release.damaged",
          "What the server says of " + release.name() + " is not what was released.",
          "Somebody changed it there. Deploy the app again from the machine that has it.");
    }
    if (byId(sql, release.id()).isPresent()) {
      return;
    }
    sql.first(
            SELECT + "where app_id = ? and number = ?",
            Releases::release,
            release.appId(),
            release.number())
        .ifPresent(
            other -> {
              throw new UserError(
                  "release.other-number",
                  "This machine has another release called " + other.name() + ".",
                  "Both machines deployed apart. Take the app over in a new home, as with"
                      + " FREEHOLD_HOME=~/.freehold-other.");
            });
    sql.update(
        """
        insert into releases (id, app_id, number, commit_id, artifact_id, adaptations, build_key,
          baked, created_at, pruned_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        release.id(),
        release.appId(),
        release.number(),
        release.commit(),
        release.artifactId(),
        Json.write(release.adaptations()),
        release.buildKey(),
        json(release.baked()),
        release.createdAt(),
        pruned ? clock.instant() : null);
  }

  public Optional<Release> find(String id) {
    return database.read(sql -> byId(sql, id));
  }

  /**
   * @throws IllegalStateException when it is not there: a stored id names a stored release
   */
  public Release require(String id) {
    return find(id).orElseThrow(() -> new IllegalStateException("no release " + id));
  }

  public Optional<Release> byNumber(String appId, int number) {
    return database.read(
        sql ->
            sql.first(
                SELECT + "where app_id = ? and number = ?", Releases::release, appId, number));
  }

  /**
   * @param name {@code v2} or {@code 2}
   * @throws UserError {@code release.unknown}
   */
  public Release byName(String appId, String name) {
    Matcher matcher = NAME.matcher(name.strip());
    if (!matcher.matches()) {
      throw unknown(name, "A release is named v1, v2 and so on. See them with 'freehold history'.");
    }
    return byNumber(appId, Integer.parseInt(matcher.group(1)))
        .orElseThrow(() -> unknown(name, remedy(appId)));
  }

  /** All releases of the app, the newest first. */
  public List<Release> list(String appId) {
    return database.read(
        sql ->
            sql.list(SELECT + "where app_id = ? order by number desc", Releases::release, appId));
  }

  /** Ids of the releases whose built files are there. */
  public Set<String> unpruned(String appId) {
    return Set.copyOf(
        database.read(
            sql ->
                sql.list(
                    "select id from releases where app_id = ? and pruned_at is null",
                    row -> row.text("id"),
                    appId)));
  }

  /**
   * @param names of the releases whose built files are there, the newest first
   * @param bytes size of these files
   */
  public record Kept(List<String> names, long bytes) {}

  public Kept kept(String appId) {
    return database.read(
        sql ->
            new Kept(
                sql.list(
                    "select number from releases where app_id = ? and pruned_at is null"
                        + " order by number desc",
                    row -> "v" + row.integer("number"),
                    appId),
                sql.one(
                    """
                    select coalesce(sum(bytes), 0) as n from artifacts where id in
                      (select artifact_id from releases where app_id = ? and pruned_at is null)\
                    """,
                    row -> row.number("n"),
                    appId)));
  }

  public Optional<Release> latest(String appId) {
    return database.read(
        sql ->
            sql.first(
                SELECT + "where app_id = ? order by number desc limit 1",
                Releases::release,
                appId));
  }

  /**
   * Says before anything is planned that a release can't be run again.
   *
   * @throws UserError {@code release.pruned}
   */
  public void refusePruned(Release release) {
    boolean pruned =
        database.read(
            sql ->
                sql.one(
                    "select pruned_at is not null as pruned from releases where id = ?",
                    row -> row.flag("pruned"),
                    release.id()));
    if (pruned) {
      throw new UserError(
          "release.pruned",
          "The built files of " + release.name() + " were deleted to free space.",
          "Choose a newer release from 'freehold history', or deploy the sources of "
              + release.name()
              + " again: they are commit "
              + release.commit()
              + " of the app's repository.");
    }
  }

  private static @Nullable String json(Optional<Baked> baked) {
    return baked.isPresent() ? Json.write(baked.get()) : null;
  }

  private String remedy(String appId) {
    return latest(appId)
        .map(latest -> "The newest one is " + latest.name() + ". See all with 'freehold history'.")
        .orElse("Nothing was released yet: deploy first.");
  }

  private static UserError unknown(String name, String remedy) {
    String shown = name.replaceAll("\\p{C}", "?");
    String cut = shown.length() <= 80 ? shown : shown.substring(0, 80) + "…";
    return new UserError("release.unknown", "There is no release '" + cut + "'.", remedy);
  }

  private static Optional<Release> byId(Sql sql, String id) {
    return sql.first(SELECT + "where id = ?", Releases::release, id);
  }

  private static Release release(Row row) {
    return new Release(
        row.text("id"),
        row.text("app_id"),
        row.integer("number"),
        row.text("commit_id"),
        row.text("artifact_id"),
        List.of(Json.read(row.text("adaptations"), String[].class)),
        row.text("build_key"),
        row.maybeText("baked").map(json -> Json.read(json, Baked.class)),
        row.time("created_at"));
  }

  private record Identity(String app, String commit, String artifact, String migrations) {}
}
