package dev.freehold.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventReaderTest {
  private static EventReader reading(String text) {
    return new EventReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anEventIsItsLines() throws IOException {
    EventReader reader = reading("id: 7\nevent: log\ndata: {\"a\":\ndata:1}\nretry: 5\n\n");
    assertThat(reader.next()).contains(new StreamEvent("7", "log", "{\"a\":\n1}"));
    assertThat(reader.ended()).isFalse();
    assertThat(reader.next()).isEmpty();
    assertThat(reader.ended()).isTrue();
  }

  @Test
  void aCommentIsAPauseAndNoEnd() throws IOException {
    EventReader reader = reading(": keep-alive\n\ndata: x\n\n");
    assertThat(reader.next()).isEmpty();
    assertThat(reader.ended()).isFalse();
    assertThat(reader.next()).contains(new StreamEvent("", "message", "x"));
  }

  @Test
  void anEventThatIsCutOffIsNone() throws IOException {
    EventReader reader = reading("id: 7\nevent: log\ndata: {}\n");
    assertThat(reader.next()).isEmpty();
    assertThat(reader.ended()).isTrue();
  }
}
