package dev.freehold.detect.oldhost;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** From the words of a rule, in whatever file they stand, to what it comes to here. */
final class RuleReading {
  /** Longer ones are none that a person wrote. */
  static final int LONGEST_RULE = 2_000;

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Pattern HOST = Pattern.compile("(?i)https?://[^/?#]+.*");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");

  /** What every web server here takes within quotes. */
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e&&[^\\\\`]]{1,1500}");

  /** Freehold's own caching and safety, and what belongs to a connection or to the bytes. */
  private static final Set<String> OURS =
      Set.of(
          "accept-ranges",
          "age",
          "allow",
          "alt-svc",
          "cache-control",
          "cdn-cache-control",
          "connection",
          "content-encoding",
          "content-length",
          "content-range",
          "content-type",
          "date",
          "etag",
          "expires",
          "freehold-release",
          "host",
          "keep-alive",
          "last-modified",
          "location",
          "netlify-cdn-cache-control",
          "pragma",
          "refresh",
          "retry-after",
          "server",
          "set-cookie",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "vary",
          "via",
          "www-authenticate",
          "x-content-type-options");

  /** Means something to Freehold's own rules, or to Caddy wherever it stands. */
  private static final Pattern OWN_WORD =
      Pattern.compile(".*(?:@[A-Z]+@|\\{(?:\\$|args|blocks?)).*");

  private RuleReading() {}

  /**
   * @param status 200 for a page or another host in place of the address, 404, or a redirect's
   * @param first whether it comes before files
   */
  static HostRule redirect(Place place, String from, String to, int status, boolean first) {
    if (from.length() + to.length() > LONGEST_RULE) {
      return new HostRule.NotTaken(place, "it is longer than a rule can be");
    }
    if (OWN_WORD.matcher(from + " " + to).matches()) {
      return new HostRule.NotTaken(place, "it has characters that not every web server takes");
    }
    if (HOST.matcher(from).matches()) {
      return new HostRule.NotTaken(
          place,
          "it is for one address of the app; freehold domain leads a second address to the first");
    }
    if (status == 200 && HOST.matcher(to).matches()) {
      return ProxyReading.read(place, from, to, first);
    }
    Optional<PathPattern> pattern = PathPattern.parse(from);
    if (pattern.isEmpty()) {
      return unknownPattern(place, from);
    }
    if (status == 200) {
      return page(place, pattern.get(), to);
    }
    if (status == 404) {
      return pattern.get().isEverything() && to.equals("/404.html")
          ? new HostRule.SoAnyhow(place, "404.html is what answers where nothing is")
          : new HostRule.NotTaken(place, "only 404.html can say that nothing is there");
    }
    if (!REDIRECTS.contains(status)) {
      return new HostRule.NotTaken(place, status + " is no redirect that Freehold knows");
    }
    if (Destination.parse(to, pattern.get()).isEmpty()) {
      return new HostRule.NotTaken(
          place, "it leads to no address, or to one with a name in it that its path has not");
    }
    return new HostRule.Moved(place, new Redirect(from, to, status, first));
  }

  private static HostRule page(Place place, PathPattern pattern, String to) {
    if (to.startsWith("/.netlify/")) {
      return new HostRule.NotTaken(
          place, "functions of Netlify are not deployed, so who calls it gets nothing");
    }
    String page = to.equals("/") ? "index.html" : to.replaceFirst("^/", "");
    return pattern.isEverything() && to.startsWith("/") && page.matches("[A-Za-z0-9_-]+[.]html?")
        ? new HostRule.Fallback(place, page)
        : new HostRule.NotTaken(
            place, "Freehold answers an address with another page only where it is for all (/*)");
  }

  static HostRule header(Place place, String path, String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("basic-auth")) {
      return new HostRule.NotTaken(
          place, "it asked visitors for a password; here everybody can see these pages");
    }
    if (lower.equals("x-content-type-options") && value.equals("nosniff")) {
      return new HostRule.SoAnyhow(place, "Freehold sends it with everything");
    }
    if (OURS.contains(lower) || lower.startsWith("proxy-") || lower.startsWith("sec-")) {
      return new HostRule.NotTaken(place, "Freehold sets " + name + " itself where it is needed");
    }
    if (!HEADER_NAME.matcher(name).matches()) {
      return new HostRule.NotTaken(place, "no header has such a name");
    }
    if (!HEADER_VALUE.matcher(value).matches()
        || value.contains("..")
        || OWN_WORD.matcher(path + " " + value).matches()) {
      return new HostRule.NotTaken(
          place, "its value is empty, too long, or has characters that not every web server takes");
    }
    Optional<PathPattern> pattern = PathPattern.parse(path);
    return pattern.isEmpty() || pattern.get().isEncoded()
        ? unknownPattern(place, path)
        : new HostRule.Header(place, new HeaderRule(path, name, value));
  }

  static HostRule unknownPattern(Place place, String path) {
    return new HostRule.NotTaken(
        place,
        "Freehold knows exact paths, :name for one segment and * at the end, and "
            + (path.length() > 80 ? "this" : path)
            + " is none of these");
  }

  /** Several values of one header are one, with commas. */
  static String joined(List<String> values) {
    return String.join(", ", values);
  }
}
