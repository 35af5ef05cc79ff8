package dev.freehold.git;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.eclipse.jgit.lib.ObjectId;

/**
 * One object as it stands in a pack: type and size, then the deflated bytes
 * (https://git-scm.com/docs/pack-format). Made by any number of threads at once.
 */
record PackedBytes(ObjectId id, byte[] buffer, int length, int crc) {
  /** Git's own level for loose objects; higher ones take longer than they are worth here. */
  private static final int COMPRESSION = Deflater.BEST_SPEED;

  private static final int LONGEST_HEADER = 10;

  static PackedBytes of(ObjectId id, int type, byte[] data) {
    // deflate needs at most 5 bytes more per 16 KiB, and 6 in all
    byte[] buffer = new byte[LONGEST_HEADER + data.length + (data.length >> 11) + 64];
    int length = header(buffer, type, data.length);
    try (var deflater = new Deflater(COMPRESSION)) {
      deflater.setInput(data);
      deflater.finish();
      while (!deflater.finished()) {
        if (length == buffer.length) {
          buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        length += deflater.deflate(buffer, length, buffer.length - length);
      }
    }
    var crc = new CRC32();
    crc.update(buffer, 0, length);
    return new PackedBytes(id, buffer, length, (int) crc.getValue());
  }

  private static int header(byte[] buffer, int type, long size) {
    long rest = size >>> 4;
    buffer[0] = (byte) ((rest > 0 ? 0x80 : 0) | type << 4 | size & 0x0f);
    int n = 1;
    for (; rest > 0; rest >>>= 7) {
      buffer[n++] = (byte) ((rest > 0x7f ? 0x80 : 0) | rest & 0x7f);
    }
    return n;
  }
}
