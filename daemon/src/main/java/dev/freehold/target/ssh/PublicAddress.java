package dev.freehold.target.ssh;

import java.net.URI;
import java.util.List;

/**
 * Where visitors reach a site.
 *
 * @param url the one that people are told
 * @param blocks what the web server listens to for it
 */
record PublicAddress(URI url, List<String> blocks) {
  /** With a certificate, which the web server gets by itself. */
  static PublicAddress ofDomain(String domain) {
    return new PublicAddress(URI.create("https://" + domain + "/"), List.of(domain));
  }

  /** By the server's own name, without a certificate. */
  static PublicAddress ofServer(String host) {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return new PublicAddress(URI.create("http://" + shown + "/"), List.of("http://" + shown));
  }
}
