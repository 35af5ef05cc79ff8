package dev.freehold.app;

import dev.freehold.base.UserError;
import dev.freehold.store.Database;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Paths of an app that belong to its developers: no export changes them on branch main. */
public final class OwnedPaths {
  private static final int MOST = 200;
  private static final int LONGEST = 300;

  private final Database database;
  private final Clock clock;

  public OwnedPaths(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Sorted. */
  public List<String> of(String appId) {
    return database.read(
        sql ->
            sql.list(
                "select pattern from owned_paths where app_id = ? order by pattern",
                row -> row.text("pattern"),
                appId));
  }

  /**
   * Does nothing when it is there already.
   *
   * @param pattern a path from the app's root with {@code /} between names; {@code *} stands for
   *     any part of a name, {@code **} for any folders, a {@code /} at the end for everything in a
   *     folder
   * @throws UserError {@code app.owned-path-invalid}, {@code app.owned-path-too-many}
   */
  public void add(String appId, String pattern) {
    refuseInvalid(pattern);
    insert(appId, pattern);
  }

  private void insert(String appId, String pattern) {
    database.change(
        sql -> {
          sql.update(
              "insert into owned_paths (app_id, pattern, created_at) values (?, ?, ?)"
                  + " on conflict (app_id, pattern) do nothing",
              appId,
              pattern,
              clock.instant());
          long count =
              sql.one(
                  "select count(*) as n from owned_paths where app_id = ?",
                  row -> row.number("n"),
                  appId);
          if (count > MOST) {
            throw tooMany();
          }
        });
  }

  /**
   * Adds files by their paths from the app's root; each pattern means that file and no other.
   *
   * @throws UserError as {@link #requireRoomFor}; nothing is added then
   */
  public void addFiles(String appId, List<String> paths) {
    requireRoomFor(appId, paths);
    paths.forEach(path -> insert(appId, patternOf(path)));
  }

  /**
   * @throws UserError {@code app.owned-path-invalid}, {@code app.owned-path-too-many}
   */
  public void requireRoomFor(String appId, List<String> paths) {
    paths.forEach(OwnedPaths::refuseInvalid);
    var all = new TreeSet<>(of(appId));
    paths.forEach(path -> all.add(patternOf(path)));
    if (all.size() > MOST) {
      throw tooMany();
    }
  }

  /** Begins with a slash, so that a file of the same name elsewhere is not meant. */
  private static String patternOf(String path) {
    return "/" + path.replaceAll("[\\[*?]|\\s$", "[$0]");
  }

  /** Returns whether it was there. */
  public boolean remove(String appId, String pattern) {
    return database.<Integer>write(
            sql ->
                sql.update(
                    "delete from owned_paths where app_id = ? and pattern = ?", appId, pattern))
        > 0;
  }

  private static void refuseInvalid(String pattern) {
    String path = pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
    if (path.isBlank() || pattern.length() > LONGEST) {
      throw invalid(pattern, "is empty or longer than " + LONGEST + " letters");
    }
    if (pattern.startsWith("/") || pattern.contains("\\") || pattern.matches("[A-Za-z]:.*")) {
      throw invalid(pattern, "is not a path inside the app with / between names");
    }
    if (pattern.chars().anyMatch(Character::isISOControl)) {
      throw invalid(pattern, "has a control character in it");
    }
    List<String> names = Arrays.asList(path.split("/", -1));
    if (names.contains("") || names.contains(".") || names.contains("..")) {
      throw invalid(pattern, "has an empty name, '.' or '..' in it");
    }
    if (names.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(".git"))) {
      throw invalid(pattern, "names git's own folder");
    }
    if (names.stream().allMatch(name -> name.equals("**") || name.equals("*"))) {
      throw invalid(pattern, "would keep every file, so that no export could change anything");
    }
  }

  private static UserError tooMany() {
    return new UserError(
        "app.owned-path-too-many",
        "This app would have more than " + MOST + " developer-owned paths.",
        "Name a folder, like backend/, instead of each file in it.");
  }

  private static UserError invalid(String pattern, String why) {
    return new UserError(
        "app.owned-path-invalid",
        "The pattern '" + Slugs.shown(pattern) + "' " + why + ".",
        "Give a path from the app's root, for example backend/ or src/lib/*.server.ts.");
  }
}
