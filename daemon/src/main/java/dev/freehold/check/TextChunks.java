package dev.freehold.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a file of any length in overlapping chunks, so that nothing is too large to be looked at
 * and a match never falls between two chunks. Bytes become characters one to one (ISO 8859-1):
 * every pattern is ASCII, and this keeps reading at the speed of a copy.
 */
final class TextChunks {
  /** Longest text that a pattern may match from its first character. */
  static final int WINDOW = 8 << 10;

  /** What stays readable before the first new character. */
  private static final int CONTEXT = 512;

  private static final int HEAD = 8 << 10;

  private final byte[] buffer;

  TextChunks(int size) {
    buffer = new byte[Math.max(size, 2 * WINDOW)];
  }

  TextChunks() {
    this(1 << 20);
  }

  /**
   * A part of a file. Matches that start in {@code [from, to)} belong to this chunk.
   *
   * @param firstLine line number, from 1, of the first character of text
   */
  record Chunk(String text, int from, int to, int firstLine) {
    int line(int position) {
      return firstLine + lines(text, position);
    }
  }

  /**
   * Hands over the chunks of a file in order.
   *
   * @param binaryToo whether a file with a NUL byte in its first 8 KiB is read as well; UTF-16 text
   *     with a byte order mark counts as text
   */
  void read(InputStream file, boolean binaryToo, Consumer<Chunk> visitor) throws IOException {
    byte[] head = file.readNBytes(HEAD);
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), file);
    if (isUtf16(head)) {
      String text = new String(whole.readAllBytes(), StandardCharsets.UTF_16);
      split(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), visitor);
    } else if (binaryToo || !hasNul(head)) {
      split(whole, visitor);
    }
  }

  /**
   * All of a file in one text, for those who change it: each letter stands for the byte at its
   * place, in UTF-16 too.
   *
   * @return empty for a file with a NUL byte in its first 8 KiB
   */
  static Optional<String> whole(InputStream file) throws IOException {
    byte[] head = file.readNBytes(HEAD);
    return hasNul(head)
        ? Optional.empty()
        : Optional.of(
            new String(head, StandardCharsets.ISO_8859_1)
                + new String(file.readAllBytes(), StandardCharsets.ISO_8859_1));
  }

  private void split(InputStream in, Consumer<Chunk> visitor) throws IOException {
    String kept = "";
    int from = 0;
    int line = 1;
    boolean last = false;
    while (!last) {
      int count = in.readNBytes(buffer, 0, buffer.length);
      last = count < buffer.length;
      String text = kept + new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
      int to = last ? text.length() : text.length() - WINDOW;
      visitor.accept(new Chunk(text, from, to, line));
      int keep = Math.max(0, to - CONTEXT);
      line += lines(text, keep);
      kept = text.substring(keep);
      from = to - keep;
    }
  }

  private static int lines(String text, int end) {
    int count = 0;
    for (int at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
      count++;
    }
    return count;
  }

  private static boolean hasNul(byte[] head) {
    for (byte b : head) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUtf16(byte[] head) {
    return head.length >= 2
        && ((head[0] == (byte) 0xFE && head[1] == (byte) 0xFF)
            || (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE));
  }
}
