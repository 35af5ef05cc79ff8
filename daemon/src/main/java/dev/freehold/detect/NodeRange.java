package dev.freehold.detect;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which major versions of Node.js an app runs on, as {@code engines} of its package.json or a
 * version manager's file says it (docs.npmjs.com, package.json, engines; github.com/nvm-sh/nvm,
 * .nvmrc). What can't be understood allows everything: it is advice.
 *
 * @param text {@code >=20}, {@code 22.x}, {@code lts/jod}; empty when the app asks for none
 */
public record NodeRange(String text) {
  /** The version for apps that ask for none. */
  public static final int DEFAULT = 22;

  public static final NodeRange ANY = new NodeRange("");

  private static final List<Integer> PREFERRED = List.of(DEFAULT, 24, 26, 20, 18);
  private static final Map<String, Integer> LTS =
      Map.of("hydrogen", 18, "iron", 20, "jod", 22, "krypton", 24);
  private static final Pattern BOUND =
      Pattern.compile("(>=|<=|>|<|\\^|~|=)?v?(\\d+)(?:\\.(\\d+|[xX*]))?(?:\\.(?:\\d+|[xX*]))?\\S*");

  public NodeRange {
    text = text.strip();
  }

  /** The version to get where this machine's own does not fit. */
  public int preferred() {
    return PREFERRED.stream().filter(this::allows).findFirst().orElse(DEFAULT);
  }

  /** Whether it is not only the preferred one. */
  boolean allowsOthers() {
    return PREFERRED.stream().filter(this::allows).count() > 1;
  }

  /** Whether some version of this major one is in the range. */
  public boolean allows(int major) {
    String name = text.startsWith("lts/") ? text.substring("lts/".length()) : text;
    if (LTS.containsKey(name)) {
      return LTS.get(name) == major;
    }
    return Stream.of(text.split("\\|\\|")).anyMatch(part -> allows(part.strip(), major));
  }

  private static boolean allows(String part, int major) {
    String[] ends = part.split("\\s+-\\s+");
    if (ends.length == 2) {
      return bound(">=" + ends[0].strip(), major) && bound("<=" + ends[1].strip(), major);
    }
    String joined = part.replaceAll("([<>=^~])\\s+", "$1");
    return Stream.of(joined.split("[\\s,]+")).allMatch(bound -> bound(bound, major));
  }

  private static boolean bound(String bound, int major) {
    Matcher parts = BOUND.matcher(bound);
    if (!parts.matches()) {
      return true;
    }
    int named = Integer.parseInt(parts.group(2));
    boolean whole = parts.group(3) == null || parts.group(3).equals("0");
    return switch (parts.group(1) == null ? "" : parts.group(1)) {
      case ">=" -> major >= named;
      case ">" -> parts.group(3) == null ? major > named : major >= named;
      case "<" -> whole ? major < named : major <= named;
      case "<=" -> major <= named;
      default -> major == named;
    };
  }
}
