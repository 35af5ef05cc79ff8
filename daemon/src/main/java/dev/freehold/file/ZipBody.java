package dev.freehold.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** The bytes of one zip entry, held against the size and checksum in the central directory. */
final class ZipBody extends FilterInputStream {
  private final CRC32 crc = new CRC32();
  private final long size;
  private final long expectedCrc;
  private long count;

  ZipBody(InputStream in, long size, long expectedCrc) {
    super(in);
    this.size = size;
    this.expectedCrc = expectedCrc;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = super.read(bytes, offset, length);
    if (n > 0) {
      crc.update(bytes, offset, n);
      count += n;
    }
    if (count > size || (n < 0 && (count != size || crc.getValue() != expectedCrc))) {
      throw new IOException("a file in it is not what its directory says");
    }
    return n;
  }
}
