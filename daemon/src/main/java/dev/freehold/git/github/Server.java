package dev.freehold.git.github;

import dev.freehold.base.UserError;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * github.com, or a GitHub of somebody's own.
 *
 * @param api under which the REST API is, without a slash at its end
 * @param web where people sign in and repositories are cloned from
 */
public record Server(URI api, URI web) {
  public static final Server PUBLIC =
      new Server(URI.create("https://api.github.com"), URI.create("https://github.com"));

  private static final String ENTERPRISE_PATH = "/api/v3";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * @throws UserError {@code github.address-invalid} for what is not {@code https://}, unless it is
   *     this machine
   */
  public Server {
    check(api);
    check(web);
  }

  /**
   * @param api {@code https://api.github.com}, {@code https://HOST/api/v3} of GitHub Enterprise
   *     Server, {@code https://api.NAME.ghe.com} of one with data residency
   * @throws UserError {@code github.address-invalid}
   */
  public static Server at(URI api) {
    String text = api.toString().replaceFirst("/+$", "");
    URI trimmed = URI.create(text);
    check(trimmed);
    if (text.endsWith(ENTERPRISE_PATH)) {
      return new Server(
          trimmed, URI.create(text.substring(0, text.length() - ENTERPRISE_PATH.length())));
    }
    return new Server(trimmed, URI.create(text.replaceFirst("^https://api\\.", "https://")));
  }

  /** Whether it is an address of the web site, with which a token may be trusted. */
  boolean isOwnPage(URI address) {
    return sameOrigin(web, address);
  }

  boolean isOwnApi(URI address) {
    return sameOrigin(api, address);
  }

  private static boolean sameOrigin(URI one, URI other) {
    return other.getRawUserInfo() == null
        && other.getRawAuthority() != null
        && one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getRawAuthority().equalsIgnoreCase(other.getRawAuthority());
  }

  private static void check(URI address) {
    String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    boolean safe = scheme.equals("https") || (scheme.equals("http") && LOOPBACK.contains(host));
    boolean plain =
        address.getRawUserInfo() == null
            && address.getRawQuery() == null
            && address.getRawFragment() == null;
    if (host.isEmpty() || !safe || !plain) {
      throw new UserError(
          "github.address-invalid",
          "That is not the address of a GitHub API to which a token can be sent.",
          "Give an https:// address, https://HOST/api/v3 for GitHub Enterprise Server.");
    }
  }
}
