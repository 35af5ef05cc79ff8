package dev.freehold.detect.python;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Conditions under which a package is needed (packaging.python.org, dependency specifiers). */
final class Markers {
  private static final String CLAUSE = "extra\\s*==\\s*[\"']([^\"']+)[\"']";
  private static final Pattern EXTRA = Pattern.compile(CLAUSE);
  private static final Pattern EXTRAS_ONLY =
      Pattern.compile("[\\s()]*" + CLAUSE + "[\\s()]*(?:\\bor[\\s()]+" + CLAUSE + "[\\s()]*)*");
  private static final Pattern OR = Pattern.compile("\\bor\\b");

  static final String ALWAYS = "python_version >= \"0\"";
  static final String NEVER = "python_version < \"0\"";

  private Markers() {}

  /** {@code ""} is no condition. */
  static String and(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : "(" + one + ") and (" + other + ")";
  }

  /**
   * The condition without what it says of extras, which pip knows nothing of where the package is
   * named by itself.
   *
   * @param asked extras that are asked for
   * @return empty when none of them fulfils it
   */
  static Optional<String> with(Set<String> asked, String marker) {
    var named = new HashSet<String>();
    EXTRA.matcher(marker).results().forEach(extra -> named.add(PackageName.of(extra.group(1))));
    if (named.isEmpty()) {
      return Optional.of(marker);
    }
    boolean fulfilled = named.stream().anyMatch(asked::contains);
    boolean only = EXTRAS_ONLY.matcher(marker).matches();
    if (only || !fulfilled && !OR.matcher(marker).find()) {
      return fulfilled ? Optional.of("") : Optional.empty();
    }
    return Optional.of(
        EXTRA
            .matcher(marker)
            .replaceAll(
                extra ->
                    Matcher.quoteReplacement(
                        asked.contains(PackageName.of(extra.group(1))) ? ALWAYS : NEVER)));
  }

  /**
   * @param either of these, each all of its own; the empty set is always fulfilled
   */
  static String anyOf(Set<Set<String>> either) {
    if (either.contains(Set.<String>of())) {
      return "";
    }
    return either.stream()
        .map(all -> all.stream().sorted().reduce("", Markers::and))
        .sorted()
        .reduce((a, b) -> "(" + a + ") or (" + b + ")")
        .orElse("");
  }

  /** Without those that say more than another one. */
  static Set<Set<String>> simplest(Set<Set<String>> either) {
    return either.stream()
        .filter(
            all ->
                either.stream()
                    .noneMatch(less -> less.size() < all.size() && all.containsAll(less)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
