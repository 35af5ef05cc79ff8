package dev.freehold.targets.aws.edge;

import java.nio.charset.StandardCharsets;

/** Paths as they are sent. */
final class Encoding {
  /** What browsers send as it is. */
  private static final String PLAIN = "-._~!$&'()*+,;=:@/";

  private static final String STRICT = "-._~/";

  private Encoding() {}

  static String plain(String path) {
    return encoded(path, PLAIN);
  }

  static String strict(String path) {
    return encoded(path, STRICT);
  }

  private static String encoded(String path, String kept) {
    var encoded = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      boolean same = b > 0 && (Character.isLetterOrDigit(b) || kept.indexOf(b) >= 0);
      encoded.append(same ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
    }
    return encoded.toString();
  }
}
