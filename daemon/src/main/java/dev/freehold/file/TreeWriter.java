package dev.freehold.file;

import dev.freehold.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes files into a folder that it makes itself, so that nothing in it can lead elsewhere: only
 * new files, no links followed, no mode but the executable bit. Counts what it writes.
 */
final class TreeWriter {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE = mode("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> PLAIN = mode("rw-------");
  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private final Path root;
  private final Limits limits;
  private final long packedBytes;
  private final Set<Path> folders = new HashSet<>();
  private final List<FileRecord> files = new ArrayList<>();
  private final byte[] buffer = new byte[1 << 16];
  private long written;

  /** Makes {@code root}, which must not be there yet. */
  TreeWriter(Path root, Limits limits, long packedBytes) throws IOException {
    this.root = Files.createDirectory(root, PRIVATE);
    this.limits = limits;
    this.packedBytes = packedBytes;
    folders.add(root);
  }

  List<FileRecord> files() {
    return files;
  }

  /** {@code path} has passed {@link PathRules} and {@link PathSet}. Closes the stream. */
  void write(String path, boolean executable, InputStream bytes) throws IOException {
    Path file = resolve(path);
    makeFolder(file.getParent());
    MessageDigest digest = Sha256.digest();
    long size = 0;
    try (bytes;
        var out = Files.newByteChannel(file, NEW, executable ? PRIVATE : PLAIN)) {
      for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
        size += n;
        refuseTooMuch(path, size, n);
        digest.update(buffer, 0, n);
        writeFully(out, n);
      }
    } catch (FileAlreadyExistsException e) {
      throw PathRules.refused(
          "collision",
          path,
          "meets another file on this computer's disk",
          "Rename one of the two in the builder, then export again.");
    }
    files.add(new FileRecord(path, size, Sha256.finish(digest), executable));
  }

  private void refuseTooMuch(String path, long size, int n) {
    written += n;
    if (size > limits.fileBytes()) {
      throw Refusal.fileTooLarge(path, limits.fileBytes());
    }
    if (limits.isBomb(written, packedBytes)) {
      throw Refusal.bomb(limits.ratio());
    }
    if (written > limits.bytes()) {
      throw Refusal.tooLarge(limits.bytes());
    }
  }

  private void writeFully(SeekableByteChannel out, int n) throws IOException {
    var chunk = ByteBuffer.wrap(buffer, 0, n);
    while (chunk.hasRemaining()) {
      out.write(chunk);
    }
  }

  private Path resolve(String path) {
    try {
      Path file = root.resolve(path).normalize();
      if (!file.startsWith(root) || file.equals(root)) {
        throw new IllegalStateException("an unchecked path: " + ShownPath.of(path));
      }
      return file;
    } catch (InvalidPathException e) {
      throw FolderListing.locale(path, e);
    }
  }

  private void makeFolder(@Nullable Path folder) throws IOException {
    if (folder == null || folders.contains(folder)) {
      return;
    }
    makeFolder(folder.getParent());
    Files.createDirectory(folder, PRIVATE);
    folders.add(folder);
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
