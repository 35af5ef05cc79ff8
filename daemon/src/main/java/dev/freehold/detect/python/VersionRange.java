package dev.freehold.detect.python;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Poetry says of versions (python-poetry.org/docs/dependency-specification) in the words of
 * pip (packaging.python.org, version specifiers).
 */
final class VersionRange {
  private static final Pattern CLAUSE =
      Pattern.compile("(\\^|~=|~|===|==|=|!=|>=|<=|>|<)?\\s*(\\d[\\w.!+*-]*|\\*)");
  private static final Pattern BETWEEN = Pattern.compile("[,\\s]*");
  private static final Pattern RELEASE = Pattern.compile("\\d+(?:\\.\\d+)*");

  private VersionRange() {}

  /**
   * @param range {@code ^3.0}, {@code >=1.2 <2}
   * @return {@code >=3.0,<4}, {@code ""} for any version; empty where pip has no words for it
   */
  static Optional<String> specifier(String range) {
    return clauses(range).map(found -> String.join(",", found));
  }

  /**
   * @param range of Python's own versions, {@code ^3.8 || 3.7.*}
   * @return a marker (packaging.python.org, dependency specifiers), {@code ""} for any version;
   *     empty where pip has no words for it
   */
  static Optional<String> marker(String range) {
    var either = new ArrayList<String>();
    for (String one : range.split("\\|\\|?", -1)) {
      Optional<List<String>> found = clauses(one);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      if (found.get().isEmpty()) {
        return Optional.of("");
      }
      either.add(
          found.get().stream().map(VersionRange::ofPython).collect(Collectors.joining(" and ")));
    }
    return Optional.of(String.join(" or ", either));
  }

  private static String ofPython(String clause) {
    Matcher digit = Pattern.compile("\\d").matcher(clause);
    int at = digit.find() ? digit.start() : clause.length();
    String version = clause.substring(at).replaceFirst("\\.\\*$", "");
    String name =
        version.chars().filter(c -> c == '.').count() > 1
            ? "python_full_version"
            : "python_version";
    return name + " " + clause.substring(0, at) + " \"" + version + "\"";
  }

  /**
   * @return {@code >=3.0} and {@code <4} for {@code ^3.0}, none for any version; empty where pip
   *     has no words for it
   */
  static Optional<List<String>> clauses(String range) {
    var found = new ArrayList<String>();
    Matcher clause = CLAUSE.matcher(range);
    int end = 0;
    while (clause.find()) {
      if (!BETWEEN.matcher(range.substring(end, clause.start())).matches()) {
        return Optional.empty();
      }
      end = clause.end();
      found.addAll(clause(Optional.ofNullable(clause.group(1)).orElse(""), clause.group(2)));
    }
    return BETWEEN.matcher(range.substring(end)).matches() && end > 0
        ? Optional.of(List.copyOf(found))
        : Optional.empty();
  }

  private static List<String> clause(String operator, String version) {
    if (version.equals("*")) {
      return List.of();
    }
    return switch (operator) {
      case "", "=" -> List.of("==" + version);
      case "^" -> between(version, caret(release(version)));
      case "~" -> between(version, tilde(release(version)));
      default -> List.of(operator + version);
    };
  }

  private static List<String> between(String version, List<Long> below) {
    return List.of(
        ">=" + version.replaceFirst("\\.\\*$", ""),
        "<" + below.stream().map(String::valueOf).collect(Collectors.joining(".")));
  }

  /** The first number that is not 0 stays. */
  private static List<Long> caret(List<Long> release) {
    int at = 0;
    while (at < release.size() - 1 && release.get(at) == 0) {
      at++;
    }
    return raised(release, at);
  }

  /** The second number stays, if there is one. */
  private static List<Long> tilde(List<Long> release) {
    return raised(release, Math.min(1, release.size() - 1));
  }

  private static List<Long> raised(List<Long> release, int at) {
    var below = new ArrayList<>(release.subList(0, at + 1));
    below.set(at, below.get(at) + 1);
    return below;
  }

  private static List<Long> release(String version) {
    Matcher numbers = RELEASE.matcher(version);
    return numbers.lookingAt()
        ? Arrays.stream(numbers.group().split("\\.")).map(Long::parseLong).toList()
        : List.of(0L);
  }
}
