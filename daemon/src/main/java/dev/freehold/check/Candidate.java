package dev.freehold.check;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A place where a rule's pattern matched.
 *
 * @param path of the file
 * @param text the part of the file around the match
 * @param match positions in {@code text}
 */
record Candidate(String path, String text, MatchResult match) {
  private static final int NEAR = 300;

  String value() {
    return match.group("value");
  }

  boolean looksRandom() {
    return !Placeholders.isPlaceholder(value()) && Placeholders.entropy(value()) >= 2.5;
  }

  /** Whether the pattern matches within 300 characters of the match. */
  boolean near(Pattern pattern) {
    int from = Math.max(0, match.start() - NEAR);
    int to = Math.min(text.length(), match.end() + NEAR);
    return pattern.matcher(text).region(from, to).find();
  }

  /** Files in which a value stands without quotes. */
  boolean inSettingsFile() {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return inDotenv()
        || name.endsWith(".yml")
        || name.endsWith(".yaml")
        || name.endsWith(".toml")
        || name.endsWith(".sh")
        || name.endsWith("dockerfile");
  }

  boolean inDotenv() {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return name.startsWith(".env") || name.endsWith(".env") || name.startsWith(".dev.vars");
  }

  /** The value is left out. */
  @Override
  public String toString() {
    return "Candidate[" + path + "]";
  }
}
