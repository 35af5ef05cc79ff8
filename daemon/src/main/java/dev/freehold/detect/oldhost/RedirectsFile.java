package dev.freehold.detect.oldhost;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code _redirects} as Netlify and Cloudflare have it: one rule a line, the first that fits
 * counts.
 */
final class RedirectsFile {
  private static final Pattern STATUS = Pattern.compile("([0-9]{3})(!?)");

  private RedirectsFile() {}

  /**
   * @param usual status of a rule that names none, on which the two differ
   */
  static List<HostRule> read(String file, String text, int usual) {
    var rules = new ArrayList<HostRule>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String rule = line.replaceFirst("(^|\\s)#.*", "").strip();
      if (!rule.isEmpty()) {
        rules.add(rule(new Place(file, number, rule), rule, usual));
      }
    }
    return rules;
  }

  private static HostRule rule(Place place, String rule, int usual) {
    if (rule.length() > RuleReading.LONGEST_RULE) {
      return new HostRule.NotTaken(place, "it is longer than a rule can be");
    }
    List<String> words = List.of(rule.split("\\s+"));
    int to = 1;
    while (to < words.size() && !words.get(to).matches("(?i)(?:/|https?://).*")) {
      to++;
    }
    if (to >= words.size()) {
      return new HostRule.NotTaken(place, "it does not say where it leads");
    }
    if (to > 1) {
      return new HostRule.NotTaken(place, "it depends on the query");
    }
    if (words.size() == 2) {
      return RuleReading.redirect(place, words.get(0), words.get(1), usual, false);
    }
    Matcher status = STATUS.matcher(words.get(2));
    if (words.size() > 3 || !status.matches()) {
      return new HostRule.NotTaken(
          place, "it depends on who asks (" + words.get(words.size() > 3 ? 3 : 2) + ")");
    }
    return RuleReading.redirect(
        place,
        words.get(0),
        words.get(1),
        Integer.parseInt(status.group(1)),
        !status.group(2).isEmpty());
  }
}
