package dev.freehold.detect;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dotenv files the way Vite does: the syntax of dotenv 16, then dotenv-expand. */
final class Dotenv {
  private static final String NAME =
      "^[ \\t]*+(?:export[ \\t]++)?(?<name>[A-Za-z_][\\w.-]*+)[ \\t]*+(?:=|:(?=[ \\t]))[ \\t]*+";
  private static final String DOUBLE_QUOTED =
      "\"(?<double>[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+){0,2000}+)\"";
  private static final String OTHERS = "'(?<single>[^']*+)'|`(?<back>[^`]*+)`|(?<bare>[^#\\v]*+)";

  private static final Pattern LINE =
      Pattern.compile(
          NAME + "(?:" + DOUBLE_QUOTED + "|" + OTHERS + ")", Pattern.MULTILINE | Pattern.DOTALL);

  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?<!\\\\)\\$(?:\\{(?<braced>\\w+)(?::?-(?<other>[^}]*))?\\}|(?<plain>\\w+))");

  private Dotenv() {}

  /** In the order of the file; a name given twice keeps its last value. */
  static Map<String, String> parse(String text) {
    return parse(text, literal -> literal);
  }

  /**
   * As {@link #parse}, for an {@link #expand} that leaves what stands in single or back quotes as
   * it is (docs.deno.com, environment variables).
   */
  static Map<String, String> parseWithLiterals(String text) {
    return parse(text, literal -> literal.replace("$", "\\$"));
  }

  private static Map<String, String> parse(String text, UnaryOperator<String> ofLiterals) {
    var values = new LinkedHashMap<String, String>();
    Matcher matcher = LINE.matcher(text);
    while (matcher.find()) {
      values.put(matcher.group("name"), value(matcher, ofLiterals));
    }
    return values;
  }

  private static String value(Matcher matcher, UnaryOperator<String> ofLiterals) {
    for (String quoted : new String[] {"single", "back"}) {
      if (matcher.group(quoted) != null) {
        return ofLiterals.apply(matcher.group(quoted));
      }
    }
    String text = matcher.group("double");
    if (text != null) {
      return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\\"", "\"");
    }
    return String.valueOf(matcher.group("bare")).strip();
  }

  /** The value with {@code $NAME}, {@code ${NAME}} and {@code ${NAME:-other}} filled in. */
  static String expand(String value, Map<String, String> values) {
    return REFERENCE
        .matcher(value)
        .replaceAll(
            match -> {
              String braced = match.group("braced");
              String name = braced == null ? match.group("plain") : braced;
              String other = match.group("other");
              String found = values.getOrDefault(name, other == null ? "" : other);
              return Matcher.quoteReplacement(found);
            })
        .replace("\\$", "$");
  }
}
