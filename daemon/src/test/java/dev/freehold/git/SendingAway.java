package dev.freehold.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that sends who comes to another one, which writes down the logins that it is shown.
 * Below {@code /asks} it wants a login before that.
 */
public final class SendingAway implements AutoCloseable {
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final HttpServer first = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
  private final HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);

  public SendingAway() throws IOException {
    first.createContext("/asks", exchange -> answer(exchange, isLoggedIn(exchange) ? 302 : 401));
    first.createContext("/sends", exchange -> answer(exchange, 302));
    other.createContext(
        "/",
        exchange -> {
          shown.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          answer(exchange, 401);
        });
    first.start();
    other.start();
  }

  /** {@code 127.0.0.1:1234}. */
  public String authority() {
    return authority(first);
  }

  /** What the other server was shown: {@code null} for a request without a login. */
  public List<String> shown() {
    return shown;
  }

  private static boolean isLoggedIn(HttpExchange exchange) {
    return exchange.getRequestHeaders().containsKey("Authorization");
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.add("WWW-Authenticate", "Basic realm=\"git\"");
    headers.add("Location", "http://" + authority(other) + exchange.getRequestURI());
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static String authority(HttpServer server) {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    first.stop(0);
    other.stop(0);
  }
}
