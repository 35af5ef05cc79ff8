package dev.freehold.git.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.freehold.git.github.FakeAnswer.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitHub's API and its login on one loopback port. It checks what it is sent, keeps what it is
 * told, and fails when a test says so. Shapes and words are those of GitHub's OpenAPI description,
 * and its official client is tried against it.
 */
final class FakeGitHub implements AutoCloseable {
  static {
    // Otherwise an answer on a connection that is kept waits 40 ms for the client's
    // acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final Clock clock;
  private final FakeState state;
  private final FakeDevices devices;
  private final List<Route> routes = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final Map<String, Deque<Mishap>> mishaps = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Runnable lookAtGit = () -> {};
  private volatile HttpHandler git = exchange -> send(exchange, FakeAnswer.page(404));

  FakeGitHub(Clock clock) {
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    state = new FakeState(address().toString());
    devices = new FakeDevices(clock, address().toString(), state::add);
    routes();
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  /**
   * Serves what is pushed to and cloned from: {@code /OWNER/NAME.git/...}.
   *
   * @param look tells the state what was pushed, before each answer of the API
   */
  void git(HttpHandler handler, Runnable look) {
    git = handler;
    lookAtGit = look;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Server where() {
    return Server.at(address());
  }

  FakeState state() {
    return state;
  }

  FakeDevices devices() {
    return devices;
  }

  /**
   * The next call goes wrong.
   *
   * @param call method and path as the table of routes names them
   */
  synchronized void next(String call, Mishap mishap) {
    if (routes.stream().noneMatch(route -> route.name().equals(call))) {
      throw new IllegalArgumentException("not a call: " + call);
    }
    mishaps.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(mishap);
  }

  /** Names of the calls that came so far, in their order. */
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  private record Route(String name, Pattern path, Answerer answerer) {}

  private interface Answerer {
    FakeAnswer answer(List<String> segments, FakeRequest request);
  }

  private interface SignedIn {
    FakeAnswer answer(List<String> segments, FakeRequest request, FakeToken token);
  }

  /**
   * @param name method and path; {@code *} stands for one segment
   */
  private void on(String name, Answerer answerer) {
    String path = name.substring(name.indexOf(' ') + 1);
    routes.add(
        new Route(
            name, Pattern.compile("\\Q" + path.replace("*", "\\E([^/]+)\\Q") + "\\E"), answerer));
  }

  private void signedIn(String name, SignedIn answerer) {
    on(
        name,
        (segments, request) -> {
          FakeToken token = state.check(request);
          FakeAnswer answer;
          try {
            answer = answerer.answer(segments, request, token);
          } catch (Refusal refusal) {
            answer = refusal.answer;
          }
          return token.isFineGrained()
              ? answer
              : answer.with("X-OAuth-Scopes", String.join(", ", token.scopes()));
        });
  }

  private void routes() {
    on("POST /login/device/code", (_, request) -> devices.begin(request));
    on("POST /login/oauth/access_token", (_, request) -> devices.token(request));
    signedIn("GET /user", (_, _, token) -> state.user(token));
    signedIn("POST /user/repos", (_, request, token) -> state.create(token, request));
    signedIn(
        "POST /orgs/*/repos", (path, request, token) -> state.create(token, path.get(0), request));
    signedIn("GET /repos/*/*", (path, _, token) -> state.repository(token, path));
    signedIn("GET /repositories/*", (path, _, token) -> state.repository(token, path.get(0)));
    signedIn("GET /repos/*/*/branches", state::branches);
    signedIn("GET /repos/*/*/branches/*", (path, _, token) -> state.branch(token, path));
    signedIn("GET /repos/*/*/rules/branches/*", state::rules);
    signedIn("GET /repos/*/*/pulls", state::pulls);
    signedIn("POST /repos/*/*/pulls", state::open);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().getPath().contains(".git/")) {
        git.handle(exchange);
        return;
      }
      FakeRequest request = FakeRequest.of(exchange);
      Optional<Mishap> mishap;
      FakeAnswer answer;
      lookAtGit.run();
      synchronized (this) {
        Route route = route(request);
        requests.add(route.name());
        mishap = Optional.ofNullable(mishaps.getOrDefault(route.name(), new ArrayDeque<>()).poll());
        boolean applied = mishap.map(Mishap::isApplied).orElse(true);
        answer = applied ? answer(route, request) : FakeAnswer.page(500);
      }
      if (mishap.isPresent()) {
        fail(exchange, mishap.get(), answer);
      } else {
        send(exchange, answer);
      }
    }
  }

  private Route route(FakeRequest request) {
    return routes.stream()
        .filter(route -> route.name().startsWith(request.method() + " "))
        .filter(route -> route.path().matcher(request.path()).matches())
        .findFirst()
        .orElseGet(
            () ->
                new Route(
                    request.method() + " " + request.path(),
                    Pattern.compile(".*"),
                    (_, _) -> {
                      throw Refusal.notFound();
                    }));
  }

  private static FakeAnswer answer(Route route, FakeRequest request) {
    Matcher path = route.path().matcher(request.path());
    var segments = new ArrayList<String>();
    if (path.matches()) {
      for (int i = 1; i <= path.groupCount(); i++) {
        segments.add(FakeRequest.decoded(path.group(i)));
      }
    }
    try {
      return route.answerer().answer(segments, request);
    } catch (Refusal refusal) {
      return refusal.answer;
    }
  }

  private void fail(HttpExchange exchange, Mishap mishap, FakeAnswer answer) throws IOException {
    switch (mishap) {
      case RESET, RESET_AFTER_APPLYING -> exchange.close();
      case SILENCE -> {
        try {
          closed.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      case TRUNCATED -> {
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), Math.max(2, answer.body().length));
        exchange.getResponseBody().write(answer.body(), 0, answer.body().length / 2);
        exchange.getResponseBody().flush();
        exchange.close();
      }
      case WRONG_TYPE -> send(exchange, FakeAnswer.page(200));
      case WRONG_SHAPE -> send(exchange, FakeAnswer.json(200, Map.of("id", List.of(7))));
      case BROKEN_JSON ->
          send(
              exchange,
              new FakeAnswer(
                  answer.status(),
                  answer.type(),
                  Map.of(),
                  Arrays.copyOf(answer.body(), Math.max(1, answer.body().length / 2))));
      case TOO_MANY ->
          send(exchange, Refusal.of(429, "Too many requests.").answer.with("Retry-After", "1"));
      case SECONDARY_LIMIT ->
          send(
              exchange,
              Refusal.of(403, "You have exceeded a secondary rate limit.")
                  .answer
                  .with("Retry-After", "1"));
      case USED_UP -> send(exchange, usedUp());
      case FAILING -> send(exchange, Refusal.of(500, "Server Error").answer);
      case BAD_GATEWAY -> send(exchange, FakeAnswer.page(502));
    }
  }

  private FakeAnswer usedUp() {
    long reset = clock.instant().getEpochSecond() + 1800;
    return Refusal.of(403, "API rate limit exceeded for user ID 1.")
        .answer
        .with("x-ratelimit-remaining", "0")
        .with("x-ratelimit-reset", String.valueOf(reset));
  }

  private static void send(HttpExchange exchange, FakeAnswer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.getResponseHeaders().set("X-GitHub-Request-Id", "C0DE:1");
    exchange.getResponseHeaders().set("x-ratelimit-remaining", "4999");
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(answer.status(), answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
