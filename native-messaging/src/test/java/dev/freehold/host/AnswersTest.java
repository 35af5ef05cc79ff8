package dev.freehold.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the daemon answers, the extension gets a frame that it can read. */
class AnswersTest {
  private @TempDir Path temp;
  private Path socket;

  @BeforeEach
  void place() {
    socket = temp.resolve("s");
  }

  @Test
  void whatIsNoJsonComesAsBytes() throws Exception {
    byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff};
    try (var daemon = new FakeDaemon(socket, FakeDaemon.always(200, "image/png", picture));
        var port = Port.greeted(socket)) {
      JsonNode answer = port.send("{'id':'1','method':'GET','path':'/v1/p'}").next();
      assertThat(answer.path("contentType").asText()).isEqualTo("image/png");
      assertThat(Base64.getDecoder().decode(answer.path("bytes").asText())).isEqualTo(picture);
      assertThat(daemon.wasAsked()).isTrue();
    }
  }

  @Test
  void anAnswerWithoutContentHasNone() throws Exception {
    try (var daemon =
            new FakeDaemon(
                socket, (asked, in, out) -> FakeDaemon.write(out, "HTTP/1.1 204 No\r\n\r\n"));
        var port = Port.greeted(socket)) {
      JsonNode answer = port.send("{'id':'1','method':'DELETE','path':'/v1/p'}").next();
      assertThat(answer).isEqualTo(Schemas.MAPPER.readTree("{\"id\":\"1\",\"status\":204}"));
      assertThat(daemon.wasAsked()).isTrue();
    }
  }

  @Test
  void anAnswerIsAsLargeAsAFrameAndNoLarger() throws Exception {
    int room = FrameWriter.LONGEST - "{\"id\":\"1\",\"status\":200,\"body\":\"\"}".length();
    assertThat(codeOf(FakeDaemon.json("\"" + "x".repeat(room) + "\""))).isEmpty();
    assertThat(codeOf(FakeDaemon.json("\"" + "x".repeat(room + 1) + "\"")))
        .isEqualTo("host.answer-too-large");
    assertThat(codeOf(FakeDaemon.json("\"" + "x".repeat(3 << 20) + "\"")))
        .isEqualTo("host.answer-too-large");
    assertThat(codeOf(FakeDaemon.always(200, "image/png", new byte[800 << 10])))
        .as("base64 is longer")
        .isEqualTo("host.answer-too-large");
  }

  @Test
  void whatCanNotBeUnderstoodIsSaid() throws Exception {
    assertThat(codeOf(FakeDaemon.json("{\"a\":"))).isEqualTo("host.answer-invalid");
    assertThat(codeOf(FakeDaemon.json("{} {}"))).isEqualTo("host.answer-invalid");
    assertThat(codeOf(FakeDaemon.json(" "))).isEqualTo("host.answer-invalid");
    assertThat(codeOf(FakeDaemon.always(200, "application/json", new byte[] {'"', -1, '"'})))
        .isEqualTo("host.answer-invalid");
    assertThat(codeOf(FakeDaemon.always(200, "text/event-stream", new byte[] {':', '\n'})))
        .isEqualTo("host.answer-is-stream");
  }

  @Test
  void aConnectionThatBreaksIsSaid() throws Exception {
    assertThat(codeOf((asked, in, out) -> {})).isEqualTo("host.connection-lost");
    assertThat(
            codeOf(
                (asked, in, out) ->
                    FakeDaemon.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}")))
        .isEqualTo("host.connection-lost");
    assertThat(codeOf((asked, in, out) -> FakeDaemon.write(out, "SSH-2.0-x\r\n")))
        .isEqualTo("host.connection-lost");
  }

  private String codeOf(FakeDaemon.Conversation conversation) throws Exception {
    try (var daemon = new FakeDaemon(socket, conversation);
        var port = Port.greeted(socket)) {
      JsonNode answer = port.send("{'id':'1','method':'GET','path':'/v1/x'}").next();
      assertThat(answer.path("id").asText()).isEqualTo("1");
      assertThat(daemon.wasAsked()).isTrue();
      return answer.at("/error/code").asText();
    }
  }
}
