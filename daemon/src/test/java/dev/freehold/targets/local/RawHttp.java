package dev.freehold.targets.local;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** HTTP as bytes on a socket, so that a test can send what no client would. */
public final class RawHttp implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  public RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
  }

  /** One GET on a new connection. */
  public static Reply get(int port, String host, String path, String... headers)
      throws IOException {
    return once(port, "GET", host, path, headers);
  }

  public static Reply once(int port, String method, String host, String path, String... headers)
      throws IOException {
    try (var connection = new RawHttp(port)) {
      return connection.ask(method, host, path, headers);
    }
  }

  public Reply ask(String method, String host, String path, String... headers) throws IOException {
    var request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
    List.of(headers).forEach(header -> request.append(header).append("\r\n"));
    send(request.append("\r\n").toString());
    return read(method.equals("HEAD"));
  }

  public void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  public Reply read(boolean head) throws IOException {
    Reply begun = readHead();
    return head || begun.status() == 304 ? begun : readBody(begun);
  }

  /** Status and headers; the body stays on the way. */
  public Reply readHead() throws IOException {
    int status = Integer.parseInt(line().split(" ")[1]);
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon),
          line.substring(colon + 1).strip(),
          (first, next) -> first + "\n" + next);
    }
    return new Reply(status, headers, new byte[0]);
  }

  public Reply readBody(Reply begun) throws IOException {
    int length = Integer.parseInt(begun.header("content-length").orElse("0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the answer was cut after " + body.length + " of " + length);
    }
    return new Reply(begun.status(), begun.headers(), body);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection was closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /**
   * @param headers by name in any case
   */
  public record Reply(int status, Map<String, String> headers, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }
}
