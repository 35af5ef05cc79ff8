package dev.freehold.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
  private static final String OPENED =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: connected\n\n";

  private @TempDir Path temp;
  private Path socket;

  @BeforeEach
  void place() {
    socket = temp.resolve("s");
  }

  /** Tells this and then waits until the host goes. */
  private static FakeDaemon.Conversation telling(String events, CountDownLatch gone) {
    return (asked, in, out) -> {
      FakeDaemon.write(out, OPENED + events);
      if (in.read() < 0) {
        gone.countDown();
      }
    };
  }

  @Test
  void eventsAreToldUntilThereAreEnough() throws Exception {
    var gone = new CountDownLatch(1);
    String events =
        "id: 7\nevent: log\ndata: {\"lines\":[\"a\"],\"n\":1.50}\n\n: keep-alive\n\n"
            + "id: 8\nevent: plan.state\ndata: {\"state\":\ndata: \"ready\"}\n\n";
    try (var daemon = new FakeDaemon(socket, telling(events, gone));
        var port = Port.greeted(socket)) {
      port.send("{'id':'s','subscribe':{'run':'r1','app':'my-shop','after':6}}");
      JsonNode first = port.next();
      assertThat(first.path("id").asText()).isEqualTo("s");
      assertThat(first.at("/event/seq").asLong()).isEqualTo(7);
      assertThat(first.at("/event/type").asText()).isEqualTo("log");
      assertThat(first.at("/event/data/lines/0").asText()).isEqualTo("a");
      assertThat(port.next().at("/event/data/state").asText()).isEqualTo("ready");
      FakeDaemon.Asked asked = daemon.nextAsked();
      assertThat(asked.target()).isEqualTo("/v1/events?run=r1&app=my-shop");
      assertThat(asked.headers())
          .containsEntry("last-event-id", "6")
          .containsEntry("freehold-client", "extension");

      port.send("{'id':'s','unsubscribe':true}");
      assertThat(port.next()).isEqualTo(Schemas.MAPPER.readTree("{\"id\":\"s\",\"ended\":true}"));
      assertThat(gone.await(20, TimeUnit.SECONDS)).as("the connection is closed").isTrue();
      port.send("{'id':'s','subscribe':{}}");
      assertThat(port.next().at("/event/seq").asLong()).as("the id is free").isEqualTo(7);
      FakeDaemon.Asked again = daemon.nextAsked();
      assertThat(again.target()).isEqualTo("/v1/events");
      assertThat(again.headers()).doesNotContainKey("last-event-id");
    }
  }

  @Test
  void whoeverUnsubscribesFromNothingIsTold() throws Exception {
    try (var port = Port.greeted(socket)) {
      assertThat(port.send("{'id':'s','unsubscribe':true}").next().path("ended").asBoolean())
          .isTrue();
    }
  }

  @Test
  void oneIdIsOneSubscription() throws Exception {
    try (var daemon = new FakeDaemon(socket, telling("", new CountDownLatch(1)));
        var port = Port.greeted(socket)) {
      port.send("{'id':'s','subscribe':{}}").send("{'id':'s','subscribe':{}}");
      assertThat(port.nextCode()).isEqualTo("host.id-taken");
      assertThat(daemon.nextAsked().target()).isEqualTo("/v1/events");
    }
  }

  @Test
  void aStreamThatEndsIsSaid() throws Exception {
    assertThat(codeAfter("id: 1\nevent: log\ndata: {}\n\n")).isEqualTo("host.events-ended");
  }

  @Test
  void aStreamThatCanNotBeUnderstoodEnds() throws Exception {
    assertThat(codeAfter("id: x\nevent: log\ndata: {}\n\n")).isEqualTo("host.answer-invalid");
    assertThat(codeAfter("id: 1\nevent: log\ndata: {\n\n")).isEqualTo("host.answer-invalid");
    assertThat(codeAfter("id: 1\nevent: log\ndata: \"" + "x".repeat(1 << 20) + "\"\n\n"))
        .isEqualTo("host.answer-too-large");
  }

  private String codeAfter(String events) throws Exception {
    try (var daemon =
            new FakeDaemon(socket, (asked, in, out) -> FakeDaemon.write(out, OPENED + events));
        var port = Port.greeted(socket)) {
      JsonNode frame = port.send("{'id':'s','subscribe':{}}").next();
      while (frame.has("event")) {
        frame = port.next();
      }
      assertThat(frame.path("ended").asBoolean()).isTrue();
      assertThat(daemon.wasAsked()).isTrue();
      return frame.at("/error/code").asText();
    }
  }

  @Test
  void whatTheDaemonRefusesIsSaidInItsWords() throws Exception {
    byte[] problem =
        "{\"code\":\"api.field-invalid\",\"detail\":\"No such run.\",\"remedy\":\"Ask for another.\"}"
            .getBytes(StandardCharsets.UTF_8);
    try (var daemon =
            new FakeDaemon(socket, FakeDaemon.always(400, "application/problem+json", problem));
        var port = Port.greeted(socket)) {
      JsonNode ended = port.send("{'id':'s','subscribe':{}}").next();
      assertThat(ended.path("ended").asBoolean()).isTrue();
      assertThat(ended.path("error"))
          .isEqualTo(
              Schemas.MAPPER.readTree(
                  "{\"code\":\"api.field-invalid\",\"message\":\"No such run.\","
                      + "\"remedy\":\"Ask for another.\"}"));
      assertThat(daemon.wasAsked()).isTrue();
    }
    try (var daemon = new FakeDaemon(socket, FakeDaemon.always(500, "text/html", new byte[0]));
        var port = Port.greeted(socket)) {
      assertThat(port.send("{'id':'s','subscribe':{}}").nextCode())
          .isEqualTo("host.answer-invalid");
      assertThat(daemon.wasAsked()).isTrue();
    }
  }
}
