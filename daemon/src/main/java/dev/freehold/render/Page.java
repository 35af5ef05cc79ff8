package dev.freehold.render;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A page as visitors name it, and where this machine finds it.
 *
 * @param connect where to connect: {@code http://127.0.0.1:7420}
 * @param host the page's own host, with a port where its address has one
 * @param headers that requests to the page's own origin carry, and no others
 * @param path with a query where it needs one
 * @param windows in which pictures are taken, one after the other; the first one is the one that it
 *     is opened in
 * @param secure whether visitors reach it over https or on their own machine
 */
public record Page(
    URI connect,
    String host,
    Map<String, String> headers,
    String path,
    List<Window> windows,
    boolean secure) {
  public Page {
    headers = Map.copyOf(headers);
    windows = List.copyOf(windows);
  }

  /** The first one of a host, on a desk. */
  public static Page first(URI connect, String host, Map<String, String> headers) {
    return new Page(connect, host, headers, "/", List.of(Window.DESKTOP), true);
  }

  /** The same through all windows. */
  public Page inAllWindows() {
    return new Page(connect, host, headers, path, List.of(Window.values()), secure);
  }

  /** Another one of the same host. */
  public Page at(String otherPath) {
    return new Page(connect, host, headers, otherPath, windows, secure);
  }

  /** As visitors see it whose browser has no reason to trust the way to it. */
  public Page overPlainHttp() {
    return new Page(connect, host, headers, path, windows, false);
  }

  public Page overHttps() {
    return new Page(connect, host, headers, path, windows, true);
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
