package dev.freehold.render.devtools;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Cuts what a browser writes into messages. */
final class Messages {
  /** A page may have written it into its console; who waits for such an answer waits in vain. */
  static final int LONGEST = 32 << 20;

  private final InputStream in;
  private final byte[] read = new byte[64 << 10];
  private int from;
  private int to;

  Messages(InputStream in) {
    this.in = in;
  }

  /** The next that is not too long; empty at the end. */
  byte[] next() throws IOException {
    var message = new ByteArrayOutputStream();
    long length = 0;
    while (from < to || fill()) {
      int end = from;
      while (end < to && read[end] != 0) {
        end++;
      }
      length += end - from;
      if (length <= LONGEST) {
        message.write(read, from, end - from);
      }
      boolean whole = end < to;
      from = whole ? end + 1 : end;
      if (whole && length > 0 && length <= LONGEST) {
        return message.toByteArray();
      }
      if (whole) {
        message.reset();
        length = 0;
      }
    }
    return new byte[0];
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(read));
    return to > 0;
  }
}
