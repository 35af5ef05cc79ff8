package dev.freehold.http;

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
public final class EventReader {
  private final BufferedReader lines;
  private boolean ended;

  public EventReader(InputStream in) {
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  public boolean ended() {
    return ended;
  }

  /**
   * @return empty for a comment and at the end of the stream
   */
  public Optional<StreamEvent> next() throws IOException {
    String id = "";
    String type = "message";
    var data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        return data.isEmpty()
            ? Optional.empty()
            : Optional.of(new StreamEvent(id, type, data.toString()));
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
}
