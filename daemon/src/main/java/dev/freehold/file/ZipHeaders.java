package dev.freehold.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Looks at the raw headers of a zip file that commons-compress does not check. */
final class ZipHeaders implements Closeable {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int LOCAL_LENGTH = 30;
  private static final int CENTRAL_LENGTH = 46;
  private static final int CENTRAL_NAME = 28;

  /** Bytes of names, extra fields and comments that a zip file of ordinary size never has. */
  private static final long MOST_DIRECTORY = 64L << 20;

  private final FileChannel file;

  ZipHeaders(Path archive) throws IOException {
    file = FileChannel.open(archive, StandardOpenOption.READ);
  }

  /**
   * The library keeps every entry in memory, however many there are. Each has this signature, so
   * counting it bounds them; a zip file stored inside is counted too, which at this limit is no
   * loss.
   */
  void refuseTooMany(Limits limits) throws IOException {
    ByteBuffer window = buffer(1 << 20);
    long count = 0;
    long directory = 0;
    long position = 0;
    while (read(window, position) >= CENTRAL_LENGTH) {
      int last = window.limit() - CENTRAL_LENGTH;
      for (int i = 0; i <= last; i++) {
        if (window.get(i) == 'P' && window.getInt(i) == CENTRAL) {
          count++;
          directory += variableLength(window, i + CENTRAL_NAME);
        }
      }
      if (count > limits.archiveEntries() || directory > MOST_DIRECTORY) {
        throw Refusal.tooManyFiles(limits.archiveEntries());
      }
      position += last + 1;
    }
  }

  /** The name in the local header, which the central directory should repeat. */
  byte[] nameAt(long offset) throws IOException {
    ByteBuffer header = buffer(LOCAL_LENGTH);
    if (read(header, offset) < LOCAL_LENGTH || header.getInt(0) != LOCAL) {
      throw new IOException("a file in it is not where its directory says");
    }
    ByteBuffer name = buffer(unsigned(header, LOCAL_LENGTH - 4));
    if (read(name, offset + LOCAL_LENGTH) < name.capacity()) {
      throw new EOFException("it ends in the middle of a name");
    }
    return name.array();
  }

  private static int variableLength(ByteBuffer window, int at) {
    return unsigned(window, at) + unsigned(window, at + 2) + unsigned(window, at + 4);
  }

  private static int unsigned(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  /** Fills the buffer as far as the file goes; returns how far. */
  private int read(ByteBuffer into, long position) throws IOException {
    into.clear();
    while (into.hasRemaining()) {
      if (file.read(into, position + into.position()) < 0) {
        break;
      }
    }
    into.flip();
    return into.limit();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
