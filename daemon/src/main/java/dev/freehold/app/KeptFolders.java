package dev.freehold.app;

import dev.freehold.base.UserError;
import dev.freehold.store.Database;
import dev.freehold.store.Sql;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Folders of an app that its servers may write to, and that every release finds again. They hold
 * from the next deployment on.
 */
public final class KeptFolders {
  private static final int MOST = 20;

  /** Each is one name in the folder of a site, where a slash takes three letters. */
  private static final int LONGEST = 80;

  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_@+ -][A-Za-z0-9_.@+ -]*");

  private final Database database;
  private final Clock clock;

  public KeptFolders(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Sorted, without a slash at the end. */
  public List<String> of(String appId) {
    return database.read(sql -> of(sql, appId));
  }

  private static List<String> of(Sql sql, String appId) {
    return sql.list(
        "select folder from kept_folders where app_id = ? order by folder",
        row -> row.text("folder"),
        appId);
  }

  /**
   * All or nothing; does nothing for those that are there already.
   *
   * @param folders from the app's root as its server sees it, {@code uploads} or {@code uploads/}
   * @throws UserError {@code app.keep-invalid}, {@code app.keep-too-many}
   */
  public void add(String appId, List<String> folders) {
    List<String> wanted = folders.stream().map(KeptFolders::checked).toList();
    database.change(
        sql -> {
          for (String folder : wanted) {
            for (String other : of(sql, appId)) {
              refuseNested(folder, other);
            }
            sql.update(
                "insert into kept_folders (app_id, folder, created_at) values (?, ?, ?)"
                    + " on conflict (app_id, folder) do nothing",
                appId,
                folder,
                clock.instant());
          }
          if (of(sql, appId).size() > MOST) {
            throw new UserError(
                "app.keep-too-many",
                "This app would keep more than " + MOST + " folders.",
                "Keep one folder that holds them, such as data/.");
          }
        });
  }

  /**
   * All or nothing. What is in them stays where it is.
   *
   * @throws UserError {@code app.keep-invalid}, {@code app.keep-unknown}
   */
  public void remove(String appId, List<String> folders) {
    List<String> given = folders.stream().map(KeptFolders::checked).toList();
    database.change(
        sql -> {
          for (String folder : given) {
            int removed =
                sql.update(
                    "delete from kept_folders where app_id = ? and folder = ?", appId, folder);
            if (removed == 0) {
              throw new UserError(
                  "app.keep-unknown",
                  "The folder " + folder + "/ is not among those that are kept.",
                  "See them with 'freehold app keep'.");
            }
          }
        });
  }

  private static String checked(String given) {
    String folder = given.replaceFirst("^\\./", "").replaceFirst("/+$", "");
    if (folder.isBlank() || folder.length() > LONGEST) {
      throw invalid(given, "is empty or longer than " + LONGEST + " letters");
    }
    if (folder.startsWith("/")) {
      throw invalid(given, "is not inside the app");
    }
    for (String name : Arrays.asList(folder.split("/", -1))) {
      if (name.equals("..") || name.equals(".") || name.isBlank()) {
        throw invalid(given, "has an empty name, '.' or '..' in it");
      }
      if (name.startsWith(".")) {
        throw invalid(given, "names a folder that begins with a dot, which is not the app's data");
      }
      if (name.equalsIgnoreCase("node_modules")) {
        throw invalid(given, "names a folder of packages, which come with each release");
      }
      if (!NAMES.matcher(name).matches()) {
        throw invalid(given, "has other letters than A to Z, digits, space and . _ @ + -");
      }
    }
    return folder;
  }

  private static void refuseNested(String folder, String other) {
    if (folder.startsWith(other + "/")) {
      throw invalid(folder, "lies in " + other + "/, which is kept already");
    }
    if (other.startsWith(folder + "/")) {
      throw invalid(folder, "holds " + other + "/, which is kept already");
    }
  }

  private static UserError invalid(String folder, String why) {
    return new UserError(
        "app.keep-invalid",
        "The folder '" + Slugs.shown(folder) + "' " + why + ".",
        "Give a folder from the app's root as its server sees it, for example uploads or"
            + " data/files.");
  }
}
