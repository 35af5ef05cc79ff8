package dev.freehold.databases.postgres;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** RFC 3986: {@code %40} for {@code @}. A plus sign is a plus sign. */
final class PercentCode {
  private PercentCode() {}

  /** A percent sign that begins no number is taken as it stands. */
  static String decoded(String text) {
    var bytes = new ByteArrayOutputStream();
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < encoded.length; i++) {
      boolean escape =
          encoded[i] == '%'
              && i + 2 < encoded.length
              && digit(encoded[i + 1]) >= 0
              && digit(encoded[i + 2]) >= 0;
      if (escape) {
        bytes.write(digit(encoded[i + 1]) * 16 + digit(encoded[i + 2]));
        i += 2;
      } else {
        bytes.write(encoded[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int digit(byte b) {
    return Character.digit((char) b, 16);
  }
}
