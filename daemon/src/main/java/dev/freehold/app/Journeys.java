package dev.freehold.app;

import dev.freehold.base.UserError;
import dev.freehold.store.Database;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/** The journeys of the apps. */
public final class Journeys {
  /** Each costs a look of a second or two at every deployment. */
  private static final int MOST = 20;

  private static final int LONGEST = 300;

  private final Database database;
  private final Clock clock;

  public Journeys(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Sorted by path. */
  public List<Journey> of(String appId) {
    return database.read(
        sql ->
            sql.list(
                "select path, expect from journeys where app_id = ? order by path",
                row -> new Journey(row.text("path"), row.text("expect")),
                appId));
  }

  /**
   * Takes the place of the one with the same path.
   *
   * @throws UserError {@code app.journey-invalid}, {@code app.journey-too-many}
   */
  public void add(String appId, Journey journey) {
    refuseInvalid(journey);
    database.change(
        sql -> {
          sql.update(
              "insert into journeys (app_id, path, expect, created_at) values (?, ?, ?, ?)"
                  + " on conflict (app_id, path) do update set expect = excluded.expect",
              appId,
              journey.path(),
              journey.expect().strip(),
              clock.instant());
          long count =
              sql.one(
                  "select count(*) as n from journeys where app_id = ?",
                  row -> row.number("n"),
                  appId);
          if (count > MOST) {
            throw new UserError(
                "app.journey-too-many",
                "This app would have more than " + MOST + " journeys.",
                "Remove one first: freehold app journey remove PATH");
          }
        });
  }

  /**
   * @throws UserError {@code app.journey-unknown}
   */
  public void remove(String appId, String path) {
    int removed =
        database.<Integer>write(
            sql -> sql.update("delete from journeys where app_id = ? and path = ?", appId, path));
    if (removed == 0) {
      throw new UserError(
          "app.journey-unknown",
          "There is no journey to '" + Slugs.shown(path) + "'.",
          "See what there is: freehold app journey list");
    }
  }

  private static void refuseInvalid(Journey journey) {
    if (!isPath(journey.path())) {
      throw invalid(
          "'" + Slugs.shown(journey.path()) + "' is not an address within the app",
          "Give a path from the app's root, such as /menu or /menu?day=1.");
    }
    if (journey.expect().isBlank() || journey.expect().length() > LONGEST) {
      throw invalid(
          "what is expected is empty or longer than " + LONGEST + " letters",
          "Give a few words that stand on the page: --expect 'Our menu'");
    }
  }

  private static boolean isPath(String path) {
    if (!path.startsWith("/") || path.startsWith("//") || path.length() > LONGEST) {
      return false;
    }
    try {
      return URI.create(path).getRawFragment() == null;
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  private static UserError invalid(String why, String remedy) {
    return new UserError("app.journey-invalid", "The journey can't be kept: " + why + ".", remedy);
  }
}
