package dev.freehold.git;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first bytes written to it, and gives them back as whole lines. */
final class CutOutput extends OutputStream {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final int limit;
  private boolean cut;

  CutOutput(int limit) {
    this.limit = limit;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int room = Math.min(length, limit - kept.size());
    kept.write(bytes, offset, room);
    cut |= room < length;
  }

  boolean cut() {
    return cut;
  }

  /** Up to the last line break if something was cut off, which also never halves a character. */
  String text() {
    String text = kept.toString(StandardCharsets.UTF_8);
    return cut ? text.substring(0, text.lastIndexOf('\n') + 1) : text;
  }
}
