package dev.freehold.render;

import java.net.URI;

/**
 * A page as visitors name it, and where this machine finds it.
 *
 * @param connect where to connect: {@code http://127.0.0.1:7420}
 * @param host the page's own host, with a port where its address has one
 * @param path with a query where it needs one
 */
public record Page(URI connect, String host, String path, Window window) {
  /** The first one of a host, on a desk. */
  public static Page first(URI connect, String host) {
    return new Page(connect, host, "/", Window.DESKTOP);
  }

  /** The same through another window. */
  public Page in(Window other) {
    return new Page(connect, host, path, other);
  }

  String address() {
    return origin() + path;
  }

  String origin() {
    return connect.getScheme() + "://" + host;
  }

  /** So that the browser connects where we say and believes to be at the page's own address. */
  String resolverRule() {
    return "MAP " + host.replaceFirst(":[0-9]+$", "") + " " + connect.getRawAuthority();
  }
}
