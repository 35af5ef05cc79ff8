package dev.freehold.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What names the packages of an app in Python: {@code requirements.txt}, which pip reads itself, or
 * the dependencies of {@code pyproject.toml} (packaging.python.org, pyproject.toml specification).
 *
 * @param folder that it is in, {@code ""} for the tree itself
 * @param file its name
 * @param requirements one a line
 */
record PythonManifest(String folder, String file, List<String> requirements) {
  static final String REQUIREMENTS = "requirements.txt";
  private static final String PROJECT = "pyproject.toml";
  private static final TomlMapper TOML = new TomlMapper();

  private static final Pattern PATH =
      Pattern.compile("((?:[^./][^/]*/){0,4})(requirements\\.txt|pyproject\\.toml)");

  /** A package by its name (peps.python.org/pep-0508), and nothing that pip takes for an option. */
  private static final Pattern BY_NAME = Pattern.compile("[A-Za-z0-9].*");

  /** All of an export, those before others that pip reads itself. */
  static List<PythonManifest> in(AppFiles export) {
    return Stream.of(REQUIREMENTS, PROJECT)
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
    String text = export.text(path).orElse("");
    List<String> lines =
        place.group(2).equals(PROJECT)
            ? ofProject(text)
            : text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PythonManifest(place.group(1).replaceFirst("/$", ""), place.group(2), lines));
  }

  private static List<String> ofProject(String text) {
    try {
      var names = new ArrayList<String>();
      JsonNode listed = TOML.readTree(text).path("project").path("dependencies");
      listed.forEach(one -> names.add(one.asText().strip()));
      names.removeIf(name -> !BY_NAME.matcher(name).matches());
      return List.copyOf(names);
    } catch (JsonProcessingException e) {
      // pip could not read it either
      return List.of();
    }
  }

  /** Relative to the tree. */
  String path() {
    return folder.isEmpty() ? file : folder + "/" + file;
  }

  /** Whether pip reads the file itself. */
  boolean isRead() {
    return file.equals(REQUIREMENTS);
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
