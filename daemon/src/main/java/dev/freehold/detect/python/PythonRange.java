package dev.freehold.detect.python;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which versions of Python an app runs on, as {@code requires-python} (packaging.python.org,
 * version specifiers), Poetry, a Pipfile or a version manager's file says it. {@code ==3.11} means
 * all that begin so. What can't be understood allows everything.
 *
 * @param text {@code >=3.11,<4}, {@code ^3.10 || 3.9.*}; empty when the app asks for none
 * @param wished {@code 3.12}, to be taken before others that are allowed; empty for none
 */
public record PythonRange(String text, String wished) {
  public static final PythonRange ANY = new PythonRange("", "");

  /** Second numbers of the versions that packages are made for, the best known first. */
  private static final List<Integer> KNOWN = List.of(12, 13, 11, 14, 10, 9, 8);

  /** No version of Python has had as many releases. */
  private static final int MOST_RELEASES = 40;

  private static final Pattern CLAUSE =
      Pattern.compile("(~=|===?|!=|>=|<=|>|<)(\\d{1,6}(?:\\.\\d{1,6})*)(\\.\\*)?.*");

  public PythonRange {
    text = text.strip();
  }

  /** Programs to look for, in this order. */
  public Stream<String> programs() {
    return Stream.of(
            Stream.of(wished).filter(version -> !version.isEmpty()),
            Stream.of("3"),
            KNOWN.stream().map(PythonRange::named))
        .flatMap(versions -> versions)
        .map(version -> "python" + version);
  }

  /** The version to install where none fits; empty when none that is known does. */
  public Optional<String> preferred() {
    return Stream.concat(
            Stream.of(wished).filter(version -> !version.isEmpty()),
            KNOWN.stream().map(PythonRange::named))
        .filter(
            version ->
                IntStream.range(0, MOST_RELEASES)
                    .anyMatch(release -> allows(version + "." + release)))
        .findFirst();
  }

  private static String named(int second) {
    return "3." + second;
  }

  /**
   * @param release {@code 3.11.2}
   */
  public boolean allows(String release) {
    List<Integer> numbers = numbers(release);
    return Arrays.stream(text.split("\\|\\|?", -1))
        .map(VersionRange::clauses)
        .anyMatch(
            either ->
                either.isEmpty()
                    || either.get().stream().allMatch(clause -> fits(clause, numbers)));
  }

  private static boolean fits(String clause, List<Integer> release) {
    Matcher parts = CLAUSE.matcher(clause);
    if (!parts.matches()) {
      return true;
    }
    List<Integer> named = numbers(parts.group(2));
    int order = compare(release, named);
    boolean every = parts.group(3) != null;
    return switch (parts.group(1)) {
      case ">=" -> order >= 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case "<" -> order < 0;
      case "~=" -> order >= 0 && beginsWith(release, named.subList(0, named.size() - 1));
      case "!=" -> every ? !beginsWith(release, named) : order != 0;
      // packages fit all releases of a version
      default -> beginsWith(release, named.subList(0, Math.min(2, named.size())));
    };
  }

  private static List<Integer> numbers(String version) {
    return Arrays.stream(version.split("\\.")).map(Integer::valueOf).toList();
  }

  private static boolean beginsWith(List<Integer> release, List<Integer> named) {
    return named.size() <= release.size() && release.subList(0, named.size()).equals(named);
  }

  /** A number that is not there is 0. */
  private static int compare(List<Integer> one, List<Integer> other) {
    return IntStream.range(0, Math.max(one.size(), other.size()))
        .map(i -> Integer.compare(at(one, i), at(other, i)))
        .filter(order -> order != 0)
        .findFirst()
        .orElse(0);
  }

  private static int at(List<Integer> version, int i) {
    return i < version.size() ? version.get(i) : 0;
  }
}
