package dev.freehold.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A conversation with the host over its own frames, with a daemon that is made up. */
class HostTest {
  private @TempDir Path temp;
  private Path socket;

  @BeforeEach
  void place() {
    socket = temp.resolve("s");
  }

  @Test
  void sayingHelloComesFirst() throws Exception {
    try (var daemon = new FakeDaemon(socket, FakeDaemon.json("{}"));
        var port = Port.open(socket)) {
      port.send("{'id':'1','method':'GET','path':'/v1/status'}");
      JsonNode refused = port.next();
      assertThat(refused.path("id").asText()).isEqualTo("1");
      assertThat(refused.at("/error/code").asText()).isEqualTo("host.hello-expected");
      assertThat(daemon.wasAsked()).isFalse();
      port.send("{'hello':{'min':1,'max':9}}");
      assertThat(port.next())
          .isEqualTo(
              Schemas.MAPPER.readTree(
                  "{\"hello\":{\"protocol\":1,\"min\":1,\"max\":1,\"version\":\"1.2.3\"}}"));
    }
  }

  @Test
  void versionsThatDoNotMeetAreOneSentenceAndWhatToDo() throws Exception {
    try (var port = Port.open(socket)) {
      JsonNode newer = port.send("{'hello':{'min':2,'max':3}}").next().path("error");
      assertThat(newer.path("code").asText()).isEqualTo("host.protocol-mismatch");
      assertThat(newer.path("message").asText()).contains("2 to 3").contains("1.2.3, speaks 1.");
      assertThat(newer.path("remedy").asText()).endsWith("freehold browser install");
      JsonNode older = port.send("{'hello':{'min':0,'max':0}}").next().path("error");
      assertThat(older.path("remedy").asText()).startsWith("Update the extension");
      assertThat(port.send("{'id':'1','unsubscribe':true}").nextCode())
          .isEqualTo("host.hello-expected");
      port.hello();
    }
  }

  @Test
  void aRequestReachesTheDaemonAsItIs() throws Exception {
    String body = "{ \"n\": 1.50, \"big\": 123456789012345678901234567890, \"half\": \"\\ud83d\" }";
    try (var daemon = new FakeDaemon(socket, FakeDaemon.json("{}"));
        var port = Port.greeted(socket)) {
      port.frame(
          ("{\"body\": " + body + " ,\"path\":\"/v1/a%20b?x=1\",\"method\":\"PATCH\",\"id\":\"r\"}")
              .getBytes(StandardCharsets.UTF_8));
      assertThat(port.next().path("id").asText()).isEqualTo("r");
      FakeDaemon.Asked asked = daemon.nextAsked();
      assertThat(asked.method()).isEqualTo("PATCH");
      assertThat(asked.target()).isEqualTo("/v1/a%20b?x=1");
      assertThat(asked.text()).isEqualTo(body);
      assertThat(asked.headers())
          .containsEntry("freehold-client", "extension")
          .containsEntry("content-type", "application/json")
          .containsEntry("host", "daemon.local")
          .doesNotContainKey("origin");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false", "null", "17", "-0.5e3", "\"x\"", "[]", "[ {} ]"})
  void aBodyCanBeAnyValue(String body) throws Exception {
    try (var daemon = new FakeDaemon(socket, FakeDaemon.json("{}"));
        var port = Port.greeted(socket)) {
      for (String end : new String[] {"", " ", ",\"method\":\"PUT\""}) {
        String method = end.startsWith(",") ? "" : ",\"method\":\"PUT\"";
        port.frame(
            ("{\"id\":\"r\",\"path\":\"/v1/x\"" + method + ",\"body\":" + body + end + "}")
                .getBytes(StandardCharsets.UTF_8));
        assertThat(port.next().path("status").asInt()).isEqualTo(200);
        assertThat(daemon.nextAsked().text()).isEqualTo(body);
      }
    }
  }

  @Test
  void bytesArriveAsBytes() throws Exception {
    var chunk = new byte[512 << 10];
    new Random(1).nextBytes(chunk);
    try (var daemon = new FakeDaemon(socket, FakeDaemon.json("{\"received\":1}"));
        var port = Port.greeted(socket)) {
      port.send(
          "{'id':'c','method':'PUT','path':'/v1/exports/e/chunks?offset=0','bytes':'"
              + Base64.getEncoder().encodeToString(chunk)
              + "'}");
      assertThat(port.next().at("/body/received").asInt()).isEqualTo(1);
      FakeDaemon.Asked asked = daemon.nextAsked();
      assertThat(asked.body()).isEqualTo(chunk);
      assertThat(asked.headers()).containsEntry("content-type", "application/octet-stream");
    }
  }

  @Test
  void aProblemOfTheDaemonIsAnAnswer() throws Exception {
    byte[] problem = "{\"code\":\"app.unknown\",\"status\":404}".getBytes(StandardCharsets.UTF_8);
    try (var daemon =
            new FakeDaemon(socket, FakeDaemon.always(404, "application/problem+json", problem));
        var port = Port.greeted(socket)) {
      JsonNode answer = port.send("{'id':'1','method':'GET','path':'/v1/apps/x'}").next();
      assertThat(answer.path("status").asInt()).isEqualTo(404);
      assertThat(answer.at("/body/code").asText()).isEqualTo("app.unknown");
      assertThat(daemon.nextAsked().headers()).doesNotContainKey("content-type");
    }
  }

  @Test
  void aSlowAnswerHoldsUpNoOther() throws Exception {
    var fast = new CountDownLatch(1);
    FakeDaemon.Conversation conversation =
        (asked, in, out) -> {
          if (asked.target().equals("/v1/slow")) {
            fast.await();
          }
          FakeDaemon.answer(out, 200, "application/json", new byte[] {'1'});
        };
    try (var daemon = new FakeDaemon(socket, conversation);
        var port = Port.greeted(socket)) {
      port.send("{'id':'slow','method':'GET','path':'/v1/slow'}");
      assertThat(daemon.nextAsked().target()).isEqualTo("/v1/slow");
      assertThat(port.send("{'id':'slow','method':'GET','path':'/v1/fast'}").nextCode())
          .as("the id is in use")
          .isEqualTo("host.id-taken");
      port.send("{'id':'fast','method':'GET','path':'/v1/fast'}");
      assertThat(port.next().path("id").asText()).isEqualTo("fast");
      fast.countDown();
      assertThat(port.next().path("id").asText()).isEqualTo("slow");
      port.send("{'id':'slow','method':'GET','path':'/v1/fast'}");
      assertThat(port.next().path("status").asInt()).as("and free again").isEqualTo(200);
    }
  }

  @Test
  void thereIsAnEndToHowMuchRunsAtOnce() throws Exception {
    try (var daemon = new FakeDaemon(socket, HostTest::silence);
        var port = Port.greeted(socket)) {
      for (int i = 0; i < 32; i++) {
        port.send("{'id':'" + i + "','method':'GET','path':'/v1/slow'}");
      }
      assertThat(port.send("{'id':'x','method':'GET','path':'/v1/slow'}").nextCode())
          .isEqualTo("host.busy");
      port.send("{'id':'7','unsubscribe':true}");
      assertThat(port.next().path("ended").asBoolean()).isTrue();
      port.send("{'id':'x','method':'GET','path':'/v1/last'}");
      while (!daemon.nextAsked().target().equals("/v1/last")) {
        // those before it
      }
    }
  }

  @Test
  void theEndOfTheInputEndsItAtOnceWhateverHangs() throws Exception {
    var gone = new CountDownLatch(2);
    FakeDaemon.Conversation hanging =
        (asked, in, out) -> {
          if (in.read() < 0) {
            gone.countDown();
          }
        };
    try (var daemon = new FakeDaemon(socket, hanging)) {
      Port port = Port.greeted(socket);
      port.send("{'id':'1','method':'GET','path':'/v1/slow'}");
      port.send("{'id':'2','subscribe':{}}");
      daemon.nextAsked();
      daemon.nextAsked();
      assertThat(port.end()).isZero();
      gone.await();
      assertThat(port.saidMore()).isFalse();
    }
  }

  private static void silence(FakeDaemon.Asked asked, InputStream in, OutputStream out)
      throws IOException {
    assertThat(in.read()).isNegative();
  }
}
