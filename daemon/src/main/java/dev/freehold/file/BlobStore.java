package dev.freehold.file;

import dev.freehold.base.Failpoint;
import dev.freehold.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.util.Set;

/**
 * Immutable bytes under their SHA-256. A blob is complete and durable when it is visible, so a
 * crash leaves at most a temporary file, which {@link #sweep} removes.
 */
public final class BlobStore implements BlobSource {
  private final Path root;

  public BlobStore(Path root) {
    this.root = root;
  }

  /** Stores what the stream holds; bytes that are there already are not written again. */
  public Stored put(InputStream bytes) throws IOException {
    Path temporary = DurableFiles.temporaryBeside(root.resolve("incoming"));
    try {
      Sha256 id;
      try (var in = new DigestInputStream(bytes, Sha256.digest())) {
        Files.copy(in, temporary);
        id = Sha256.finish(in.getMessageDigest());
      }
      long size = Files.size(temporary);
      if (contains(id)) {
        return new Stored(id, size, false);
      }
      DurableFiles.sync(temporary);
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("r--------"));
      Failpoint.BLOB_WRITTEN.reach();
      Path blob = path(id);
      Path folder = blob.getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        DurableFiles.syncFolder(root);
      }
      DurableFiles.publish(temporary, blob);
      return new Stored(id, size, true);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  @Override
  public Path path(Sha256 id) {
    return root.resolve(id.hex().substring(0, 2)).resolve(id.hex());
  }

  @Override
  public boolean contains(Sha256 id) {
    return Files.exists(path(id));
  }

  @Override
  public long size(Sha256 id) throws IOException {
    return Files.size(path(id));
  }

  @Override
  public InputStream open(Sha256 id) throws IOException {
    return Files.newInputStream(path(id));
  }

  /** Deletes every blob that is not in {@code keep}, and what crashes left; returns freed bytes. */
  public long sweep(Set<Sha256> keep) throws IOException {
    if (!Files.isDirectory(root)) {
      return 0;
    }
    long[] freed = {0};
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = file.getFileName().toString();
            if (!Sha256.isValid(name) || !keep.contains(new Sha256(name))) {
              freed[0] += attributes.size();
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return freed[0];
  }

  /**
   * @param size in bytes
   * @param written false when the bytes were stored before
   */
  public record Stored(Sha256 id, long size, boolean written) {}
}
