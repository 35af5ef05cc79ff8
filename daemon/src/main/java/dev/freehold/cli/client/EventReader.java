package dev.freehold.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.freehold.base.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads {@code text/event-stream} (html.spec.whatwg.org, section 9.2). A comment comes back as
 * nothing, so that its reader can use the pause.
 */
final class EventReader {
  private final BufferedReader lines;
  private boolean ended;

  EventReader(InputStream in) {
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  boolean ended() {
    return ended;
  }

  /**
   * @return empty for a comment and at the end of the stream
   */
  Optional<ServerEvent> next() throws IOException {
    String id = "";
    String type = "message";
    var data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        return data.isEmpty() ? Optional.empty() : Optional.of(event(id, type, data.toString()));
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (field) {
        case "id" -> id = value;
        case "event" -> type = value;
        case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
        default -> {
          // comments and fields of later versions
        }
      }
    }
    ended = true;
    return Optional.empty();
  }

  private static ServerEvent event(String id, String type, String data) throws IOException {
    try {
      return new ServerEvent(id, type, Json.mapper().readTree(data));
    } catch (JsonProcessingException e) {
      throw new IOException("an event whose data is not JSON", e);
    }
  }
}
