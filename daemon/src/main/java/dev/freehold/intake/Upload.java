package dev.freehold.intake;

import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/**
 * The file that an upload grows in. Its length is what was received, nothing else is recorded:
 * after a crash it ends where the next byte belongs, perhaps inside a chunk.
 */
final class Upload {
  /** Most bytes of one chunk. */
  static final int LARGEST_CHUNK = 512 << 10;

  private final Path file;

  Upload(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  long received() throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
  }

  /**
   * Adds what is new in the chunk; a chunk that is there already, whole or in part, may come again.
   * Durable when this returns.
   *
   * @throws UserError {@code intake.chunk-too-large}, {@code intake.chunk-hash}, {@code
   *     intake.chunk-offset}
   */
  void append(long offset, Sha256 sha256, byte[] bytes) throws IOException {
    if (bytes.length > LARGEST_CHUNK) {
      throw new UserError(
          "intake.chunk-too-large",
          String.format(
              "A chunk of %,d bytes was sent; the largest is %,d.", bytes.length, LARGEST_CHUNK),
          "Send the upload in smaller pieces.");
    }
    if (!Sha256.of(bytes).equals(sha256)) {
      throw new UserError(
          "intake.chunk-hash",
          "The chunk at offset " + offset + " arrived changed: its SHA-256 is another one.",
          "Send the same chunk again.");
    }
    try (var channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      long received = channel.size();
      if (offset < 0 || offset > received) {
        throw wrongOffset(offset, received, "");
      }
      int known = (int) Math.min(received - offset, bytes.length);
      if (!Arrays.equals(read(channel, offset, known), Arrays.copyOf(bytes, known))) {
        throw wrongOffset(offset, received, " Other bytes are there already.");
      }
      write(channel, received, ByteBuffer.wrap(bytes, known, bytes.length - known));
    }
  }

  private static byte[] read(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {}
    return bytes.array();
  }

  private static void write(FileChannel channel, long end, ByteBuffer bytes) throws IOException {
    if (!bytes.hasRemaining()) {
      return;
    }
    channel.position(end);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }

  private static UserError wrongOffset(long offset, long expected, String detail) {
    return new UserError(
        "intake.chunk-offset",
        "A chunk was sent for offset "
            + offset
            + ", but the next byte expected is at "
            + expected
            + "."
            + detail,
        "Ask for the export's state and go on from the number of bytes received.");
  }
}
