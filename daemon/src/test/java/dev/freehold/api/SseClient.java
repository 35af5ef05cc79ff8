package dev.freehold.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to an event stream and remembers what it heard. */
public final class SseClient implements AutoCloseable {
  private final SocketChannel channel;
  private final Map<String, String> headers;
  private final List<Heard> events = new CopyOnWriteArrayList<>();
  private final List<String> comments = new CopyOnWriteArrayList<>();
  private final int status;
  private volatile boolean endedCleanly;

  /** An event as it arrived. */
  public record Heard(long id, String type, JsonNode data) {}

  private SseClient(SocketChannel channel, InputStream in) throws IOException {
    this.channel = channel;
    this.status = Integer.parseInt(UnixHttp.line(in).split(" ", 3)[1]);
    this.headers = UnixHttp.headers(in);
    Thread.ofVirtual().start(() -> listen(in));
  }

  public static SseClient listen(Path socket, String path, Map<String, String> headers)
      throws IOException {
    var all = new LinkedHashMap<String, String>(Map.of("Host", "daemon.local"));
    all.putAll(headers);
    SocketChannel channel = new UnixHttp(socket).open(UnixHttp.head("GET", path, all));
    return new SseClient(channel, Channels.newInputStream(channel));
  }

  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public List<Heard> events() {
    return List.copyOf(events);
  }

  public List<Long> ids() {
    return events.stream().map(Heard::id).toList();
  }

  public List<String> comments() {
    return List.copyOf(comments);
  }

  /** Whether the server finished the body, instead of the connection breaking off. */
  public boolean endedCleanly() {
    return endedCleanly;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void listen(InputStream in) {
    var pending = new StringBuilder();
    try {
      for (byte[] chunk = UnixHttp.chunk(in); chunk.length > 0; chunk = UnixHttp.chunk(in)) {
        pending.append(new String(chunk, StandardCharsets.UTF_8));
        for (int end = pending.indexOf("\n\n"); end >= 0; end = pending.indexOf("\n\n")) {
          hear(pending.substring(0, end));
          pending.delete(0, end + 2);
        }
      }
      endedCleanly = pending.isEmpty();
    } catch (IOException _) {
      endedCleanly = false;
    }
  }

  private void hear(String frame) {
    var fields = new LinkedHashMap<String, String>();
    for (String line : frame.lines().toList()) {
      int colon = line.indexOf(": ");
      fields.put(line.substring(0, colon), line.substring(colon + 2));
    }
    if (fields.containsKey("")) {
      comments.add(fields.getOrDefault("", ""));
    } else {
      events.add(
          new Heard(
              Long.parseLong(fields.getOrDefault("id", "")),
              fields.getOrDefault("event", ""),
              Json.read(fields.getOrDefault("data", ""), JsonNode.class)));
    }
  }
}
