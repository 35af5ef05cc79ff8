package dev.freehold.detect;

import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.python.PythonPackages;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What names the packages of an app in Python: {@code requirements.txt}, which pip reads itself, or
 * the file of another package manager, with its lock file where there is one.
 *
 * @param folder that it is in, {@code ""} for the tree itself
 * @param file its name
 * @param requirements one a line
 * @param managed what another package manager says; empty where pip reads the file itself
 */
record PythonManifest(
    String folder, String file, List<String> requirements, Optional<PythonPackages> managed) {
  static final String REQUIREMENTS = "requirements.txt";

  private static final Pattern PATH =
      Pattern.compile("((?:[^./][^/]*/){0,4})(requirements\\.txt|pyproject\\.toml|Pipfile)");

  /** All of an export, those before others that pip reads itself. */
  static List<PythonManifest> in(AppFiles export) {
    return Stream.concat(Stream.of(REQUIREMENTS), PythonPackages.FILES.stream())
        .flatMap(
            name ->
                export.paths().stream()
                    .filter(path -> path.equals(name) || path.endsWith("/" + name))
                    .flatMap(path -> at(export, path).stream()))
        .toList();
  }

  /** Empty when nothing can be installed by this file. */
  static Optional<PythonManifest> at(AppFiles export, String path) {
    Matcher place = PATH.matcher(path);
    if (!place.matches()) {
      return Optional.empty();
    }
    String folder = place.group(1).replaceFirst("/$", "");
    String file = place.group(2);
    Optional<PythonPackages> managed =
        Optional.of(file)
            .filter(PythonPackages.FILES::contains)
            .map(
                name ->
                    PythonPackages.of(
                        name,
                        beside ->
                            Optional.of(place.group(1) + beside)
                                .filter(export::has)
                                .map(there -> export.text(there).orElse(""))));
    List<String> lines =
        managed
            .map(PythonPackages::requirements)
            .orElseGet(
                () ->
                    export
                        .text(path)
                        .orElse("")
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList());
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(new PythonManifest(folder, file, lines, managed));
  }

  /** Relative to the tree. */
  String path() {
    return at(file);
  }

  private String at(String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /** The file that says what is installed, relative to the tree. */
  String source() {
    return managed.flatMap(PythonPackages::lockFile).map(this::at).orElse(path());
  }

  /** Exact versions with hashes, where a lock file has them. */
  List<String> locked() {
    return managed.map(PythonPackages::locked).orElse(List.of());
  }

  /** What is installed by name: without a lock file all, unless pip reads it itself. */
  List<String> named() {
    return managed.filter(all -> all.lockFile().isEmpty()).map(_ -> requirements).orElse(List.of());
  }

  /**
   * @throws UserError {@code detect.python-packages} when nothing can be installed by it
   */
  void requireClear() {
    Optional<String> flaw = managed.map(PythonPackages::flaw).filter(why -> !why.isEmpty());
    if (flaw.isPresent()) {
      throw new UserError(
          "detect.python-packages",
          "The packages of " + path() + " can't be installed: " + flaw.get() + ".",
          "Have the app's package manager write its lock file again (uv lock, poetry lock with"
              + " Poetry 2, pdm lock, or pipenv lock), and export with it; or put a"
              + " requirements.txt beside "
              + file
              + ", which is used instead.");
    }
  }

  /** What a lock file decides, for the plan. */
  Optional<Conclusion> exact() {
    return Optional.of(locked().stream().filter(line -> !line.startsWith("-")).count())
        .filter(count -> count > 0)
        .map(
            count ->
                new Conclusion(
                    "packages",
                    count + " of " + source(),
                    "it says their versions and hashes, and no others are installed for "
                        + path()));
  }

  /** Whether this package is installed, by name or because another one needs it. */
  boolean brings(String name) {
    return names(name) || managed.filter(all -> all.pins(name)).isPresent();
  }

  /** Whether it names this package itself, and not only one whose name begins like it. */
  boolean names(String name) {
    Pattern line =
        Pattern.compile(
            "(?i)" + Pattern.quote(name) + "\\s*(?:\\[[^\\]]*\\])?\\s*(?:[=<>!~;#@(].*)?");
    return requirements.stream().anyMatch(one -> line.matcher(one).matches());
  }

  /** Whether it asks for this extra of a package: {@code fastapi[standard]}. */
  boolean names(String name, String extra) {
    Pattern line =
        Pattern.compile(
            "(?i)" + Pattern.quote(name) + "\\s*\\[[^\\]]*\\b" + Pattern.quote(extra) + "\\b.*");
    return requirements.stream().anyMatch(one -> line.matcher(one).matches());
  }
}
