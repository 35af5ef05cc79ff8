package dev.freehold.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden messages: the schemas and the host agree on each. */
class ProtocolTest {
  private @TempDir Path temp;

  record Golden(String name, String direction, boolean valid, JsonNode frame, String error) {
    @Override
    public String toString() {
      return direction + ": " + name;
    }
  }

  static List<Golden> messages() throws IOException {
    try (Stream<Path> files = Files.list(Schemas.PROTOCOL.resolve("golden"))) {
      return files.sorted().map(ProtocolTest::read).toList();
    }
  }

  private static Golden read(Path file) {
    try {
      JsonNode json = Schemas.MAPPER.readTree(file.toFile());
      return new Golden(
          json.required("name").asText(),
          json.required("direction").asText(),
          json.required("valid").asBoolean(),
          json.required("frame"),
          json.path("error").asText());
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }

  static List<Golden> toHost() throws IOException {
    return messages().stream().filter(message -> message.direction().equals("to-host")).toList();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theSchemaTakesWhatIsValidAndNothingElse(Golden message) {
    assertThat(Schemas.faults(message.direction(), message.frame()).isEmpty())
        .isEqualTo(message.valid());
  }

  @ParameterizedTest
  @MethodSource("toHost")
  void theHostTakesWhatIsValidAndRefusesTheRest(Golden message) throws Exception {
    Path socket = temp.resolve("s");
    try (var daemon = new FakeDaemon(socket, FakeDaemon.json("{}"));
        var port = Port.greeted(socket)) {
      port.frame(Schemas.MAPPER.writeValueAsBytes(message.frame()));
      JsonNode answer = port.next();
      assertThat(answer.at("/error/code").asText()).isEqualTo(expected(message));
      port.send("{'id':'last','method':'GET','path':'/v1/status'}");
      assertThat(port.next().path("status").asInt()).as("the next frame").isEqualTo(200);
      assertThat(daemon.wasAsked()).isTrue();
    }
  }

  /** A subscription that gets {} instead of events ends at once. */
  private static String expected(Golden message) {
    return message.error().isEmpty() && message.frame().has("subscribe")
        ? "host.events-ended"
        : message.error();
  }

  @Test
  void everyKindOfFrameHasAMessage() throws IOException {
    assertThat(messages()).extracting(Golden::name).doesNotHaveDuplicates();
    for (String direction : List.of("to-host", "from-host")) {
      JsonNode schema =
          Schemas.MAPPER.readTree(Schemas.PROTOCOL.resolve(direction + ".schema.json").toFile());
      int kinds = schema.required("anyOf").size();
      assertThat(
              messages().stream()
                  .filter(message -> message.valid() && message.direction().equals(direction))
                  .map(message -> kind(message.frame()))
                  .distinct())
          .hasSize(kinds);
    }
  }

  private static String kind(JsonNode frame) {
    return Stream.of("hello", "subscribe", "unsubscribe", "status", "event", "ended", "error")
        .filter(frame::has)
        .findFirst()
        .orElse("request");
  }
}
