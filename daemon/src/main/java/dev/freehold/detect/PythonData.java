package dev.freehold.detect;

import dev.freehold.detect.Detection.Conclusion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A database in a file beside the program: read-only there, and another one in each release. */
final class PythonData {
  private static final Pattern FILE =
      Pattern.compile(
          "sqlite(?:\\+\\w+)?:///(?![/:{])([^\"'?]+)"
              + "|\\bsqlite3\\.connect\\(\\s*[\"']([^\"':/][^\"':]*)[\"']"
              + "|[\"']NAME[\"']\\s*:.*[\"']([\\w./-]+\\.(?:sqlite3?|db))[\"']");

  private static final Pattern VARIABLE = Pattern.compile("\\b(?:environ|getenv|config\\(|env\\()");

  private PythonData() {}

  static Optional<Conclusion> of(PythonBackend server) {
    return server
        .sources()
        .flatMap(
            path -> {
              List<String> lines = server.export().text(path).orElse("").lines().toList();
              return IntStream.range(0, lines.size())
                  .filter(line -> !lines.get(line).strip().startsWith("#"))
                  .mapToObj(line -> told(server, path, line + 1, lines.get(line)))
                  .flatMap(Optional::stream);
            })
        .findFirst();
  }

  private static Optional<Conclusion> told(
      PythonBackend server, String path, int line, String text) {
    Matcher file = FILE.matcher(text);
    if (!file.find()) {
      return Optional.empty();
    }
    String name =
        (file.group(1) != null
                ? file.group(1)
                : file.group(2) != null ? file.group(2) : file.group(3))
            .replaceFirst("^\\./", "");
    // where Flask's own package for databases puts it (flask-sqlalchemy.readthedocs.io)
    boolean isOfFlask = file.group(1) != null && server.manifest().names("flask-sqlalchemy");
    String place = isOfFlask ? "instance/" + name : name;
    int slash = place.lastIndexOf('/');
    return Optional.of(
        new Conclusion(
            "database",
            "SQLite, " + server.at(place),
            path
                + " line "
                + line
                + " names it"
                + (VARIABLE.matcher(text).find() ? " where no variable names another" : "")
                + "; it does not survive a release. "
                + (slash > 0
                    ? "To keep its folder: freehold app keep "
                        + server.at(place.substring(0, slash))
                    : "Have it lie in a folder such as data, and keep that: freehold app keep "
                        + server.at("data"))));
  }
}
