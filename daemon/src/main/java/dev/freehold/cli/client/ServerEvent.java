package dev.freehold.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.http.StreamEvent;
import java.io.IOException;

/** One event of the daemon's log, such as {@code step.done} with {@code {step, millis}}. */
public record ServerEvent(String id, String type, JsonNode data) {
  static ServerEvent of(StreamEvent sent) throws IOException {
    try {
      return new ServerEvent(sent.id(), sent.type(), Json.mapper().readTree(sent.data()));
    } catch (JsonProcessingException e) {
      throw new IOException("an event whose data is not JSON", e);
    }
  }

  public String text(String field) {
    return data.path(field).asText();
  }
}
