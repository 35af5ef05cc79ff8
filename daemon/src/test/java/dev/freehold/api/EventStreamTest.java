package dev.freehold.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.step.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
  private final List<AutoCloseable> open = new ArrayList<>();
  private ApiFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new ApiFixture();
    fixture.database.change(
        sql ->
            sql.update(
                "insert into apps (id, slug, builder, created_at) values ('a1', 'shop', 'x', 0)"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
    fixture.close();
  }

  private void start(Duration keepAlive) {
    open.add(fixture.start(keepAlive));
  }

  private SseClient listen(String query, Map<String, String> headers) throws IOException {
    SseClient client = SseClient.listen(fixture.home.socket(), "/v1/events" + query, headers);
    open.add(client);
    await().until(() -> client.comments().contains("connected"));
    return client;
  }

  private long append(String run, String type) {
    return fixture.log.append(run, "a1", type, Map.of("step", "build"));
  }

  @Test
  void tellsWhatHappensAsItHappens() throws Exception {
    start(Duration.ofSeconds(15));
    SseClient client = listen("", Map.of());
    assertThat(client.status()).isEqualTo(200);
    assertThat(client.headers()).containsEntry("content-type", "text/event-stream;charset=utf-8");
    long seq = append("run-1", "step.started");
    await().until(() -> client.events().size() == 1);
    SseClient.Heard heard = client.events().getFirst();
    assertThat(heard.id()).isEqualTo(seq);
    assertThat(heard.type()).isEqualTo("step.started");
    assertThat(heard.data().path("runId").asText()).isEqualTo("run-1");
    assertThat(heard.data().path("app").asText()).isEqualTo("shop");
    assertThat(heard.data().path("at").asText()).matches("\\d{4}-.*T.*\\.\\d{3}Z");
    assertThat(heard.data().path("step").asText()).isEqualTo("build");
  }

  @Test
  void clientsThatAreGoneHoldUpNobody() throws Exception {
    start(Duration.ofMinutes(10));
    for (int i = 0; i < 3 * EventStream.MOST; i++) {
      listen("", Map.of()).close();
    }
  }

  @Test
  @Timeout(60)
  void oneMoreThanAreKeptIsRefusedUntilAnotherEnds() throws Exception {
    start(Duration.ofMillis(100));
    var first = listen("", Map.of());
    for (int i = 1; i < EventStream.MOST; i++) {
      listen("", Map.of());
    }

    UnixHttp.Answer refused = fixture.http.get("/v1/events");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("api.too-many-streams");
    assertThat(fixture.http.get("/v1/nothing").status()).isEqualTo(404);
    first.close();
    await()
        .untilAsserted(
            () -> {
              try (SseClient again =
                  SseClient.listen(fixture.home.socket(), "/v1/events", Map.of())) {
                assertThat(again.status()).isEqualTo(200);
              }
            });
  }

  @Test
  void tellsARunFromItsBeginning() throws Exception {
    start(Duration.ofSeconds(15));
    long first = append("run-1", "step.started");
    append("run-2", "step.started");
    long second = append("run-1", "step.done");
    SseClient client = listen("?run=run-1", Map.of());
    await().until(() -> client.ids().equals(List.of(first, second)));
    append("run-2", "step.done");
    long third = append("run-1", "step.started");
    await().until(() -> client.ids().equals(List.of(first, second, third)));
  }

  @Test
  void tellsOfOneAppOnly() throws Exception {
    start(Duration.ofSeconds(15));
    SseClient shop = listen("?app=shop", Map.of());
    SseClient other = listen("?app=other", Map.of());
    fixture.log.append("run-9", null, "plan.state", Map.of("state", "ready"));
    long seq = append("run-1", "step.started");
    await().until(() -> shop.ids().equals(List.of(seq)));
    assertThat(other.events()).isEmpty();
  }

  @Test
  void resumesAfterTheLastEventThatAClientSawWithoutGapOrRepeat() throws Exception {
    start(Duration.ofSeconds(15));
    for (int i = 0; i < 450; i++) {
      append("run-1", "log");
    }
    SseClient resumed = listen("", Map.of("Last-Event-ID", "3"));
    append("run-1", "step.done");
    List<Long> expected = LongStream.rangeClosed(4, 451).boxed().toList();
    await().until(() -> resumed.ids().equals(expected));
    SseClient byParameter = listen("?after=449", Map.of());
    await().until(() -> byParameter.ids().equals(List.of(450L, 451L)));
  }

  @Test
  void goesOnWithWhatComesWhenTheClientIsAheadOfARestoredBackup() throws Exception {
    start(Duration.ofSeconds(15));
    SseClient client = listen("", Map.of("Last-Event-ID", "999999"));
    long seq = append("run-1", "step.started");
    await().until(() -> client.ids().equals(List.of(seq)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1.5"})
  void refusesALastEventIdThatIsNoNumber(String id) throws Exception {
    start(Duration.ofSeconds(15));
    UnixHttp.Answer answer =
        fixture.http.send("GET", "/v1/events", Map.of("Last-Event-ID", id), null);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("api.field-invalid");
  }

  @Test
  void saysNowAndThenThatItIsStillThere() throws Exception {
    start(Duration.ofMillis(50));
    SseClient client = listen("?run=run-1", Map.of());
    await().until(() -> count(client, "keep-alive") >= 3);
    assertThat(client.events()).isEmpty();
  }

  @Test
  void saysSoAlsoWhileOthersAreBusy() throws Exception {
    start(Duration.ofMillis(100));
    SseClient client = listen("?run=quiet", Map.of());
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              append("busy", "log");
              return count(client, "keep-alive") >= 2;
            });
  }

  @Test
  void twoClientsHearTheSameAndASlowOneHoldsUpNobody() throws Exception {
    start(Duration.ofSeconds(15));
    String head = UnixHttp.head("GET", "/v1/events?after=0", Map.of("Host", "daemon.local"));
    open.add(new UnixHttp(fixture.home.socket()).open(head));
    SseClient one = listen("", Map.of());
    SseClient two = listen("", Map.of());
    String line = "x".repeat(60_000);
    long last = 0;
    for (int i = 0; i < 60; i++) {
      last = fixture.log.append("run-1", "a1", "log", Map.of("step", "build", "lines", line));
    }
    long newest = last;
    await().until(() -> one.ids().contains(newest) && two.ids().contains(newest));
    assertThat(one.ids()).isEqualTo(two.ids()).hasSize(60);
    assertThat(fixture.log.after(0, Event.Filter.ALL, 100)).hasSize(60);
  }

  @Test
  void endsCleanlyWhenTheDaemonStops() throws Exception {
    ApiFixture.Running server = fixture.start();
    SseClient client = listen("", Map.of());
    long seq = append("run-1", "step.started");
    await().until(() -> client.ids().equals(List.of(seq)));
    long before = System.nanoTime();
    server.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    await().until(client::endedCleanly);
  }

  @Test
  void aClientThatWentAwayIsForgottenWithoutALoggedMistake() throws Exception {
    start(Duration.ofMillis(50));
    try (var log = new RecordedLog(Problems.class)) {
      SseClient client = listen("", Map.of());
      client.close();
      SseClient witness = listen("", Map.of());
      await().until(() -> count(witness, "keep-alive") >= 5);
      assertThat(log.messages()).isEmpty();
    }
  }

  private static long count(SseClient client, String comment) {
    return client.comments().stream().filter(comment::equals).count();
  }
}
