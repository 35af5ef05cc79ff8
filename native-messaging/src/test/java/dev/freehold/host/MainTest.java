package dev.freehold.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may start a conversation at all. */
class MainTest {
  private static final String ID = "cmailpibelejjbdgmndojgngbpkbbnni";
  private static final byte[] HELLO = frame("{\"hello\":{\"min\":1,\"max\":1}}");

  @Test
  void ourExtensionIsAnswered() throws Exception {
    Said said = run(List.of("chrome-extension://" + ID + "/", "--parent-window=0"));
    assertThat(said.exit()).isZero();
    assertThat(said.frame().at("/hello/protocol").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/",
        "chrome-extension://" + ID,
        "chrome-extension://" + ID + "/page.html",
        "chrome-extension://" + ID + ".evil.example/",
        "CHROME-EXTENSION://" + ID + "/",
        "moz-extension://" + ID + "/",
        "https://lovable.dev/",
        ID,
        "",
      })
  void nobodyElseIs(String origin) throws Exception {
    assertRefused(run(List.of(origin)));
    assertRefused(run(List.of(origin, "chrome-extension://" + ID + "/")));
  }

  @Test
  void aCallerWithoutANameIsNot() throws Exception {
    assertRefused(run(List.of()));
  }

  private static void assertRefused(Said said) {
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.frame().at("/error/code").asText()).isEqualTo("host.origin-refused");
    assertThat(Schemas.faults("from-host", said.frame())).isEmpty();
  }

  /** The only frame that was said, and the exit code. */
  private record Said(int exit, JsonNode frame) {}

  private static Said run(List<String> arguments) throws IOException {
    var out = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(HELLO);
    int exit = Main.run(arguments, Map.of(), in, new FrameWriter(out, () -> {}));
    ByteBuffer said = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.nativeOrder());
    assertThat(said.getInt()).isEqualTo(said.remaining());
    return new Said(
        exit, Schemas.MAPPER.readTree(out.toByteArray(), Integer.BYTES, said.remaining()));
  }

  private static byte[] frame(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + bytes.length)
        .order(ByteOrder.nativeOrder())
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }
}
