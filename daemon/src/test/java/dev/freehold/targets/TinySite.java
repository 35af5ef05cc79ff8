package dev.freehold.targets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A small HTTP server whose answers a test writes down and changes. */
public final class TinySite implements AutoCloseable {
  public static final String HOST = "shop.localhost";

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, Queue<Integer>> passing = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  public TinySite() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /** A page that works. */
  public static TinySite healthy() {
    return new TinySite().with("/", 200, "text/html", "<!doctype html><h1>Shop</h1>");
  }

  /**
   * @param target path and query as they stand in the request
   */
  public TinySite with(String target, int status, String type, String body) {
    answers.put(target, new Answer(status, type, body, false));
    return this;
  }

  /** Sends whoever asks on to another address. */
  public TinySite redirecting(String target, String location) {
    return with(target, 307, location, "");
  }

  /** Its next answers there, before the lasting one. */
  public TinySite next(String target, int times, int status) {
    passing.put(target, new ConcurrentLinkedQueue<>(Collections.nCopies(times, status)));
    return this;
  }

  /** Sends its head and then nothing more. */
  public TinySite stuckAt(String target, String type) {
    answers.put(target, new Answer(200, type, "", true));
    return this;
  }

  public Staged staged() {
    return new Staged(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), HOST);
  }

  /** Host and target of every request, in the order of arrival. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().toString();
    asked.add(exchange.getRequestHeaders().getFirst("Host") + " " + target);
    Integer passes = passing.getOrDefault(target, new ConcurrentLinkedQueue<>()).poll();
    Answer answer =
        passes == null
            ? answers.getOrDefault(target, new Answer(404, "text/plain", "not here", false))
            : new Answer(passes, "text/plain", "for a moment", false);
    exchange
        .getResponseHeaders()
        .set(answer.status() == 307 ? "Location" : "Content-Type", answer.type());
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    if (answer.stuck()) {
      exchange.sendResponseHeaders(answer.status(), 100);
      await();
    } else {
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private void await() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  private record Answer(int status, String type, String body, boolean stuck) {}
}
