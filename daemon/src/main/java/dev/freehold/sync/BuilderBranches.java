package dev.freehold.sync;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Branches to which a builder pushes beside the one that it should, by their names. */
final class BuilderBranches {
  private static final Pattern NAME =
      Pattern.compile("(?:lovable|bolt|base44|emergent).*", Pattern.CASE_INSENSITIVE);

  /** The last one, but not that of a name such as base44. */
  private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z0-9])[0-9]{1,9}(?=[^0-9]*$)");

  private static final int MOST = 10;

  private BuilderBranches() {}

  /**
   * Those on which the builder may have gone on, the newest by their numbers first. From a branch
   * of the builder's it may have gone back to the default branch.
   *
   * @param chosen from which the code is taken
   */
  static List<String> besides(String chosen, List<String> all, Optional<String> defaultBranch) {
    Stream<String> back = isOne(chosen) ? defaultBranch.stream() : Stream.empty();
    return Stream.concat(
            back,
            all.stream()
                .filter(BuilderBranches::isOne)
                .sorted(
                    Comparator.comparing(BuilderBranches::number)
                        .thenComparing(Comparator.naturalOrder())
                        .reversed()))
        .filter(branch -> !branch.equals(chosen))
        .distinct()
        .limit(MOST)
        .toList();
  }

  private static boolean isOne(String branch) {
    return NAME.matcher(branch).matches();
  }

  private static int number(String branch) {
    Matcher number = NUMBER.matcher(branch);
    return number.find() ? Integer.parseInt(number.group()) : 0;
  }
}
