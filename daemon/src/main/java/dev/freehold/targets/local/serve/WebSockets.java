package dev.freehold.targets.local.serve;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Passes on requests to make a WebSocket of a connection (RFC 6455, 4.1), and connects the two
 * sides when the other one agrees. Other protocols that a client offers, like h2c, are between it
 * and us.
 */
final class WebSockets {
  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
  private static final int LONGEST_REFUSAL = 64 * 1024;
  private static final int SWITCHING = 101;

  /** Of a refusal, what a client may want to know. */
  private static final Set<String> OF_A_REFUSAL =
      Set.of("content-type", "www-authenticate", "location", "retry-after", "set-cookie");

  private WebSockets() {}

  static boolean isWanted(Request request) {
    return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
        && "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE))
        && request.getHeaders().getCSV(HttpHeader.CONNECTION, false).stream()
            .anyMatch(word -> word.equalsIgnoreCase("upgrade"));
  }

  static void pass(Request request, Response response, Callback callback, Upstream upstream) {
    @Nullable Socket socket = null;
    try {
      socket = connect(upstream);
      socket.getOutputStream().write(line(request, upstream).getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(head(request, upstream).getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      var in = new BufferedInputStream(socket.getInputStream());
      List<String> lines = head(in).lines().toList();
      int status = Integer.parseInt(lines.getFirst().split(" ")[1]);
      response.setStatus(status);
      List<HttpField> fields = lines.stream().skip(1).map(WebSockets::field).toList();
      if (status == SWITCHING) {
        socket.setSoTimeout(0);
        fields.forEach(response.getHeaders()::put);
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, tunnel(request, socket, in));
        response.write(true, null, callback);
      } else {
        refuse(response, fields, in, callback);
        socket.close();
      }
    } catch (IOException | RuntimeException e) {
      close(socket);
      fail(response, callback, upstream, e);
    }
  }

  private static Tunnel tunnel(Request request, Socket socket, InputStream in) {
    EndPoint visitor = request.getConnectionMetaData().getConnection().getEndPoint();
    return new Tunnel(
        visitor, request.getConnectionMetaData().getConnector().getExecutor(), socket, in);
  }

  private static Socket connect(Upstream upstream) throws IOException {
    String host = upstream.origin().getHost();
    boolean tls = upstream.origin().getScheme().equals("https");
    int named = upstream.origin().getPort();
    int port = named >= 0 ? named : tls ? 443 : 80;
    var plain = new Socket();
    plain.connect(new InetSocketAddress(host, port), (int) CONNECTS_WITHIN.toMillis());
    plain.setSoTimeout((int) ANSWERS_WITHIN.toMillis());
    plain.setTcpNoDelay(true);
    if (!tls) {
      return plain;
    }
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    var secure = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  private static String line(Request request, Upstream upstream) {
    return "GET " + upstream.target(request.getHttpURI().getPathQuery()) + " HTTP/1.1\r\n";
  }

  private static String head(Request request, Upstream upstream) {
    var head = new StringBuilder();
    String visited = request.getHeaders().get(HttpHeader.HOST);
    head.append("Host: ")
        .append(upstream.isOwn() && visited != null ? visited : upstream.origin().getRawAuthority())
        .append("\r\n");
    for (HttpField field : request.getHeaders()) {
      if (field.getHeader() != HttpHeader.HOST) {
        head.append(field.getName()).append(": ").append(field.getValue()).append("\r\n");
      }
    }
    head.append("X-Forwarded-For: ").append(Request.getRemoteAddr(request)).append("\r\n");
    head.append("X-Forwarded-Proto: http\r\n");
    if (visited != null) {
      head.append("X-Forwarded-Host: ").append(visited).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int next = in.read();
      if (next < 0 || head.length() > SiteServer.MOST_HEADERS) {
        throw new IOException("no answer to an upgrade");
      }
      head.append((char) next);
    }
    if (!head.toString().matches("(?s)HTTP/1\\.[01] [1-5][0-9]{2}\\b.*")) {
      throw new IOException("the answer to an upgrade is not HTTP");
    }
    return head.toString().strip();
  }

  private static HttpField field(String line) {
    String[] parts = line.split(":", 2);
    return new HttpField(parts[0].strip(), parts.length == 2 ? parts[1].strip() : "");
  }

  private static void refuse(
      Response response, List<HttpField> fields, InputStream in, Callback callback)
      throws IOException {
    int length = 0;
    for (HttpField field : fields) {
      if (OF_A_REFUSAL.contains(field.getName().toLowerCase(Locale.ROOT))) {
        response.getHeaders().add(field);
      }
      if (field.getHeader() == HttpHeader.CONTENT_LENGTH) {
        length = Math.min(LONGEST_REFUSAL, field.getIntValue());
      }
    }
    response.write(true, ByteBuffer.wrap(in.readNBytes(length)), callback);
  }

  private static void fail(
      Response response, Callback callback, Upstream upstream, Exception cause) {
    if (response.isCommitted()) {
      callback.failed(cause);
      return;
    }
    ReverseProxy.unreachable(response, callback, upstream, false);
  }

  private static void close(@Nullable Socket socket) {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException gone) {
        // that is what was wanted
      }
    }
  }
}
