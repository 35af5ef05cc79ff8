package dev.freehold.targets.local.serve;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request's path, decoded once. What could mean another file than it says is refused: dot
 * segments, encoded slashes, backslashes, control characters, bytes that are not UTF-8.
 *
 * @param raw as it was sent, with the leading slash
 * @param decoded without the leading slash
 */
record RequestPath(String raw, String decoded) {
  static Optional<RequestPath> parse(String raw) {
    if (!raw.startsWith("/")) {
      return Optional.empty();
    }
    return decode(raw.substring(1))
        .filter(RequestPath::isHarmless)
        .map(decoded -> new RequestPath(raw, decoded));
  }

  boolean isFolder() {
    return decoded.isEmpty() || decoded.endsWith("/");
  }

  /**
   * How many characters of what was sent are this beginning of it, which may have been sent
   * encoded.
   *
   * @param prefix with its slash, of ASCII only
   */
  int rawLength(String prefix) {
    int length = 0;
    for (int i = 0; i < prefix.length(); i++) {
      length += raw.charAt(length) == '%' ? 3 : 1;
    }
    return length;
  }

  /** Whether it is this folder or something in it. */
  boolean isBelow(String folder) {
    return decoded.equals(folder) || decoded.startsWith(folder + "/");
  }

  /**
   * Whether the last segment ends like a file's name: a dot and a word that begins with a letter.
   */
  boolean hasExtension() {
    String last = decoded.substring(decoded.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return dot >= 0 && last.substring(dot + 1).matches("[A-Za-z][A-Za-z0-9_-]*");
  }

  private static Optional<String> decode(String raw) {
    byte[] source = raw.getBytes(StandardCharsets.UTF_8);
    var bytes = ByteBuffer.allocate(source.length);
    for (int i = 0; i < source.length; i++) {
      if (source[i] != '%') {
        bytes.put(source[i]);
        continue;
      }
      int high = i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
      int low = i + 2 < source.length ? Character.digit(source[i + 2], 16) : -1;
      int value = high * 16 + low;
      if (high < 0 || low < 0 || value == '/') {
        return Optional.empty();
      }
      bytes.put((byte) value);
      i += 2;
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  private static boolean isHarmless(String decoded) {
    if (decoded.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '\\')) {
      return false;
    }
    for (String segment : decoded.split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }
}
