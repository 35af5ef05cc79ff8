package dev.freehold.detect.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A package that is asked for, as pip reads it (packaging.python.org, dependency specifiers).
 *
 * @param name as {@link PackageName} has it
 * @param marker {@code ""} when it is always needed
 * @param line all of it
 * @param flaw what pip has no words for; {@code ""} when the line says everything
 */
record Requirement(String name, Set<String> extras, String marker, String line, String flaw) {
  private static final Pattern LINE =
      Pattern.compile("([A-Za-z0-9][\\w.-]*)\\s*(?:\\[([^\\]]*)\\])?([^;]*)(?:;(.*))?");

  /** What Pipfiles say of a machine, a key for each word of a marker. */
  private static final List<String> OF_MACHINES =
      List.of(
          "os_name",
          "sys_platform",
          "platform_machine",
          "platform_system",
          "platform_python_implementation",
          "python_version",
          "python_full_version");

  /** Empty for what pip would take for an option. */
  static Optional<Requirement> of(String line) {
    Matcher parts = LINE.matcher(line.strip());
    return parts.matches()
        ? Optional.of(
            new Requirement(
                PackageName.of(parts.group(1)),
                extras(Optional.ofNullable(parts.group(2)).orElse("")),
                Optional.ofNullable(parts.group(4)).orElse("").strip(),
                line.strip(),
                ""))
        : Optional.empty();
  }

  private static Set<String> extras(String listed) {
    return Arrays.stream(listed.split(","))
        .map(String::strip)
        .filter(extra -> !extra.isEmpty())
        .map(PackageName::of)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @param said what Poetry or a Pipfile has behind the name: a range, a table, or several for
   *     different machines
   */
  static List<Requirement> of(String name, JsonNode said) {
    if (said.isArray()) {
      var all = new ArrayList<Requirement>();
      said.forEach(one -> all.addAll(of(name, one)));
      return all;
    }
    if (said.path("optional").asBoolean(false)) {
      return List.of();
    }
    String range = said.isTextual() ? said.asText() : said.path("version").asText("*");
    String ofPython = said.path("python").asText("*");
    Optional<String> versions =
        elsewhere(said).map(place -> " @ " + place).or(() -> VersionRange.specifier(range));
    Optional<String> machines = VersionRange.marker(ofPython).map(marker -> and(said, marker));
    String line =
        name
            + extras(said)
            + versions.orElse("")
            + machines.filter(marker -> !marker.isEmpty()).map(m -> " ; " + m).orElse("");
    String flaw =
        versions.isEmpty()
            ? name + " = \"" + range + "\""
            : machines.isEmpty() ? name + " for Python \"" + ofPython + "\"" : "";
    return of(line).map(r -> new Requirement(r.name, r.extras, r.marker, r.line, flaw)).stream()
        .toList();
  }

  private static String extras(JsonNode said) {
    var extras = new TreeSet<String>();
    said.path("extras").forEach(extra -> extras.add(extra.asText()));
    return extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]";
  }

  private static String and(JsonNode said, String marker) {
    String all = Markers.and(said.path("markers").asText("").strip(), marker);
    for (String key : OF_MACHINES) {
      if (said.hasNonNull(key)) {
        all = Markers.and(all, key + " " + said.path(key).asText());
      }
    }
    return all;
  }

  /** Where a package is that comes from no index. */
  static Optional<String> elsewhere(JsonNode said) {
    for (String key : List.of("git", "hg", "svn")) {
      if (said.hasNonNull(key)) {
        String of = said.path(key).asText();
        return Optional.of(of.startsWith(key + "+") ? of : key + "+" + of);
      }
    }
    for (String key : List.of("path", "file", "directory", "editable", "virtual")) {
      if (said.path(key).isTextual()) {
        String path = said.path(key).asText();
        return Optional.of(path.contains("://") ? path : "file:" + path);
      }
    }
    return said.path("workspace").asBoolean(false)
        ? Optional.of("file:its workspace")
        : Optional.ofNullable(said.path("url").textValue());
  }

  boolean isFromElsewhere() {
    return line.contains(" @ ");
  }
}
