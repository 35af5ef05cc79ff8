package dev.freehold.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A daemon that says what the test wrote down, byte by byte. */
final class FakeDaemon implements AutoCloseable {
  private final Path socket;
  private final ServerSocketChannel server;
  private final Conversation conversation;
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

  /** What was asked; header names are in lower case. */
  record Asked(String method, String target, Map<String, String> headers, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Answers one request; the connection ends with it. */
  @FunctionalInterface
  interface Conversation {
    void answer(Asked asked, InputStream in, OutputStream out) throws Exception;
  }

  FakeDaemon(Path socket, Conversation conversation) throws IOException {
    this.socket = socket;
    this.conversation = conversation;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.startVirtualThread(this::accept);
  }

  /** Gives every request the same answer. */
  static Conversation always(int status, String contentType, byte[] body) {
    return (asked, in, out) -> answer(out, status, contentType, body);
  }

  static Conversation json(String body) {
    return always(200, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  static void answer(OutputStream out, int status, String contentType, byte[] body)
      throws IOException {
    write(
        out,
        "HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, contentType, body.length));
    out.write(body);
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  Asked nextAsked() throws InterruptedException {
    Asked next = asked.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was asked");
    }
    return next;
  }

  boolean wasAsked() {
    return !asked.isEmpty();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        Thread.startVirtualThread(() -> converse(channel));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void converse(SocketChannel channel) {
    try (channel) {
      InputStream in = Channels.newInputStream(channel);
      String[] start = line(in).split(" ", 3);
      if (start.length < 3) {
        return;
      }
      var headers = new TreeMap<String, String>();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        String[] header = line.split(": ", 2);
        headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
      }
      byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
      var request = new Asked(start[0], start[1], headers, body);
      asked.add(request);
      conversation.answer(request, in, Channels.newOutputStream(channel));
    } catch (Exception closed) {
      // the host went away, which some tests are about
    }
  }

  /** Empty at the end: somebody only looked whether anyone listens. */
  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(socket);
  }
}
