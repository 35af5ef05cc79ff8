package dev.freehold.render;

import java.net.URI;

/**
 * A page as visitors name it, and where this machine finds it.
 *
 * @param connect where to connect: {@code http://127.0.0.1:7420}
 * @param host the page's own host, with a port where its address has one
 * @param path with a query where it needs one
 */
public record Page(URI connect, String host, String path) {
  /** The first one of a host. */
  public static Page first(URI connect, String host) {
    return new Page(connect, host, "/");
  }

  String address() {
    return connect.getScheme() + "://" + host + path;
  }

  /** So that the browser connects where we say and believes to be at the page's own address. */
  String resolverRule() {
    return "MAP " + host.replaceFirst(":[0-9]+$", "") + " " + connect.getRawAuthority();
  }
}
