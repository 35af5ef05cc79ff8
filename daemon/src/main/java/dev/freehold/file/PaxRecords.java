package dev.freehold.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Extended header of a tar entry: records {@code "<length> <key>=<value>\n"} (POSIX.1-2001 pax).
 */
final class PaxRecords {
  private static final int LONGEST_LENGTH = 10;

  private PaxRecords() {}

  /** Values are bytes: whether a name is UTF-8 is for {@link PathRules} to say. */
  static Map<String, byte[]> parse(byte[] header) throws IOException {
    var records = new HashMap<String, byte[]>();
    int start = 0;
    while (start < header.length && header[start] != 0) {
      int space = indexOf(header, ' ', start, Math.min(header.length, start + LONGEST_LENGTH));
      int end = start + number(new String(header, start, space - start, StandardCharsets.US_ASCII));
      if (end <= space + 1 || end > header.length || header[end - 1] != '\n') {
        throw new IOException("an extended tar header has a wrong length");
      }
      int equals = indexOf(header, '=', space, end);
      records.put(
          new String(header, space + 1, equals - space - 1, StandardCharsets.UTF_8),
          Arrays.copyOfRange(header, equals + 1, end - 1));
      start = end;
    }
    return records;
  }

  static int number(String text) throws IOException {
    if (!text.matches("[0-9]{1,9}")) {
      throw new IOException("an extended tar header has no number where one belongs");
    }
    return Integer.parseInt(text);
  }

  private static int indexOf(byte[] bytes, char wanted, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw new IOException("an extended tar header is malformed");
  }
}
