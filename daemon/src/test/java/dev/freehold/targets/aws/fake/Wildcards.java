package dev.freehold.targets.aws.fake;

import java.util.regex.Pattern;

/** Patterns of policies and of paths: {@code *} for any text, {@code ?} for one character. */
final class Wildcards {
  private Wildcards() {}

  static boolean match(String pattern, String value) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.DOTALL).matcher(value).matches();
  }
}
