package dev.freehold.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Serves the repositories below a folder by {@code git http-backend}, as a git host would. */
public final class GitHttpServer implements AutoCloseable {
  private static final String AUTHORIZATION =
      "Basic " + Base64.getEncoder().encodeToString("ada:s3cret".getBytes(StandardCharsets.UTF_8));

  private final Path root;
  private final GitCli git;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public GitHttpServer(Path root, GitCli git) throws IOException {
    this.root = root;
    this.git = git;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/open/", exchange -> serve(exchange, "/open", ""));
    server.createContext("/private/", this::servePrivate);
    server.createContext("/cut/", this::serveUntilThePack);
    server.createContext("/broken/", exchange -> answer(exchange, 500));
    server.start();
  }

  public String url(String path) {
    return "http://" + authority() + path;
  }

  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void servePrivate(HttpExchange exchange) throws IOException {
    if (AUTHORIZATION.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      serve(exchange, "/private", "ada");
    } else {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
      answer(exchange, 401);
    }
  }

  /** Cuts the line in the middle of what a push sends. */
  private void serveUntilThePack(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      int first = exchange.getRequestBody().read();
      exchange.close();
      if (first < 0) {
        throw new IllegalStateException("a push sends something");
      }
    } else {
      serve(exchange, "/cut", "ada");
    }
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void serve(HttpExchange exchange, String prefix, String user) throws IOException {
    serve(exchange, root, git, prefix, user);
  }

  /**
   * Answers by {@code git http-backend}.
   *
   * @param prefix of the path, before that of the repository below the root
   * @param user who may push; nobody when it is empty
   */
  public static void serve(HttpExchange exchange, Path root, GitCli git, String prefix, String user)
      throws IOException {
    var builder = new ProcessBuilder("git", "http-backend");
    var environment = builder.environment();
    environment.putAll(git.environment());
    environment.put("GIT_PROJECT_ROOT", root.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    if (!user.isEmpty()) {
      environment.put("REMOTE_USER", user); // without one, git http-backend takes no push
    }
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", exchange.getRequestURI().getPath().substring(prefix.length()));
    put(environment, "QUERY_STRING", exchange.getRequestURI().getRawQuery());
    put(environment, "CONTENT_TYPE", exchange.getRequestHeaders().getFirst("Content-Type"));
    put(environment, "GIT_PROTOCOL", exchange.getRequestHeaders().getFirst("Git-Protocol"));
    put(
        environment,
        "HTTP_CONTENT_ENCODING",
        exchange.getRequestHeaders().getFirst("Content-Encoding"));
    byte[] body = exchange.getRequestBody().readAllBytes();
    environment.put("CONTENT_LENGTH", Integer.toString(body.length));
    Process process = builder.start();
    try (var toGit = process.getOutputStream()) {
      toGit.write(body);
    }
    try (var fromGit = new BufferedInputStream(process.getInputStream())) {
      int status = headers(fromGit, exchange);
      exchange.sendResponseHeaders(status, 0);
      fromGit.transferTo(exchange.getResponseBody());
    } finally {
      exchange.close();
    }
  }

  private static void put(Map<String, String> environment, String name, @Nullable String value) {
    environment.put(name, value == null ? "" : value);
  }

  private static int headers(InputStream in, HttpExchange exchange) throws IOException {
    int status = 200;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon);
      String value = line.substring(colon + 1).strip();
      if (name.equals("Status")) {
        status = Integer.parseInt(value.substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(name, value);
      }
    }
    return status;
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
