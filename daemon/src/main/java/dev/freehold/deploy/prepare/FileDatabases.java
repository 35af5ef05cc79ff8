package dev.freehold.deploy.prepare;

import dev.freehold.app.Variable;
import dev.freehold.detect.Serving.Service;
import dev.freehold.targets.Activation;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Variables by which a server finds its database in a file beside itself: read-only where it runs,
 * and another one in each release.
 */
final class FileDatabases {
  /**
   * A path in the app, alone or as Prisma, SQLAlchemy and SQLite itself write it
   * (prisma.io/docs/orm/overview/databases/sqlite, docs.sqlalchemy.org, sqlite.org/uri.html).
   */
  private static final Pattern FILE =
      Pattern.compile(
          "(?:file:|sqlite3?(?:\\+\\w+)?:(?://)?/?)?(?:/app/|(?:\\.{1,2}/)*)"
              + "(?<path>[^/:?\\s][^:?\\n]*\\.(?:db3?|sqlite3?))(?:\\?.*)?",
          Pattern.CASE_INSENSITIVE);

  private FileDatabases() {}

  /**
   * @param keepsFolders whether folders can stay from release to release where it goes
   * @return what to know of them, one sentence each; values are not in it
   */
  static List<String> notes(Activation activation, boolean keepsFolders) {
    if (activation.artifact().serving().isStatic()) {
      return List.of();
    }
    return activation.settings().variables().stream()
        .filter(variable -> path(variable).filter(path -> !isKept(path, activation)).isPresent())
        .map(variable -> note(variable.name(), keepsFolders))
        .toList();
  }

  private static Optional<String> path(Variable variable) {
    Matcher file = FILE.matcher(variable.value());
    return file.matches() ? Optional.of(file.group("path")) : Optional.empty();
  }

  /** A path may begin where a server runs, or beside the file that tells of the database. */
  private static boolean isKept(String path, Activation activation) {
    int slash = path.lastIndexOf('/');
    String folder = path.substring(0, Math.max(0, slash));
    return activation.kept().stream()
        .anyMatch(
            kept ->
                below(activation).anyMatch(base -> (base + path).startsWith(kept + "/"))
                    || !folder.isEmpty() && kept.endsWith("/" + folder));
  }

  private static Stream<String> below(Activation activation) {
    return Stream.concat(
        Stream.of(""),
        activation.artifact().serving().services().stream()
            .map(Service::folder)
            .filter(folder -> !folder.isEmpty())
            .map(folder -> folder + "/"));
  }

  private static String note(String name, boolean keepsFolders) {
    return name
        + " names a database in a file of the app, where the app's own files are read-only and new"
        + " with each release. "
        + (keepsFolders
            ? "Let it name a file in a folder, such as data, and keep that: freehold app keep data."
            : "This target keeps no folder from release to release, so use a database service.");
  }
}
