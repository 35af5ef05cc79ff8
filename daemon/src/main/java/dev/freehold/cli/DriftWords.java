package dev.freehold.cli;

import dev.freehold.base.Units;

/** How far something is behind, the way people say it. */
final class DriftWords {
  /** Further nobody counted. */
  private static final int MOST_COMMITS = 1_000;

  private DriftWords() {}

  /** {@code 3 changes}, {@code 1,000 or more changes}. */
  static String count(int n, String thing) {
    return n >= MOST_COMMITS ? "1,000 or more " + thing + "s" : Units.count(n, thing);
  }

  /**
   * @param commits 0 where only files differ, as after somebody took commits back
   */
  static String behindMain(int commits, int files) {
    return commits > 0
        ? count(commits, "change") + " behind main"
        : Units.count(files, "file") + " apart from main";
  }

  static String waiting(String variables, int n) {
    return variables + (n == 1 ? " waits" : " wait") + " for a deployment";
  }
}
