package dev.freehold.deploy.model;

import java.net.URI;

/**
 * What browsers trust: https, and this machine's own names
 * (w3c.github.io/webappsec-secure-contexts).
 */
public final class SecureContext {
  private SecureContext() {}

  public static boolean isAt(URI address) {
    String host = address.getHost() == null ? "" : address.getHost();
    return !"http".equals(address.getScheme())
        || host.equals("localhost")
        || host.endsWith(".localhost")
        || host.startsWith("127.")
        || host.equals("[::1]");
  }
}
