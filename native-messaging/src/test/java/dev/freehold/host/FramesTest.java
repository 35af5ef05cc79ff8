package dev.freehold.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad frames: each is answered, and the next good one works unless the lengths have lied. */
class FramesTest {
  private static final int MEBIBYTE = 1 << 20;

  private @TempDir Path temp;
  private FakeDaemon daemon;
  private Port port;

  @BeforeEach
  void open() throws Exception {
    daemon = new FakeDaemon(temp.resolve("s"), FakeDaemon.json("{}"));
    port = Port.greeted(temp.resolve("s"));
  }

  @AfterEach
  void close() throws Exception {
    port.close();
    daemon.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | host.json-invalid",
        "{ | host.json-invalid",
        "{\"id\":\"1\" | host.json-invalid",
        "{} {} | host.json-invalid",
        "{'id':'1'} | host.json-invalid",
        "{\"id\":\"1\",\"id\":\"2\"} | host.json-invalid",
        "{\"id\":\"1\",\"method\":\"PUT\",\"path\":\"/v1/x\",\"body\":{\"a\":1,\"a\":2}} |"
            + " host.json-invalid",
        "{\"id\":NaN} | host.json-invalid",
        "{\"id\":01} | host.json-invalid",
        "{\"id\":\"\\x\"} | host.json-invalid",
        "// a comment | host.json-invalid",
        "\uFEFF{} | host.json-invalid",
        "{\"hello\":{\"min\":99999999999999999999999,\"max\":1}} | host.frame-invalid",
        "{\"id\":\"1\",\"subscribe\":{\"after\":1e3}} | host.frame-invalid",
      })
  void badJsonIsRefused(String frame, String code) throws Exception {
    assertThat(port.frame(frame.getBytes(StandardCharsets.UTF_8)).nextCode()).isEqualTo(code);
    goesOn();
  }

  @Test
  void whatIsNotUtf8IsRefused() throws Exception {
    byte[][] frames = {
      {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
      {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'},
      {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
      {'{', '"', (byte) 0xe2, (byte) 0x82},
    };
    for (byte[] frame : frames) {
      assertThat(port.frame(frame).nextCode()).isEqualTo("host.not-utf8");
    }
    byte[] wide = "{\"hello\":{\"min\":1,\"max\":1}}".getBytes(StandardCharsets.UTF_16LE);
    assertThat(port.frame(wide).nextCode()).isEqualTo("host.json-invalid");
    goesOn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void deepNestingIsRefused(String opening) throws Exception {
    String deep = "{\"id\":\"d\",\"method\":\"PUT\",\"path\":\"/v1/x\",\"body\":";
    String frame = deep + opening.repeat(MEBIBYTE / opening.length() - 100);
    assertThat(port.frame(frame.getBytes(StandardCharsets.UTF_8)).nextCode())
        .isEqualTo("host.json-limits");
    String closing = opening.equals("[") ? "]" : "}";
    String allowed = deep + opening.repeat(63) + "1" + closing.repeat(63) + "}";
    assertThat(port.frame(allowed.getBytes(StandardCharsets.UTF_8)).next().path("status").asInt())
        .isEqualTo(200);
    goesOn();
  }

  @Test
  void aFrameIsAtMostOneMebibyte() throws Exception {
    String frame = "{\"id\":\"1\",\"method\":\"PUT\",\"path\":\"/v1/x\",\"body\":\"%s\"}";
    int room = MEBIBYTE - frame.length() + 2;
    byte[] full = frame.formatted("x".repeat(room)).getBytes(StandardCharsets.UTF_8);
    assertThat(full).hasSize(MEBIBYTE);
    assertThat(port.frame(full).next().path("status").asInt()).isEqualTo(200);
    for (int size : new int[] {MEBIBYTE + 1, 3 * MEBIBYTE}) {
      JsonNode refused = port.frame(new byte[size]).next().path("error");
      assertThat(refused.path("code").asText()).isEqualTo("host.frame-too-large");
      assertThat(refused.path("message").asText()).contains("%,d bytes".formatted(size));
    }
    goesOn();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, (64 << 20) + 1, 0x7b7b7b7b})
  void aLengthThatCanNotBeOneEndsIt(int length) throws Exception {
    assertThat(port.length(length).nextCode()).isEqualTo("host.frame-length");
    assertThat(port.exit()).isEqualTo(1);
  }

  @Test
  void aFrameThatIsCutOffEndsIt() throws Exception {
    port.length(10).raw(new byte[] {'{'});
    assertThat(port.end()).isEqualTo(1);
    assertThat(port.nextCode()).isEqualTo("host.frame-truncated");
  }

  @Test
  void aLengthThatIsCutOffEndsIt() throws Exception {
    port.raw(new byte[] {1, 0});
    assertThat(port.end()).isEqualTo(1);
    assertThat(port.nextCode()).isEqualTo("host.frame-truncated");
  }

  @Test
  void aLargeFrameThatIsCutOffEndsIt() throws Exception {
    port.length(2 * MEBIBYTE).raw(new byte[100]);
    assertThat(port.end()).isEqualTo(1);
    assertThat(port.nextCode()).isEqualTo("host.frame-truncated");
  }

  private void goesOn() throws Exception {
    port.send("{'id':'good','method':'GET','path':'/v1/status'}");
    assertThat(port.next().path("id").asText()).isEqualTo("good");
  }
}
