package dev.freehold.credential;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import java.util.UUID;

/**
 * Makes a key file that is whole or not there, never readable by others at any instant, and never
 * in place of another one: written and synced under a temporary name, then linked.
 */
final class NewKeyFile {
  private NewKeyFile() {}

  /** Leaves a key alone that another process put there in the meantime. */
  static void create(Path file) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    write(temporary);
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException _) {
      return;
    } finally {
      Files.delete(temporary);
    }
    try (var folder = FileChannel.open(file.resolveSibling(""), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private static void write(Path file) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    byte[] key = new byte[EncryptionKey.BYTES];
    new SecureRandom().nextBytes(key);
    var bytes = ByteBuffer.wrap(key);
    try (var channel = FileChannel.open(file, options, mode)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
