package dev.freehold.detect.oldhost;

import dev.freehold.base.PublicName;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of an app's folders another host answered, and where it has them: {@code /api/*} at {@code
 * https://api.example.com/v2/:splat}.
 */
final class ProxyReading {
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)(https?)://([^/?#]+?)(?::443)?(/[^?#]*)?([?#].*)?");

  /** Stands for itself in an address, in an expression's quotes and in those of web servers. */
  private static final String SEGMENTS = "/(?:[A-Za-z0-9._~-]+/)*";

  private static final String ALL_BELOW = ":" + PathPattern.SPLAT;

  private ProxyReading() {}

  /**
   * @param first whether it comes before files
   */
  static HostRule read(Place place, String from, String to, boolean first) {
    Optional<PathPattern> pattern = PathPattern.parse(from);
    if (pattern.isEmpty()) {
      return RuleReading.unknownPattern(place, from);
    }
    Matcher address = ADDRESS.matcher(to);
    if (!address.matches()) {
      return new HostRule.NotTaken(place, "it leads to no address");
    }
    String host = address.group(2).toLowerCase(Locale.ROOT);
    if (!address.group(1).equalsIgnoreCase("https")) {
      return new HostRule.NotTaken(
          place, "what visitors send would go on unencrypted; only https is taken over");
    }
    if (!PublicName.is(host)) {
      return new HostRule.NotTaken(
          place,
          "visitors' requests are passed on only to a public name such as api.example.com, at the"
              + " usual port");
    }
    if (pattern.get().isEverything()) {
      return new HostRule.NotTaken(place, host + " would answer in place of the whole app");
    }
    Optional<String> prefix = folder(from, "*");
    Optional<String> path =
        folder(address.group(3) == null ? "" : address.group(3), ALL_BELOW)
            .filter(_ -> address.group(4) == null);
    if (prefix.isEmpty() || path.isEmpty()) {
      return new HostRule.NotTaken(
          place,
          "Freehold passes on what is below a folder: a path that ends with /*, to an address that"
              + " ends with /:splat and has nothing else of the visitor's in it");
    }
    if (prefix.get().startsWith("/.") || prefix.get().startsWith("/__freehold/")) {
      return new HostRule.NotTaken(
          place, "addresses below " + prefix.get() + " are needed to serve the app itself");
    }
    return new HostRule.Proxy(place, prefix.get(), host, path.get(), first);
  }

  /** Without its end; empty when that is another, or when it names no folder. */
  private static Optional<String> folder(String path, String end) {
    return Optional.of(path)
        .filter(all -> all.endsWith("/" + end) && !all.contains(".."))
        .map(all -> all.substring(0, all.length() - end.length()))
        .filter(folder -> folder.matches(SEGMENTS) && !folder.contains("/./"));
  }
}
