package dev.freehold.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.MachineError;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the transport takes and what it refuses, over a real socket. */
class RequestRulesTest {
  /** A body as a route would declare it. */
  record Order(String name, int count, @Nullable String note, List<String> tags) {
    Order {
      if (name.equals("forbidden")) {
        throw new UserError("order.forbidden", "No.", "Don't.");
      }
      if (count < 0) {
        throw new IllegalArgumentException("count " + count);
      }
    }
  }

  private static ApiFixture fixture;
  private static ApiFixture.Running server;
  private static UnixHttp http;

  @BeforeAll
  static void start() throws IOException {
    fixture = new ApiFixture();
    http = fixture.http;
    server =
        fixture.start(
            new Route(HandlerType.GET, "/v1/hello", c -> c.json(Map.of("hello", "world"))),
            new Route(HandlerType.GET, "/v1/things/{name}", c -> c.json(c.pathParamMap())),
            new Route(HandlerType.GET, "/v1/list", RequestRulesTest::list),
            new Route(HandlerType.POST, "/v1/orders", c -> c.json(JsonBody.read(c, Order.class))),
            new Route(
                HandlerType.PUT,
                "/v1/chunks",
                Route.Body.CHUNK,
                c -> c.json(Map.of("received", c.bodyAsBytes().length))),
            new Route(HandlerType.GET, "/v1/letters", c -> c.json("x".repeat(letters(c)))),
            new Route(HandlerType.GET, "/v1/fails/{how}", c -> fail(c.pathParam("how"))));
  }

  private static void list(Context context) {
    context.json(Map.of("limit", QueryParameters.limit(context, 20, 100)));
  }

  private static int letters(Context context) {
    return QueryParameters.number(context, "count").orElseThrow().intValue();
  }

  private static void fail(String how) {
    switch (how) {
      case "bug" -> throw new IllegalStateException("secret detail /home/ada");
      case "error" -> throw new StackOverflowError();
      case "full" ->
          throw new UncheckedIOException(new IOException("write: No space left on device"));
      case "full-file" ->
          throw MachineError.io("Writing /x", new IOException("/x: Disk quota exceeded"));
      case "machine" -> throw new MachineError("machine.io", "The disk is full.", "Make room.");
      case "provider" ->
          throw new ProviderError("aws.throttled", "Slow down.", "Wait.", true, "req-1", null);
      case String code -> throw new UserError(code, "What happened.", "What to do.");
    }
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    fixture.close();
  }

  @Test
  void answersItsClientsInJson() throws Exception {
    UnixHttp.Answer answer = http.get("/v1/hello");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(answer.text()).isEqualTo("{\"hello\":\"world\"}");
    assertThat(answer.headers()).doesNotContainKeys("server", "set-cookie", "x-powered-by");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "127.0.0.1",
        "daemon.local:80",
        "DAEMON.LOCAL",
        "daemon.local.evil.example",
        "evil.example"
      })
  void refusesAnotherHost(String host) throws Exception {
    assertRefused(403, "api.host", http.send("GET", "/v1/hello", Map.of("Host", host), null));
  }

  @Test
  void refusesARequestWithoutHost() throws Exception {
    UnixHttp.Answer answer =
        http.raw("GET /v1/hello HTTP/1.1\r\nConnection: close\r\n\r\n", new byte[0]);
    assertRefused(400, "api.request-invalid", answer);
    assertRefused(
        400, "api.request-invalid", http.send("GET", "/v1/hello", Map.of("Host", ""), null));
    UnixHttp.Answer old = http.raw("GET /v1/hello HTTP/1.0\r\n\r\n", new byte[0]);
    assertRefused(403, "api.host", old);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://lovable.dev",
    "Origin, null",
    "origin, http://daemon.local",
    "Referer, https://lovable.dev/projects/1",
    "Sec-Fetch-Site, same-origin",
    "Sec-Fetch-Mode, no-cors",
    "SEC-FETCH-DEST, image"
  })
  void refusesWhatComesFromAPage(String header, String value) throws Exception {
    assertRefused(
        403, "api.cross-origin", http.send("GET", "/v1/hello", Map.of(header, value), null));
    assertRefused(
        403, "api.cross-origin", http.send("GET", "/v1/nothing", Map.of(header, value), null));
    assertRefused(
        403, "api.cross-origin", http.send("OPTIONS", "/v1/hello", Map.of(header, value), null));
  }

  @Test
  void refusesAnotherUser() {
    UserPrincipal ada = new Named("ada", 1000);
    assertThatCode(() -> PeerCheck.refuseForeign(ada, new Named("ada", 1000)))
        .doesNotThrowAnyException();
    for (UserPrincipal other : List.of(new Named("bob", 1001), new Named("root", 0))) {
      assertThatThrownBy(() -> PeerCheck.refuseForeign(ada, other))
          .isInstanceOfSatisfying(
              UserError.class,
              e -> {
                assertThat(e.code()).isEqualTo("api.foreign-user");
                assertThat(Problem.of(e).status()).isEqualTo(403);
              });
    }
  }

  private record Named(String name, int uid) implements UserPrincipal {
    @Override
    public String getName() {
      return name;
    }
  }

  @Test
  void saysThatAPathIsUnknown() throws Exception {
    assertRefused(404, "api.not-found", http.get("/v1/nothing"));
    assertRefused(404, "api.not-found", http.get("/"));
    assertRefused(404, "api.not-found", http.sendJson("POST", "/v1/nothing", "{}"));
  }

  @Test
  void saysWhichMethodsAPathHas() throws Exception {
    UnixHttp.Answer answer = http.sendJson("POST", "/v1/hello", "{}");
    assertRefused(405, "api.method-not-allowed", answer);
    assertThat(answer.header("allow")).isEqualTo("GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/things/a%2fb", "/v1/things/%2e%2e/hello", "/v1//hello", "/v1/..;/hello"})
  void refusesAmbiguousPaths(String path) throws Exception {
    assertRefused(400, "api.request-invalid", http.get(path));
  }

  @Test
  void refusesWhatIsNotHttp() throws Exception {
    assertRefused(400, "api.request-invalid", http.raw("\u0000\u0001garbage\r\n\r\n", new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""})
  void takesOnlyJsonAsBody(String type) throws Exception {
    byte[] body = "{\"name\":\"a\",\"count\":1,\"tags\":[]}".getBytes(UTF_8);
    Map<String, String> headers = type.isEmpty() ? Map.of() : Map.of("Content-Type", type);
    assertRefused(415, "api.content-type", http.send("POST", "/v1/orders", headers, body));
    assertThat(
            http.send(
                    "POST",
                    "/v1/orders",
                    Map.of("Content-Type", "Application/JSON; charset=utf-8"),
                    body)
                .status())
        .isEqualTo(200);
  }

  @Test
  void takesOnlyBytesAsChunk() throws Exception {
    assertRefused(415, "api.content-type", http.sendJson("PUT", "/v1/chunks", "{}"));
    UnixHttp.Answer answer = chunk(512 * 1024);
    assertThat(answer.json().path("received").asInt()).isEqualTo(512 * 1024);
    assertRefused(413, "api.body-too-large", chunk(512 * 1024 + 1));
  }

  private static UnixHttp.Answer chunk(int size) throws IOException {
    return http.send(
        "PUT", "/v1/chunks", Map.of("Content-Type", "application/octet-stream"), new byte[size]);
  }

  @Test
  void refusesABodyOverOneMebibyteBeforeItComes() throws Exception {
    var headers = Map.of("Content-Type", "application/json", "Content-Length", "1048577");
    assertRefused(413, "api.body-too-large", http.send("POST", "/v1/orders", headers, null));
  }

  @Test
  void refusesABodyThatGrowsOverOneMebibyteInComing() throws Exception {
    String head =
        UnixHttp.head(
            "POST",
            "/v1/orders",
            Map.of(
                "Host", "daemon.local",
                "Content-Type", "application/json",
                "Transfer-Encoding", "chunked"));
    String chunk = "40000\r\n" + " ".repeat(0x40000) + "\r\n";
    assertRefused(
        413, "api.body-too-large", http.raw(head, (chunk.repeat(5) + "0\r\n\r\n").getBytes(UTF_8)));
  }

  @Test
  void readsABodyIntoARecord() throws Exception {
    UnixHttp.Answer answer =
        http.sendJson("POST", "/v1/orders", "{\"name\":\"é\",\"count\":2,\"tags\":[\"x\"]}");
    assertThat(answer.text())
        .isEqualTo("{\"name\":\"é\",\"count\":2,\"note\":null,\"tags\":[\"x\"]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\": hunter2} | line 1, column 10",
        "{\"name\":\"hunter2\" | line 1, column",
        "{\"name\":\"hunter2\"} {} | line 1, column 20",
        "{\"name\":\"hunter2\",\"name\":\"b\"} | line 1, column",
        "[1] | one object in braces",
        "\"hunter2\" | one object in braces",
        "`` | one object in braces",
      })
  void saysWhereJsonGoesWrongAndNeverWhatItSays(String body, String where) throws Exception {
    UnixHttp.Answer answer = http.sendJson("POST", "/v1/orders", body);
    assertRefused(400, "api.json-invalid", answer);
    assertThat(answer.text()).contains(where).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"count\":1,\"tags\":[]} | 'name' is missing",
        "{\"name\":null,\"count\":1,\"tags\":[]} | 'name' is missing",
        "{\"name\":\"a\",\"tags\":[]} | 'count' is missing",
        "{\"name\":\"a\",\"count\":\"hunter2\",\"tags\":[]} | 'count' has a value of the wrong"
            + " kind",
        "{\"name\":\"a\",\"count\":{},\"tags\":[]} | 'count' has a value of the wrong kind",
        "{\"name\":\"a\",\"count\":1,\"tags\":\"hunter2\"} | 'tags' has a value of the wrong kind",
        "{\"name\":\"a\",\"count\":1,\"tags\":[[]]} | 'tags.[0]' has a value of the wrong kind",
        "{\"name\":\"a\",\"count\":-1,\"tags\":[]} | has a value of the wrong kind",
      })
  void namesTheFieldThatIsWrong(String body, String what) throws Exception {
    UnixHttp.Answer answer = http.sendJson("POST", "/v1/orders", body);
    assertRefused(400, "api.field-invalid", answer);
    assertThat(answer.json().path("detail").asText()).contains(what).doesNotContain("hunter2");
  }

  @Test
  void letsARecordRefuseWithACodeOfItsOwn() throws Exception {
    assertRefused(
        422,
        "order.forbidden",
        http.sendJson("POST", "/v1/orders", "{\"name\":\"forbidden\",\"count\":1,\"tags\":[]}"));
  }

  @ParameterizedTest
  @CsvSource({"'', 20", "?limit=7, 7", "?limit=0, 1", "?limit=100000, 100", "?limit=, 20"})
  void boundsPages(String query, int limit) throws Exception {
    assertThat(http.get("/v1/list" + query).json().path("limit").asInt()).isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "1.5", "99999999999999999999"})
  void refusesAPageSizeThatIsNoNumber(String limit) throws Exception {
    assertRefused(400, "api.field-invalid", http.get("/v1/list?limit=" + limit));
  }

  @ParameterizedTest
  @CsvSource({
    "app.unknown, 404",
    "git.conflict, 409",
    "environment.busy, 409",
    "plan.stale, 409",
    "deployment.not-cancellable, 409",
    "intake.too-large, 413",
    "detect.not-a-web-app, 422",
  })
  void givesEachKindOfUserErrorItsStatus(String code, int status) throws Exception {
    UnixHttp.Answer answer = http.get("/v1/fails/" + code);
    assertRefused(status, code, answer);
    assertThat(answer.json().path("detail").asText()).isEqualTo("What happened.");
    assertThat(answer.json().path("remedy").asText()).isEqualTo("What to do.");
    assertThat(answer.json().path("type").asText()).isEqualTo("about:blank");
    assertThat(answer.json().path("title").asText()).isNotEmpty();
    assertThat(answer.json().has("retryable")).isFalse();
  }

  @Test
  void saysWhenTheMachineIsInTheWay() throws Exception {
    assertRefused(503, "machine.io", http.get("/v1/fails/machine"));
    assertRefused(503, "machine.no-room", http.get("/v1/fails/full"));
    assertRefused(503, "machine.no-room", http.get("/v1/fails/full-file"));
  }

  @Test
  void passesOnWhatAProviderSaid() throws Exception {
    UnixHttp.Answer answer = http.get("/v1/fails/provider");
    assertRefused(502, "aws.throttled", answer);
    assertThat(answer.json().path("providerRequestId").asText()).isEqualTo("req-1");
    assertThat(answer.json().path("retryable").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bug", "error"})
  void logsABugOnceAndTellsNothingOfIt(String how) throws Exception {
    try (var log = new RecordedLog(Problems.class)) {
      UnixHttp.Answer answer = http.get("/v1/fails/" + how);
      assertRefused(500, "internal.bug", answer);
      assertThat(answer.text()).doesNotContain("secret").doesNotContain("Exception");
      assertThat(log.withStackTrace()).hasSize(1);
    }
  }

  @Test
  void holdsEveryReplyUnder768KiB() throws Exception {
    UnixHttp.Answer full = http.get("/v1/letters?count=" + 768 * 1024);
    assertThat(full.status()).isEqualTo(200);
    assertThat(full.text()).hasSize(768 * 1024);
    try (var log = new RecordedLog(ReplySize.class)) {
      UnixHttp.Answer answer = http.get("/v1/letters?count=" + (768 * 1024 + 1));
      assertRefused(500, "internal.reply-too-large", answer);
      assertThat(log.messages()).singleElement().asString().contains("/v1/letters");
    }
  }

  @Test
  void opensNoTcpPort() throws Exception {
    assertThat(http.get("/v1/hello").status()).isEqualTo(200);
    assertThat(ListeningPorts.of(Path.of("/proc/self"))).isEmpty();
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(ListeningPorts.of(Path.of("/proc/self")))
          .as("it would have been seen")
          .singleElement()
          .asString()
          .endsWith(":%04X".formatted(listening.getLocalPort()));
    }
  }

  private static void assertRefused(int status, String code, UnixHttp.Answer answer) {
    assertThat(answer.text()).contains("\"code\":\"" + code + "\"");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(answer.headers()).doesNotContainKey("server");
  }
}
