package dev.freehold.render.devtools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final List<Event> heard = new ArrayList<>();

  private Connection connection(InputStream said) {
    return new Connection(said, told, heard::add);
  }

  private static InputStream said(String... messages) {
    return new ByteArrayInputStream(
        (String.join("\0", messages) + "\0").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anAnswerIsToldFromAnotherAndFromEvents() throws Exception {
    var connection =
        connection(
            said(
                "{\"id\":7,\"result\":{}}",
                "{\"method\":\"Page.loaded\",\"sessionId\":\"s\",\"params\":{\"a\":\"ä\"}}",
                "{\"id\":1,\"result\":{\"value\":3}}"));
    assertThat(connection.call("s", "Runtime.evaluate", Map.of("x", 1), LONG).path("value").asInt())
        .isEqualTo(3);
    assertThat(heard)
        .singleElement()
        .satisfies(event -> assertThat(event.session()).isEqualTo("s"))
        .satisfies(event -> assertThat(event.method()).isEqualTo("Page.loaded"))
        .satisfies(event -> assertThat(event.params().path("a").asText()).isEqualTo("ä"));
    assertThat(told.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"id\":1,\"method\":\"Runtime.evaluate\",\"params\":{\"x\":1},\"sessionId\":\"s\"}\0");
  }

  @Test
  void aBrowserThatEndsIsNotWaitedFor() {
    var connection = connection(said());
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> connection.call("", "Target.createTarget", Map.of(), LONG))
          .isInstanceOf(EOFException.class);
    }
  }

  @Test
  void whatIsNotJsonEndsIt() {
    assertThatThrownBy(() -> connection(said("{")).listen(LONG)).isInstanceOf(EOFException.class);
  }

  @Test
  void aRefusalSaysWhatWasRefused() {
    var connection = connection(said("{\"id\":1,\"error\":{\"message\":\"no such page\"}}"));
    assertThatThrownBy(() -> connection.call("", "Page.navigate", Map.of(), LONG))
        .isInstanceOf(IOException.class)
        .hasMessage("Page.navigate: no such page");
  }

  @Test
  void aPageThatGoesOnWhileItIsAskedDoesNotAnswer() {
    var connection =
        connection(
            said("{\"id\":1,\"error\":{\"message\":\"Inspected target navigated or closed\"}}"));
    assertThatThrownBy(() -> new Session(connection, "s").evaluate("1", LONG))
        .isInstanceOf(NoAnswerException.class);
  }

  @Test
  void anAnswerIsWaitedForNoLongerThanAsked() throws Exception {
    try (var browser = new PipedOutputStream();
        var silent = new PipedInputStream(browser)) {
      assertThatThrownBy(
              () -> connection(silent).call("", "Page.enable", Map.of(), Duration.ofMillis(50)))
          .isInstanceOf(NoAnswerException.class)
          .hasMessageContaining("Page.enable");
    }
  }

  @Test
  void whatIsFarTooLongIsPassedOver() throws Exception {
    var endless =
        new InputStream() {
          private int left = Messages.LONGEST + 1;

          @Override
          public int read() {
            return left-- > 0 ? 'x' : left == -1 ? 0 : -1;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            int n = Math.min(length, left);
            if (n <= 0) {
              return -1;
            }
            java.util.Arrays.fill(bytes, offset, offset + n, (byte) 'x');
            left -= n;
            return n;
          }
        };
    var messages =
        new Messages(new SequenceInputStream(endless, said("", "{\"id\":1,\"result\":{}}")));
    assertThat(new String(messages.next(), StandardCharsets.UTF_8))
        .isEqualTo("{\"id\":1,\"result\":{}}");
    assertThat(messages.next()).isEmpty();
  }
}
