package dev.freehold.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what comes out of a decompressor and stops it before it becomes too much. */
final class MeteredStream extends FilterInputStream {
  private final long packed;
  private final Limits limits;
  private long count;

  MeteredStream(InputStream in, long packed, Limits limits) {
    super(in);
    this.packed = packed;
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      counted(1);
    }
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = super.read(bytes, offset, length);
    if (n > 0) {
      counted(n);
    }
    return n;
  }

  @Override
  public long skip(long n) {
    throw new UnsupportedOperationException("what is skipped is read, so that it counts");
  }

  private void counted(int n) {
    count += n;
    if (limits.isBomb(count, packed)) {
      throw Refusal.bomb(limits.ratio());
    }
    if (count > limits.inflatedBytes()) {
      throw Refusal.tooLarge(limits.inflatedBytes());
    }
  }
}
