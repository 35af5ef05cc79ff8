package dev.freehold.deploy.carryout;

import dev.freehold.render.Look.Request;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page with an https address asks without TLS. The look goes to the staged release by a way
 * without TLS, where the browser lets that through.
 */
final class MixedContent {
  private static final Pattern PLAIN = Pattern.compile("(?:http|ws)://([^/]+)(?:/.*)?");

  /** Browsers trust their own machine. */
  private static final Pattern TRUSTED =
      Pattern.compile("(?:.*\\.)?localhost(?::\\d+)?|127\\.[\\d.]+(?::\\d+)?|\\[::1\\](?::\\d+)?");

  private static final int LONGEST = 300;

  private MixedContent() {}

  /**
   * @param address that visitors open
   * @param host of the staged release, with its port
   */
  static List<String> in(List<Request> requests, URI address, String host) {
    return "https".equals(address.getScheme())
        ? requests.stream()
            .map(Request::address)
            .filter(asked -> isPlain(asked, host))
            .distinct()
            .map(
                asked ->
                    "The page asks "
                        + (asked.length() <= LONGEST ? asked : asked.substring(0, LONGEST) + "…")
                        + " without TLS. Visitors reach the page over https, where browsers block"
                        + " that (mixed content): use an https address.")
            .toList()
        : List.of();
  }

  private static boolean isPlain(String asked, String host) {
    Matcher plain = PLAIN.matcher(asked);
    return plain.matches()
        && !plain.group(1).equals(host)
        && !TRUSTED.matcher(plain.group(1)).matches();
  }
}
