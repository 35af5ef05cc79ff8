package dev.freehold.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over a Unix socket, one connection a request, with nothing done that the test did not
 * ask for: what is wrong in a request arrives wrong.
 */
public final class UnixHttp {
  private final Path socket;

  public UnixHttp(Path socket) {
    this.socket = socket;
  }

  /** An answer; header names are in lower case. */
  public record Answer(int status, Map<String, String> headers, String text) {
    public JsonNode json() {
      return Json.read(text, JsonNode.class);
    }

    /** The stable code of an error. */
    public String code() {
      return json().path("code").asText();
    }

    public @Nullable String header(String name) {
      return headers.get(name);
    }
  }

  public Answer get(String path) throws IOException {
    return send("GET", path, Map.of(), null);
  }

  public Answer post(String path, Object body) throws IOException {
    return sendJson("POST", path, Json.write(body));
  }

  public Answer sendJson(String method, String path, String json) throws IOException {
    return send(
        method,
        path,
        Map.of("Content-Type", "application/json"),
        json.getBytes(StandardCharsets.UTF_8));
  }

  /** A request with the right Host, unless {@code headers} has another. */
  public Answer send(
      String method, String path, Map<String, String> headers, byte @Nullable [] body)
      throws IOException {
    var all = new LinkedHashMap<String, String>();
    all.put("Host", "daemon.local");
    all.put("Connection", "close");
    if (body != null) {
      all.put("Content-Length", String.valueOf(body.length));
    }
    all.putAll(headers);
    return raw(head(method, path, all), body == null ? new byte[0] : body);
  }

  /** Sends the bytes as they are and reads one answer. */
  public Answer raw(String head, byte[] body) throws IOException {
    try (SocketChannel channel = open(head)) {
      write(channel, body);
      return answer(Channels.newInputStream(channel));
    }
  }

  /** A connection on which this head was sent; the caller reads and closes it. */
  public SocketChannel open(String head) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    write(channel, head.getBytes(StandardCharsets.UTF_8));
    return channel;
  }

  public static String head(String method, String path, Map<String, String> headers) {
    var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return head.append("\r\n").toString();
  }

  /** The server may answer and close before it took everything. */
  private static void write(SocketChannel channel, byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Answer answer(InputStream in) throws IOException {
    String[] status = line(in).split(" ", 3);
    Map<String, String> headers = headers(in);
    byte[] body;
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      body = chunks(in);
    } else if (headers.containsKey("content-length")) {
      body = in.readNBytes(Integer.parseInt(headers.get("content-length")));
    } else {
      body = in.readAllBytes();
    }
    return new Answer(
        Integer.parseInt(status[1]), headers, new String(body, StandardCharsets.UTF_8));
  }

  static Map<String, String> headers(InputStream in) throws IOException {
    var headers = new LinkedHashMap<String, String>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    for (byte[] chunk = chunk(in); chunk.length > 0; chunk = chunk(in)) {
      body.write(chunk);
    }
    return body.toByteArray();
  }

  /**
   * One chunk of a chunked body; empty at its end. The line end after a chunk is read with the next
   * one, because the server may send it only then.
   */
  static byte[] chunk(InputStream in) throws IOException {
    String size = line(in);
    return in.readNBytes(Integer.parseInt(size.isEmpty() ? line(in) : size, 16));
  }

  static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended after: " + line);
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
