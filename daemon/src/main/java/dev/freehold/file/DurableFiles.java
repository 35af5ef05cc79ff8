package dev.freehold.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writing so that a crash or a power loss leaves the old file or the new one, whole: temporary
 * file, fsync, rename, fsync of the folder.
 */
public final class DurableFiles {
  private DurableFiles() {}

  /** Replaces {@code file} by one with these bytes. */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path temporary = writeTemporary(file, bytes);
    publish(temporary, file);
  }

  /** The first half of {@link #write}: complete and synced, beside {@code file}. */
  public static Path writeTemporary(Path file, byte[] bytes) throws IOException {
    Path temporary = temporaryBeside(file);
    try (var channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    return temporary;
  }

  /** The second half of {@link #write}. */
  public static void publish(Path temporary, Path file) throws IOException {
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder(folderOf(file));
  }

  public static Path temporaryBeside(Path file) throws IOException {
    Path folder = folderOf(file);
    Files.createDirectories(folder);
    return folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
  }

  public static void sync(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  public static void syncFolder(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException("a file has a folder: " + file);
    }
    return folder;
  }
}
