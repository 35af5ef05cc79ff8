package dev.freehold.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * HTTP/1.1 over the daemon's Unix socket, one connection a request. Written on the JDK's own
 * channel because a client library costs more than a command may take: Jetty's needs 500 ms for its
 * first request in a cold JVM and 200 ms with an AOT cache, this 55 and 40. The only server it
 * meets is ours.
 */
public final class UnixHttp {
  private static final String HOST = "daemon.local";

  private final Path socket;

  public UnixHttp(Path socket) {
    this.socket = socket;
  }

  /**
   * @param target path and query, already encoded
   * @throws NobodyListens when there was nobody to send it to
   * @throws IOException when the connection drops; the daemon may have carried out the request
   */
  public Response send(String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    SocketChannel channel = connect();
    try {
      write(channel, head(method, target, headers, body.length));
      write(channel, body);
      return read(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private SocketChannel connect() throws IOException {
    try {
      return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new NobodyListens(socket, e);
    }
  }

  private static byte[] head(
      String method, String target, Map<String, String> headers, int length) {
    var head = new StringBuilder(256);
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(HOST).append("\r\nConnection: close\r\n");
    if (length > 0 || !method.equals("GET")) {
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void write(SocketChannel channel, byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static Response read(SocketChannel channel) throws IOException {
    var in = new BufferedInputStream(Channels.newInputStream(channel));
    int status = HttpLines.status(in);
    while (status / 100 == 1) {
      HttpLines.headers(in);
      status = HttpLines.status(in);
    }
    Map<String, String> headers = HttpLines.headers(in);
    return new Response(status, headers, body(status, headers, in));
  }

  private static InputStream body(int status, Map<String, String> headers, InputStream in)
      throws IOException {
    if (status == 204 || status == 304) {
      return new SizedBody(in, 0);
    }
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      return new ChunkedBody(in);
    }
    String length = headers.get("content-length");
    if (length == null) {
      return in;
    }
    try {
      return new SizedBody(in, Long.parseLong(length));
    } catch (NumberFormatException e) {
      throw new IOException("not a length: " + length, e);
    }
  }
}
