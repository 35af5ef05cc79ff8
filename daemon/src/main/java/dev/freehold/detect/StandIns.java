package dev.freehold.detect;

import dev.freehold.app.PublicVariables;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values in code that take the place of a variable's and are of no use where a secret belongs. */
final class StandIns {
  /** Nothing works with a key, an account or a database that is not there. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?:\\w*_)?(?:\\w*KEY|\\w*TOKEN|\\w*SECRET|\\w*PASSWORD|PASSWD|PASSPHRASE|DSN)"
              + "|(?:\\w*_)?(?:DATABASE|POSTGRES|MONGO\\w*|REDIS|DB)_UR[LI]");

  /** A client of Supabase throws without its address, which by itself may be left out. */
  private static final Pattern SUPABASE = Pattern.compile("\\w*SUPABASE_URL");

  private static final Pattern CLIENT = Pattern.compile("\\bcreate\\w*Client\\b");

  private static final Pattern OF_NO_USE =
      Pattern.compile(
          "(?i).*(?:change[-_ ]?(?:me|this|it|in)|replace[-_ ]?(?:me|this|with|in)|your[-_ ]"
              + "|placeholder|insecure|super[-_ ]?secret|x{4,}|todo|dummy|<[a-z _-]+>).*"
              + "|secret|password|passwd|key|token|none|null|undefined|test|dev|development");

  private static final Pattern LITERAL = Pattern.compile("\\s*([\"'`])([^\"'`\\n$]*)\\1\\s*");

  private static final Pattern OR_LITERAL =
      Pattern.compile(
          "[\\s!)]*(?:as\\s+[\\w<>|\\s]{1,60}?)?[\\s)]*(?:\\|\\||\\?\\?)\\s*"
              + "([\"'`])([^\"'`\\n$]*)\\1");

  private StandIns() {}

  static boolean isSecret(String name) {
    return SECRET.matcher(name).matches();
  }

  /**
   * Whether a variable without a value has none with this in its place either.
   *
   * @param literal without its quotes
   */
  static boolean isNone(String name, String literal) {
    return name.contains("SECRET") && !PublicVariables.isPublic(name)
        || isSecret(name) && (literal.isBlank() || OF_NO_USE.matcher(literal.strip()).matches());
  }

  /** As {@link #isNone}, of a default as the code has it. */
  static boolean isNoDefault(String name, String text) {
    Matcher literal = LITERAL.matcher(text);
    return literal.matches() && isNone(name, literal.group(2));
  }

  /**
   * Behind {@code || ''} and the like, which is as good as no value.
   *
   * @param end of the read; the answer where there is nothing of that kind
   */
  static int past(String source, String name, int end) {
    Matcher other = OR_LITERAL.matcher(source).region(end, source.length());
    if (!other.lookingAt()) {
      return end;
    }
    boolean addressOfClient =
        SUPABASE.matcher(name).matches()
            && other.group(2).isBlank()
            && CLIENT.matcher(source).find();
    return addressOfClient || isNone(name, other.group(2)) ? other.end() : end;
  }
}
