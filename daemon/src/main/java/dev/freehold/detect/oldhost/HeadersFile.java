package dev.freehold.detect.oldhost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code _headers} as Netlify and Cloudflare have it: a path, and below it a header a line. */
final class HeadersFile {
  private HeadersFile() {}

  static List<HostRule> read(String file, String text) {
    var rules = new ArrayList<HostRule>();
    Optional<String> path = Optional.empty();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String rule = line.strip();
      if (rule.isEmpty() || rule.startsWith("#")) {
        continue;
      }
      int colon = rule.indexOf(':');
      if (rule.startsWith("/") || rule.matches("(?i)https?://.*")) {
        path = Optional.of(rule);
      } else if (colon <= 0) {
        rules.add(new HostRule.NotTaken(new Place(file, number, rule), "it is no header"));
      } else if (path.isEmpty()) {
        rules.add(
            new HostRule.NotTaken(
                new Place(file, number, rule.substring(0, colon)), "no path stands above it"));
      } else {
        String name = rule.substring(0, colon).strip();
        rules.add(
            RuleReading.header(
                new Place(file, number, name + " for " + path.get()),
                path.get(),
                name,
                rule.substring(colon + 1).strip()));
      }
    }
    return joined(rules);
  }

  /** Two lines of one path for the same name are one header with both values. */
  private static List<HostRule> joined(List<HostRule> rules) {
    var joined = new ArrayList<HostRule>();
    for (HostRule rule : rules) {
      if (!joined.isEmpty()
          && rule instanceof HostRule.Header(Place _, HeaderRule next)
          && joined.getLast() instanceof HostRule.Header(Place place, HeaderRule before)
          && before.path().equals(next.path())
          && before.name().equalsIgnoreCase(next.name())) {
        joined.removeLast();
        joined.add(
            RuleReading.header(
                place,
                before.path(),
                before.name(),
                RuleReading.joined(List.of(before.value(), next.value()))));
      } else {
        joined.add(rule);
      }
    }
    return joined;
  }
}
