package dev.freehold.host;

import java.util.Optional;
import java.util.OptionalLong;

/** What the extension asks for in one frame. */
sealed interface Ask {
  /** The versions of the protocol that the extension speaks. */
  record Hello(long min, long max) implements Ask {}

  /** One request of the daemon's API. */
  record Request(String id, String method, String path, Optional<Payload> payload) implements Ask {}

  /** The daemon's events, until the extension has enough of them. */
  record Subscribe(String id, Filter filter) implements Ask {}

  /** Enough of them. */
  record Unsubscribe(String id) implements Ask {}

  /** What a request carries. */
  record Payload(String contentType, byte[] bytes) {}

  /** Which events: of this run, of this app, and after this one. */
  record Filter(Optional<String> run, Optional<String> app, OptionalLong after) {}
}
