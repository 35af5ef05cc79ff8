package dev.freehold.cli.client;

import com.fasterxml.jackson.databind.JsonNode;

/** One event of the daemon's log, such as {@code step.done} with {@code {step, millis}}. */
public record ServerEvent(String id, String type, JsonNode data) {
  public String text(String field) {
    return data.path(field).asText();
  }
}
