package dev.freehold.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of one tar entry. Closing it leaves the archive open. */
final class TarBody extends InputStream {
  private static final int BLOCK = 512;

  private final InputStream in;
  private final long size;
  private long left;

  TarBody(InputStream in, long size) {
    this.in = in;
    this.size = size;
    this.left = size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int n = in.read(bytes, offset, (int) Math.min(length, left));
    if (n < 0) {
      throw new EOFException("it ends in the middle of a file");
    }
    left -= n;
    return n;
  }

  /** Passes over what was not read, and over the padding up to the next block. */
  void finish() throws IOException {
    byte[] buffer = new byte[1 << 13];
    while (left > 0) {
      if (read(buffer, 0, buffer.length) < 0) {
        throw new EOFException("it ends in the middle of a file");
      }
    }
    int padding = (int) ((BLOCK - size % BLOCK) % BLOCK);
    if (in.readNBytes(buffer, 0, padding) < padding) {
      throw new EOFException("it ends in the middle of a file");
    }
  }
}
