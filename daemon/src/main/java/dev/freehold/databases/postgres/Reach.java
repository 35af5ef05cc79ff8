package dev.freehold.databases.postgres;

import dev.freehold.base.PublicName;
import dev.freehold.databases.DatabaseVariable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a host is the same one from here and from where the app runs. */
final class Reach {
  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*");

  private Reach() {}

  /**
   * Why looking from here would fail or meet another server, as the end of a sentence; empty when
   * nothing speaks against it.
   */
  static Optional<String> whyNot(DatabaseVariable variable, PostgresHost host) {
    if (host.isSocketFile()) {
      return Optional.of("it is reached through a socket file, and only hosts are asked");
    }
    if (!variable.remote()) {
      return Optional.empty();
    }
    boolean isNumber = NUMBERS.matcher(host.name()).matches();
    if (!isNumber && !PublicName.is(host.name())) {
      return Optional.of("that name is known on " + variable.target() + " only");
    }
    return address(host)
        .filter(Reach::isPrivate)
        .map(
            address ->
                (isNumber ? "it is" : "it leads to " + address.getHostAddress() + ",")
                    + " an address inside the network of "
                    + variable.target());
  }

  /** Empty when nobody knows; connecting will say so. */
  private static Optional<InetAddress> address(PostgresHost host) {
    try {
      return Optional.of(InetAddress.getByName(host.name()));
    } catch (UnknownHostException _) {
      return Optional.empty();
    }
  }

  private static boolean isPrivate(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || isUniqueLocal(address.getAddress());
  }

  /** RFC 4193, fc00::/7. */
  private static boolean isUniqueLocal(byte[] address) {
    return address.length == 16 && (address[0] & 0xFE) == 0xFC;
  }
}
