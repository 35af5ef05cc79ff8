package dev.freehold.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The documents that a page shows one after the other. */
final class Travels {
  /** More of them is a page that sends itself on and on. */
  static final int MOST = 10;

  private final List<String> addresses = new ArrayList<>();
  private boolean unreachable;

  /** Whether it was the whole page, and not a frame in it. */
  boolean arrived(JsonNode params) {
    JsonNode frame = params.path("frame");
    if (frame.has("parentId")) {
      return false;
    }
    unreachable = frame.has("unreachableUrl");
    String address = frame.path(unreachable ? "unreachableUrl" : "url").asText();
    if (!address.equals("about:blank")) {
      addresses.add(address);
    }
    return true;
  }

  boolean anyArrived() {
    return !addresses.isEmpty();
  }

  /**
   * Whether the last one was of this origin and is not there: the browser shows a page of its own.
   */
  boolean isStuckAt(String origin) {
    return unreachable && addresses.getLast().startsWith(origin + "/");
  }

  boolean isEndless() {
    return addresses.size() > MOST;
  }

  List<String> addresses() {
    return List.copyOf(addresses);
  }
}
