package dev.freehold.targets.local.serve;

import java.net.URI;

/**
 * Who answers instead of us.
 *
 * @param origin scheme and host
 * @param isOwn whether it is a server of the app itself, which must know by which name visitors
 *     call it; another host must believe that it is called by its own
 * @param late told when it lets a visitor wait for unusually long
 */
record Upstream(URI origin, boolean isOwn, Runnable late) {
  static Upstream host(URI origin) {
    return new Upstream(origin, false, () -> {});
  }

  static Upstream server(int port, Runnable late) {
    return new Upstream(URI.create("http://127.0.0.1:" + port), true, late);
  }

  /** As a visitor may read it. */
  String name() {
    return isOwn ? "server" : "backend at " + origin.getHost();
  }
}
