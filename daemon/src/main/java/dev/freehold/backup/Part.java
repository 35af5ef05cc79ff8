package dev.freehold.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;

/**
 * One file or folder that goes into an archive.
 *
 * @param name in the archive
 * @param size in bytes when it was listed
 * @param mode permissions as in Unix
 * @param inode what names of one file on the disk have in common
 * @param held bytes that were read when it was listed, because the file may change
 * @param database whether it is an SQLite file that an app may be writing to
 */
record Part(
    String name,
    Path file,
    boolean folder,
    long size,
    int mode,
    FileTime modified,
    Optional<Object> inode,
    Optional<byte[]> held,
    boolean database) {

  /** Empty for links, sockets and the like. */
  static Optional<Part> of(String name, Path file) throws IOException {
    var found = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isDirectory() && !found.isRegularFile()) {
      return Optional.empty();
    }
    return Optional.of(
        new Part(
            name,
            file,
            found.isDirectory(),
            found.isDirectory() ? 0 : found.size(),
            Modes.number(found.permissions()),
            found.lastModifiedTime(),
            Optional.ofNullable(found.fileKey()),
            Optional.empty(),
            false));
  }

  Part holding(byte[] bytes) {
    return new Part(
        name,
        file,
        folder,
        bytes.length,
        mode,
        modified,
        Optional.empty(),
        Optional.of(bytes),
        database);
  }

  Part asDatabase() {
    return new Part(name, file, folder, size, mode, modified, Optional.empty(), held, true);
  }
}
