package dev.freehold.git.github;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses in answers. */
final class Addresses {
  private Addresses() {}

  /** Empty for what is none. */
  static Optional<URI> read(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
