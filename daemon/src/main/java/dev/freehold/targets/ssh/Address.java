package dev.freehold.targets.ssh;

import java.net.URI;

/** What a site answers to. */
sealed interface Address {
  /**
   * On the server's loopback address, where releases are looked at through the login.
   *
   * @param host may begin with {@code *.}, which stands for a release's name
   */
  record Inner(String host, int port) implements Address {}

  /** Without a certificate, by the server's own name. */
  record Plain(String host) implements Address {}

  /** With a certificate. */
  record Secure(String domain) implements Address {}

  /** Leads to another domain. */
  record Redirect(String domain, String to) implements Address {}

  /** What two sites of a server can't both have. */
  default URI claim() {
    return switch (this) {
      case Inner inner -> URI.create("http://" + inner.host() + ":" + inner.port() + "/");
      case Plain plain -> URI.create("http://" + plain.host() + "/");
      case Secure secure -> URI.create("https://" + secure.domain() + "/");
      case Redirect redirect -> URI.create("https://" + redirect.domain() + "/");
    };
  }
}
