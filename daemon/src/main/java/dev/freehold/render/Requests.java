package dev.freehold.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a page asked for, from the browser's own log of its network (chromium.org, NetLog): also
 * what was never answered, of which the console says nothing.
 */
final class Requests {
  private static final int MOST = 500;

  private Requests() {}

  /**
   * @param origin of the page; what the browser asks for itself has another one or none
   * @return addresses in the order of their first request; empty when the log can't be read
   */
  static List<String> of(Path log, String origin) throws IOException {
    if (!Files.isRegularFile(log)) {
      return List.of();
    }
    Set<String> addresses = new LinkedHashSet<>();
    for (JsonNode event : read(Files.readString(log)).path("events")) {
      JsonNode what = event.path("params");
      String address = what.path("url").asText();
      if (what.path("initiator").asText().equals(origin)
          && !address.isEmpty()
          && addresses.size() < MOST) {
        addresses.add(address);
      }
    }
    return List.copyOf(addresses);
  }

  /** A browser that was stopped leaves the list open. */
  private static JsonNode read(String log) {
    try {
      return Json.mapper().readTree(log);
    } catch (JsonProcessingException open) {
      try {
        return Json.mapper().readTree(log.strip().replaceFirst(",$", "") + "]}");
      } catch (JsonProcessingException broken) {
        return Json.mapper().createObjectNode();
      }
    }
  }
}
