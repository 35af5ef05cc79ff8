package dev.freehold.http;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The {@code chunked} transfer coding (RFC 9112, section 7.1); trailers are read and dropped. */
final class ChunkedBody extends FilterInputStream {
  private long left;
  private boolean first = true;
  private boolean ended;

  ChunkedBody(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int n = in.read(into, offset, (int) Math.min(length, left));
    if (n < 0) {
      throw new EOFException("the daemon closed the connection in the middle of an answer");
    }
    left -= n;
    return n;
  }

  private void nextChunk() throws IOException {
    if (!first) {
      HttpLines.read(in);
    }
    first = false;
    String size = HttpLines.read(in).split(";", 2)[0].strip();
    try {
      left = Long.parseLong(size, 16);
    } catch (NumberFormatException e) {
      throw new IOException("not the size of a chunk: " + size, e);
    }
    if (left == 0) {
      ended = true;
      while (!HttpLines.read(in).isEmpty()) {
        // a trailer
      }
    }
  }
}
