package dev.freehold.git;

import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.InvalidPathException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Turns files into blobs and trees. Reading, hashing and compressing use every core, a batch at a
 * time so that memory stays bounded.
 */
final class TreeWriter {
  private static final long BATCH_BYTES = 32L << 20;

  private final NewObjects objects;
  private final Map<Sha256, ObjectId> known;
  private final Map<Sha256, ObjectId> written = new HashMap<>();

  /**
   * @param known blobs that the repository has
   */
  TreeWriter(NewObjects objects, Map<Sha256, ObjectId> known) {
    this.objects = objects;
    this.known = known;
  }

  /** The blobs of the files whose SHA-256 is known. */
  Map<Sha256, ObjectId> written() {
    return written;
  }

  /**
   * @return id of the tree with exactly these files
   * @throws UserError {@code git.path-invalid}: a name that git does not allow
   */
  ObjectId write(FileTree files) throws IOException {
    var reader = new BlobReader(files, known, objects.existing());
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    var batch = new ArrayList<FileTree.Entry>();
    long bytes = 0;
    for (FileTree.Entry entry : files.entries()) {
      batch.add(entry);
      bytes += entry.size();
      if (bytes >= BATCH_BYTES) {
        add(reader, batch, builder);
        batch.clear();
        bytes = 0;
      }
    }
    add(reader, batch, builder);
    try {
      builder.finish();
      return index.writeTree(objects);
    } catch (CorruptObjectException | IllegalStateException e) {
      throw invalidPath("the export", e);
    }
  }

  private void add(BlobReader reader, List<FileTree.Entry> batch, DirCacheBuilder builder)
      throws IOException {
    for (BlobReader.Blob blob : readAll(reader, batch)) {
      if (blob.packed() != null) {
        objects.add(blob.packed());
      }
      blob.sha256().ifPresent(sha256 -> written.put(sha256, blob.id()));
      DirCacheEntry entry = indexEntry(blob.entry().path());
      entry.setFileMode(
          blob.entry().executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
      entry.setObjectId(blob.id());
      builder.add(entry);
    }
  }

  private static List<BlobReader.Blob> readAll(BlobReader reader, List<FileTree.Entry> batch)
      throws IOException {
    try {
      return batch.parallelStream()
          .map(
              entry -> {
                try {
                  return reader.read(entry);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static DirCacheEntry indexEntry(String path) {
    try {
      return new DirCacheEntry(path);
    } catch (InvalidPathException e) {
      throw invalidPath(path, e);
    }
  }

  private static UserError invalidPath(String path, Exception cause) {
    return new UserError(
        "git.path-invalid",
        "Git does not allow a file name in " + path + ": " + cause.getMessage(),
        "Rename that file in the builder and export again.",
        cause);
  }
}
