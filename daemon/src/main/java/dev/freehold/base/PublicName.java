package dev.freehold.base;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of hosts that anybody can reach, told from addresses and from names of a home or office.
 */
public final class PublicName {
  private static final Pattern NAME =
      Pattern.compile("(?:(?!-)[a-z0-9-]{1,63}(?<!-)\\.)+(?![0-9])(?!-)[a-z0-9-]{2,63}(?<!-)");

  /**
   * Names that lead nowhere outside (RFC 6761, RFC 6762, RFC 7686, RFC 8375, ICANN's .internal),
   * and those that home routers and offices use all the same.
   */
  private static final Set<String> PRIVATE =
      Set.of(
          "arpa",
          "corp",
          "home",
          "internal",
          "intranet",
          "invalid",
          "lan",
          "local",
          "localdomain",
          "localhost",
          "onion",
          "private",
          "test");

  private PublicName() {}

  /**
   * @param host in lower case, without a port
   */
  public static boolean is(String host) {
    return host.length() <= 253
        && NAME.matcher(host).matches()
        && !PRIVATE.contains(host.substring(host.lastIndexOf('.') + 1));
  }
}
