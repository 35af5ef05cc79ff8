package dev.freehold.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpFramingTest {
  @Test
  void chunksAreUndone() throws IOException {
    var body =
        new ChunkedBody(stream("4;x=y\r\nWiki\r\n5\r\npedia\r\n0\r\nTrailer: x\r\n\r\nrest"));
    assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("Wikipedia");
  }

  @Test
  void aBodyThatIsCutOffIsNoBody() {
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> new ChunkedBody(stream("4\r\nWi")).readAllBytes());
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> new SizedBody(stream("Wi"), 4).readAllBytes());
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> new ChunkedBody(stream("zz\r\n")).readAllBytes());
  }

  @Test
  void whatIsNotHttpIsRefused() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> HttpLines.status(stream("SSH-2.0-x\r\n")));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> HttpLines.headers(stream("no colon\r\n\r\n")));
    assertThatExceptionOfType(EOFException.class).isThrownBy(() -> HttpLines.read(stream("HTT")));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> HttpLines.read(stream("x".repeat(20_000))));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
