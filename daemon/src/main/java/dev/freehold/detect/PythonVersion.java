package dev.freehold.detect;

import dev.freehold.app.Overrides.Key;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.python.PythonPackages;
import dev.freehold.detect.python.PythonRange;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an app says about Python.
 *
 * @param reason where it says it
 */
record PythonVersion(PythonRange range, String reason) {
  /**
   * Of version managers, and of hosts (github.com/pyenv/pyenv; devcenter.heroku.com): what somebody
   * used once, and no bound.
   */
  private static final List<String> FILES = List.of(".python-version", "runtime.txt");

  /** One of Python's own; version managers know others, and environments by their names. */
  private static final Pattern NAMED =
      Pattern.compile("(?:c?python-?)?(3(?:\\.\\d{1,3}){0,2})(?:\\.[x*]|[+t]|-dev)?");

  /** The file that a version stands in. */
  private record Said(String file, String text) {}

  /**
   * @param folder of the server's code, relative to the tree
   */
  static PythonVersion of(Project project, String folder) {
    Optional<String> set = project.overrides().of(Key.PYTHON);
    if (set.isPresent()) {
      return new PythonVersion(new PythonRange("==" + set.get(), ""), Conclusions.SET);
    }
    AppFiles export = project.export();
    Optional<Said> named = named(export, folder);
    Optional<Said> asked = asked(export, folder);
    String wished =
        named.map(said -> minor(said.text())).filter(version -> version.contains(".")).orElse("");
    if (asked.isEmpty()) {
      return new PythonVersion(
          new PythonRange("", wished),
          named
              .map(said -> said.file() + " names " + said.text() + ", taken where it is installed")
              .orElse("the app asks for none"));
    }
    return new PythonVersion(
        new PythonRange(asked.get().text(), wished),
        asked.get().file()
            + " asks for "
            + asked.get().text()
            + named.map(said -> ", and " + said.file() + " names " + said.text()).orElse(""));
  }

  /** Which of its releases is no matter: packages fit all of them. */
  private static String minor(String version) {
    return version.replaceFirst("^(\\d+\\.\\d+)\\..*", "$1");
  }

  private static Optional<Said> named(AppFiles export, String folder) {
    return Stream.of(folder, "")
        .distinct()
        .flatMap(place -> FILES.stream().map(file -> below(place, file)))
        .flatMap(
            path ->
                export.text(path).stream()
                    .flatMap(text -> text.lines().map(String::strip))
                    .map(NAMED::matcher)
                    .filter(Matcher::matches)
                    .limit(1)
                    .map(version -> new Said(path, version.group(1))))
        .findFirst();
  }

  private static Optional<Said> asked(AppFiles export, String folder) {
    return PythonPackages.FILES.stream()
        .flatMap(
            file ->
                export.text(below(folder, file)).stream()
                    .flatMap(text -> PythonPackages.askedPython(file, text).stream())
                    .map(range -> new Said(below(folder, file), range)))
        .findFirst();
  }

  private static String below(String folder, String file) {
    return folder.isEmpty() ? file : folder + "/" + file;
  }

  private String asked() {
    if (!range.text().isEmpty()) {
      return "one that fits " + range.text();
    }
    return range.wished().isEmpty() ? "this machine's" : range.wished() + " or this machine's";
  }

  /** Which one it is, only the machine that builds the app says. */
  Conclusion conclusion() {
    return new Conclusion(Detection.PYTHON_VERSION, asked(), reason);
  }
}
