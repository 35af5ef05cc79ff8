package dev.freehold.targets.local.serve;

import dev.freehold.detect.Serving.ProxyRule;
import java.net.URI;
import java.util.Optional;

/**
 * Who answers instead of us.
 *
 * @param origin scheme and host
 * @param isOwn whether it is a server of the app itself, which must know by which name visitors
 *     call it; another host must believe that it is called by its own
 * @param passage between our addresses and its own
 * @param late told when it lets a visitor wait for unusually long
 */
record Upstream(URI origin, boolean isOwn, Passage passage, Runnable late) {
  /**
   * @param length how much of the address that was sent stands for the prefix
   * @param prefix ours
   * @param path the upstream's in place of it
   */
  record Passage(int length, String prefix, String path) {
    /** It has everything where we have it. */
    static final Passage SAME = new Passage(0, "", "");
  }

  static Upstream host(ProxyRule rule, RequestPath path) {
    Passage passage =
        rule.path().isEmpty()
            ? Passage.SAME
            : new Passage(path.rawLength(rule.prefix()), rule.prefix(), rule.path());
    return new Upstream(rule.upstream(), false, passage, () -> {});
  }

  static Upstream server(int port, Runnable late) {
    return new Upstream(URI.create("http://127.0.0.1:" + port), true, Passage.SAME, late);
  }

  /** What it is asked for, path and query, when we were asked for this. */
  String target(String asked) {
    return passage.path() + asked.substring(passage.length());
  }

  /** The address here of what a redirect of its leads to; empty when we do not pass that on. */
  Optional<String> ours(String location) {
    String passed = origin + passage.path();
    if (location.equals(passed)) {
      return Optional.of(passage.prefix().isEmpty() ? "/" : passage.prefix());
    }
    return location.startsWith(passed.endsWith("/") ? passed : passed + "/")
        ? Optional.of(passage.prefix() + location.substring(passed.length()))
        : Optional.empty();
  }

  /** As a visitor may read it. */
  String name() {
    return isOwn ? "server" : "backend at " + origin.getHost();
  }
}
