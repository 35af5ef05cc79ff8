package dev.freehold.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.render.Look.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a page asks for, and what of it is still on its way. */
final class Traffic {
  private static final int MOST = 500;

  /** So long may what a page asks for take before it is taken for a line that stays open. */
  private static final Duration LONG_POLL = Duration.ofSeconds(2);

  private final Map<String, Request> requests = new LinkedHashMap<>();
  private final Map<String, Asked> underway = new HashMap<>();
  private long last = System.nanoTime();

  /** Asked for, or sent on to another address. */
  void sent(JsonNode params) {
    String type = params.path("type").asText();
    String id = params.path("requestId").asText();
    String address = params.path("request").path("url").asText();
    last = System.nanoTime();
    // the end of a worker's own script is told to the worker, which no loader asked for
    boolean ofWorker = params.path("loaderId").asText().isEmpty();
    if (!ofWorker && !type.equals("EventSource") && !type.equals("Ping")) {
      underway.put(id, new Asked(type, last));
    }
    if (requests.size() < MOST && !address.startsWith("data:")) {
      requests.put(id, new Request(address, type, 0, ""));
    }
  }

  void socketOpened(JsonNode params) {
    if (requests.size() < MOST) {
      requests.put(
          params.path("requestId").asText(),
          new Request(params.path("url").asText(), "WebSocket", 0, ""));
    }
  }

  void answered(JsonNode params) {
    requests.computeIfPresent(
        params.path("requestId").asText(),
        (id, asked) ->
            new Request(
                asked.address(),
                asked.type(),
                params.path("response").path("status").asInt(),
                asked.failure()));
  }

  void ended(JsonNode params) {
    underway.remove(params.path("requestId").asText());
    last = System.nanoTime();
  }

  void failed(JsonNode params) {
    ended(params);
    requests.computeIfPresent(
        params.path("requestId").asText(),
        (id, asked) ->
            new Request(
                asked.address(), asked.type(), asked.status(), params.path("errorText").asText()));
  }

  /** Whatever the document before had asked for. */
  void leftBehind() {
    underway.clear();
    last = System.nanoTime();
  }

  /** Whether nothing came or went for so long; what is taken for a line that stays open is not. */
  boolean isQuiet(Duration since) {
    long now = System.nanoTime();
    return now - last >= since.toNanos()
        && underway.values().stream().allMatch(asked -> asked.staysOpen(now));
  }

  boolean isUnderway() {
    return !underway.isEmpty();
  }

  List<Request> requests() {
    return List.copyOf(requests.values());
  }

  private record Asked(String type, long at) {
    boolean staysOpen(long now) {
      return (type.equals("Fetch") || type.equals("XHR")) && now - at > LONG_POLL.toNanos();
    }
  }
}
