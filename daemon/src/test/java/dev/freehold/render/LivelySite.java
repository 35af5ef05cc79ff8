package dev.freehold.render;

import dev.freehold.targets.TinySite;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A small server that takes its time, and that speaks first: what {@link TinySite} can't do. */
final class LivelySite implements Closeable {
  static final String HOST = "lively.localhost";

  private final ServerSocket socket;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  LivelySite() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::serve);
  }

  LivelySite with(String path, Duration after, String type, String body) {
    answers.put(path, new Answer(after, type, body));
    return this;
  }

  Page page() {
    return Page.first(URI.create("http://127.0.0.1:" + socket.getLocalPort()), HOST, Map.of());
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket visitor = socket.accept();
        Thread.startVirtualThread(() -> answer(visitor));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket visitor) {
    try (visitor) {
      var in = new BufferedReader(new InputStreamReader(visitor.getInputStream()));
      String first = in.readLine();
      if (first == null) {
        return;
      }
      String key = "";
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
          key = line.substring(18).strip();
        }
      }
      String path = first.split(" ", 3)[1];
      OutputStream out = visitor.getOutputStream();
      Answer answer = answers.getOrDefault(path, new Answer(Duration.ZERO, "text/plain", "gone"));
      Thread.sleep(answer.after());
      out.write(key.isEmpty() ? whole(answer, answers.containsKey(path)) : greeting(key));
      out.flush();
      if (!key.isEmpty()) {
        // a line that stays open until the browser goes
        in.read();
      }
    } catch (IOException gone) {
      // a browser that is closed does not wait for its answers
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] whole(Answer answer, boolean there) {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    return ("HTTP/1.1 "
            + (there ? "200 OK" : "404 Not Found")
            + "\r\nConnection: close\r\nContent-Type: "
            + answer.type()
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n"
            + answer.body())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** RFC 6455: the handshake, and a frame that says "Hi". */
  private static byte[] greeting(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest(
                  (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                      .getBytes(StandardCharsets.US_ASCII));
      return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(hash)
              + "\r\n\r\n\u0081\u0002Hi")
          .getBytes(StandardCharsets.ISO_8859_1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private record Answer(Duration after, String type, String body) {}
}
