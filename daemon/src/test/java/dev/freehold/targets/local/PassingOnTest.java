package dev.freehold.targets.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freehold.detect.Serving.ProxyRule;
import dev.freehold.release.OutputTree;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activations;
import dev.freehold.targets.local.RawHttp.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What another host answers below a prefix, asked over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PassingOnTest {
  private static final int LARGE = 20 << 20;

  private final CountDownLatch secondHalf = new CountDownLatch(1);
  private HttpServer upstream;
  private String origin;
  private LocalScene scene;

  @BeforeAll
  void serve(@TempDir Path folder) throws Exception {
    upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstream.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    upstream.createContext("/", this::answer);
    upstream.start();
    origin = "http://127.0.0.1:" + upstream.getAddress().getPort();
    var room = new ReleaseRoom(folder.resolve("home"));
    scene = new LocalScene(room);
    var serving =
        dev.freehold.detect.Serving.files(Optional.of("index.html"))
            .withProxies(
                List.of(
                    new ProxyRule("/api/", URI.create(origin)),
                    new ProxyRule("/backend.v1/", URI.create(origin), "/api/"),
                    new ProxyRule("/all/", URI.create(origin), "/"),
                    new ProxyRule("/gone/", URI.create("http://127.0.0.1:1"))));
    OutputTree output = new OutputTree().with("index.html", "<!doctype html><h1>page</h1>");
    scene.deploy(Activations.SITE, new Activations(room).of(output, serving, Map.of()));
  }

  @AfterAll
  void end() throws Exception {
    scene.close();
    upstream.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getRawPath()) {
        case "/api/path//x" -> send(exchange, 200, exchange.getRequestURI().toString());
        case "/api/back" -> {
          exchange.getResponseHeaders().add("Location", origin + "/login?a=b");
          send(exchange, 302, "");
        }
        case "/api/headers" -> {
          var seen = new StringBuilder(exchange.getRequestURI().getRawQuery() + "\n");
          exchange
              .getRequestHeaders()
              .forEach((name, all) -> seen.append(name + ": " + all + "\n"));
          send(exchange, 200, seen.toString());
        }
        case "/api/away" -> {
          exchange.getResponseHeaders().add("Location", origin + "/api/there?a=b");
          exchange.getResponseHeaders().add("Set-Cookie", "a=1; Domain=upstream.example; Path=/");
          exchange.getResponseHeaders().add("Set-Cookie", "b=2; Path=/");
          send(exchange, 302, "");
        }
        case "/api/foreign" -> {
          exchange.getResponseHeaders().add("Location", origin + "1/elsewhere");
          send(exchange, 302, "");
        }
        case "/api/count" -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          send(exchange, 201, exchange.getRequestMethod() + " " + body.length);
        }
        case "/api/stream" -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("data: one\n\n".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          await(secondHalf);
          exchange.getResponseBody().write("data: two\n\n".getBytes(StandardCharsets.UTF_8));
        }
        default -> send(exchange, 404, "nothing here");
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theOtherHostSeesItselfAndWhoAsks() throws Exception {
    Reply reply =
        scene.get(
            "/api/headers?q=%20x", "Cookie: c=1", "Connection: keep-alive, X-Hop", "X-Hop: 1");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text())
        .startsWith("q=%20x\n")
        .contains("Host: [" + origin.substring(7) + "]")
        .contains("X-forwarded-for: [127.0.0.1]")
        .contains("X-forwarded-host: [" + Activations.APP + ".localhost:" + scene.port() + "]")
        .contains("X-forwarded-proto: [http]")
        .contains("Cookie: [c=1]")
        .doesNotContain("X-hop");
    assertThat(reply.header("Freehold-Release")).contains("v1");
  }

  @Test
  void redirectsAndCookiesBecomeOnesOfThisHost() throws Exception {
    Reply reply = scene.get("/api/away");
    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.header("Location")).contains("/api/there?a=b");
    assertThat(reply.header("Set-Cookie").orElse("")).doesNotContain("upstream.example");
    assertThat(scene.get("/api/foreign").header("Location")).contains(origin + "1/elsewhere");
  }

  @Test
  void theOtherHostMayHaveItElsewhere() throws Exception {
    for (String path : new String[] {"/backend.v1/", "/b%61ckend%2ev1/", "/all/api/"}) {
      assertThat(scene.get(path + "path//x?q=%20%7B&r").text())
          .as(path)
          .isEqualTo("/api/path//x?q=%20%7B&r");
      assertThat(scene.get(path + "headers", "Cookie: c=1").text())
          .contains("Cookie: [c=1]")
          .contains("Host: [" + origin.substring(7) + "]");
    }
    assertThat(scene.get("/backend.v1/away").header("Location")).contains("/backend.v1/there?a=b");
    assertThat(scene.get("/backend.v1/back").header("Location")).contains(origin + "/login?a=b");
    assertThat(scene.get("/all/api/back").header("Location")).contains("/all/login?a=b");
    assertThat(scene.get("/backend.v12/headers", "Accept: text/html").text())
        .contains("<h1>page</h1>");
    assertThat(scene.get("/backend.v1/../api/headers").status()).isEqualTo(400);
  }

  @Test
  void largeBodiesGoThrough() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://127.0.0.1:" + scene.ownPort(Activations.SITE) + "/api/count"))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[LARGE]))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(answer.body()).isEqualTo("POST " + LARGE);
    }
  }

  @Test
  void aStreamArrivesAsItIsWritten() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://127.0.0.1:" + scene.ownPort(Activations.SITE) + "/api/stream"))
                  .build(),
              HttpResponse.BodyHandlers.ofLines());
      var lines = answer.body().iterator();
      assertThat(lines.next()).isEqualTo("data: one");
      secondHalf.countDown();
      assertThat(lines.next()).isEmpty();
      assertThat(lines.next()).isEqualTo("data: two");
    }
  }

  @Test
  void whatTheOtherHostDoesNotHaveIsNotThePage() throws Exception {
    Reply reply = scene.get("/api/nothing", "Accept: text/html");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.text()).isEqualTo("nothing here");
  }

  @Test
  void aHostThatIsGoneIsNamed() throws Exception {
    Reply reply = scene.get("/gone/x");
    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.text()).isEqualTo("This app's backend at 127.0.0.1 can't be reached.\n");
    assertThat(reply.header("Freehold-Release")).contains("v1");
    assertThat(scene.get("/elsewhere", "Accept: text/html").text()).contains("<h1>page</h1>");
  }
}
