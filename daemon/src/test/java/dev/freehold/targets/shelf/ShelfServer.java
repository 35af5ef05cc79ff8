package dev.freehold.targets.shelf;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freehold.base.Json;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A hosting provider as small as one can be, on a folder: an API behind a token at its own address,
 * and sites by their names at the same port. Ended and started again, it knows what it knew.
 */
public final class ShelfServer implements AutoCloseable {
  /** Asks for what is staged. */
  public static final String PASS = "X-Shelf-Pass";

  private final Path root;
  private final String token;
  private final ShelfFolder folder;
  private final ShelfVisitors visitors;
  private final HttpServer server;
  private final int port;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<ShelfCall, Integer> failures = new ConcurrentHashMap<>();
  private final Map<ShelfCall, Integer> lost = new ConcurrentHashMap<>();
  private final Map<ShelfCall, Integer> calls = new ConcurrentHashMap<>();

  private ShelfServer(Path root, String token, int port) throws IOException {
    this.root = root;
    this.token = token;
    this.folder = new ShelfFolder(root);
    this.visitors = new ShelfVisitors(folder);
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    this.port = server.getAddress().getPort();
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public static ShelfServer start(Path root, String token) throws IOException {
    Files.createDirectories(root);
    return new ShelfServer(root, token, 0);
  }

  /** As after an update of its machine. The port is free a moment after it was closed. */
  public ShelfServer again() throws IOException {
    close();
    for (int tries = 0; ; tries++) {
      try {
        return new ShelfServer(root, token, port);
      } catch (BindException e) {
        if (tries == 200) {
          throw e;
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  public int port() {
    return port;
  }

  public String address() {
    return "http://127.0.0.1:" + port();
  }

  Path root() {
    return root;
  }

  /** The next calls of this kind do nothing and answer 500. */
  public void fail(ShelfCall call, int times) {
    failures.merge(call, times, Integer::sum);
  }

  /** The next calls of this kind are carried out, and the line breaks before the answer. */
  public void loseAnswers(ShelfCall call, int times) {
    lost.merge(call, times, Integer::sum);
  }

  /** How often it was asked for it. */
  public int calls(ShelfCall call) {
    return calls.getOrDefault(call, 0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String host =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
            .orElse("")
            .toLowerCase(Locale.ROOT)
            .replaceFirst(":[0-9]+$", "");
    try (exchange) {
      if (host.equals("127.0.0.1")) {
        api(exchange);
      } else {
        visitors.answer(host, exchange);
      }
    }
  }

  private void api(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, Map.of("error", "not a token of this shelf"));
      return;
    }
    Optional<ShelfCall.Asked> asked =
        ShelfCall.of(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
    if (asked.isEmpty()) {
      send(exchange, 404, Map.of("error", "no such call"));
      return;
    }
    ShelfCall call = asked.get().call();
    calls.merge(call, 1, Integer::sum);
    if (takes(failures, call)) {
      send(exchange, 500, Map.of("error", "something is wrong here"));
      return;
    }
    try {
      Object answer = carryOut(asked.get(), body);
      if (!takes(lost, call)) {
        send(exchange, 200, answer);
      }
    } catch (ShelfRefusal refusal) {
      send(exchange, refusal.status(), Map.of("error", String.valueOf(refusal.getMessage())));
    }
  }

  private static boolean takes(Map<ShelfCall, Integer> times, ShelfCall call) {
    boolean[] taken = {false};
    times.computeIfPresent(
        call,
        (_, left) -> {
          taken[0] = left > 0;
          return left - 1;
        });
    return taken[0];
  }

  private Object carryOut(ShelfCall.Asked asked, byte[] body) throws IOException {
    String one = asked.words().get(0);
    String site = asked.words().size() > 1 ? asked.words().get(1) : "";
    String last = asked.words().getLast();
    switch (asked.call()) {
      case LOOK_ROOM -> {
        return folder.room(one);
      }
      case LOOK_SITE -> {
        return folder.site(one, site);
      }
      case LOOK_NAME -> {
        return folder.owner(one).orElseThrow(() -> new ShelfRefusal(404, "it leads nowhere"));
      }
      case COMPARE -> {
        return folder.missing(one, site, read(body, ShelfApi.Wanted.class));
      }
      case SWITCH -> {
        return folder.turn(one, site, read(body, ShelfApi.Switch.class));
      }
      case MAKE_SITE -> {
        return Map.of("pass", folder.makeSite(one, site));
      }
      case MAKE_ROOM -> folder.makeRoom(one);
      case REMOVE_ROOM -> folder.removeRoom(one);
      case REMOVE_SITE -> folder.removeSite(one, site);
      case BLOB -> folder.blob(one, site, last, body);
      case RELEASE -> folder.release(one, site, last, read(body, ShelfApi.Release.class));
      case KEEP -> folder.keep(one, site, read(body, ShelfApi.Keep.class));
    }
    return Map.of();
  }

  private static <T> T read(byte[] body, Class<T> type) {
    try {
      return Json.mapper().readValue(body, type);
    } catch (IOException e) {
      throw new ShelfRefusal(422, "not to be read: " + e.getMessage());
    }
  }

  private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] body = Json.write(answer).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
