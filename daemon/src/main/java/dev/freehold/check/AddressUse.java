package dev.freehold.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells an address that the app asks from one that it only speaks of. */
final class AddressUse {
  private static final int NEAR = 600;
  private static final Pattern SCHEME = Pattern.compile("(?:(?:https?|wss?):)?//$");
  private static final Pattern COMPARED =
      Pattern.compile(
          "(?:\\b(?:includes|endsWith|startsWith|indexOf|match|test|endswith|startswith)\\s*\\("
              + "|[!=]==?|\\bin\\s)\\s*[\"'`]$");
  private static final Pattern OWN_ADDRESS =
      Pattern.compile("[\"']?\\b(?:homepage|canonical|og:url|og_url)[\"']?\\s*[:=]\\s*[\"'`]$");
  private static final Pattern SETTING =
      Pattern.compile("(?:^|\\n)[^\\n]*[:=]\\s*$|(?:^|\\n)\\s*$");
  private static final Pattern SETTINGS_FILE =
      Pattern.compile("(?i)(?:.*/)?(?:[^/]*\\.env[^/]*|.*\\.(?:ya?ml|toml|ini|conf|sh))");

  private AddressUse() {}

  /**
   * @param start of the host's name, or of a path
   */
  static boolean isAsked(String path, String text, int start) {
    if (text.charAt(start) == '/') {
      return true;
    }
    String before = text.substring(Math.max(0, start - NEAR), start);
    Matcher scheme = SCHEME.matcher(before);
    String lead = scheme.find() ? before.substring(0, scheme.start()) : before;
    if (lead.isEmpty() || !isInTagThatAsks(text, start, before)) {
      return lead.isEmpty();
    }
    if (COMPARED.matcher(lead).find() || OWN_ADDRESS.matcher(lead).find() || isData(before)) {
      return false;
    }
    return "\"'`(=[,}".indexOf(lead.charAt(lead.length() - 1)) >= 0
        || SETTINGS_FILE.matcher(path).matches() && SETTING.matcher(lead).find();
  }

  /** Links are followed by people, and most of what stands in the head is for search engines. */
  private static boolean isInTagThatAsks(String text, int start, String before) {
    int open = before.lastIndexOf('<');
    if (open < 0 || open < before.lastIndexOf('>')) {
      return true;
    }
    int from = start - before.length() + open;
    int end = text.indexOf('>', start);
    String tag = text.substring(from, end < 0 ? text.length() : Math.min(end, start + NEAR));
    if (tag.startsWith("<meta")) {
      return tag.contains("image");
    }
    if (tag.startsWith("<link")) {
      return !tag.contains("canonical") && !tag.contains("alternate");
    }
    return !tag.matches("(?s)<a\\s.*");
  }

  /** What search engines read about the page. */
  private static boolean isData(String before) {
    int data = before.lastIndexOf("application/ld+json");
    return data >= 0 && data > before.lastIndexOf("</script");
  }
}
