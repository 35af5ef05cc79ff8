package dev.freehold.targets.vercel;

import dev.freehold.targets.Staged;
import java.net.URI;
import java.util.Optional;

/**
 * Where sites answer.
 *
 * @param standIn serves all hosts, with {@code .localhost} behind their names; empty for Vercel
 */
record Edge(Optional<URI> standIn) {
  Staged at(String host) {
    return standIn
        .map(here -> new Staged(here, host + ".localhost:" + here.getPort()))
        .orElseGet(() -> new Staged(URI.create("https://" + host), host));
  }

  /** Where a browser finds it. */
  URI address(String host) {
    return standIn
        .map(here -> URI.create("http://" + host + ".localhost:" + here.getPort() + "/"))
        .orElseGet(() -> URI.create("https://" + host + "/"));
  }
}
