package dev.freehold.git;

import dev.freehold.base.Sha256;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;

/**
 * Finds each file's blob: by its SHA-256 if the tree knows that and the blob is known from an
 * earlier import, otherwise by reading it, once. Thread-safe but for its map, which only reads.
 */
final class BlobReader {
  private final FileTree files;
  private final Map<Sha256, ObjectId> known;
  private final PackedObjects existing;

  /**
   * @param packed the blob's bytes for a pack; null when the repository has it
   */
  record Blob(
      FileTree.Entry entry, Optional<Sha256> sha256, ObjectId id, @Nullable PackedBytes packed) {}

  BlobReader(FileTree files, Map<Sha256, ObjectId> known, PackedObjects existing) {
    this.files = files;
    this.known = known;
    this.existing = existing;
  }

  Blob read(FileTree.Entry entry) throws IOException {
    Optional<Sha256> sha256 = files.sha256(entry.path());
    ObjectId id = sha256.map(known::get).orElse(null);
    if (id != null) {
      return new Blob(entry, sha256, id, null);
    }
    byte[] bytes;
    try (InputStream in = files.open(entry.path())) {
      bytes = in.readAllBytes();
    }
    id = quickId(bytes);
    if (existing.contains(id)) {
      return new Blob(entry, sha256, id, null);
    }
    return new Blob(entry, sha256, checkedId(bytes), PackedBytes.of(id, Constants.OBJ_BLOB, bytes));
  }

  /** By the processor's own instructions. */
  private static ObjectId quickId(byte[] bytes) {
    MessageDigest digest = Constants.newMessageDigest();
    digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
    return ObjectId.fromRaw(digest.digest(bytes));
  }

  /** Slower: what becomes part of a repository must not be half of a SHA-1 collision. */
  private static ObjectId checkedId(byte[] bytes) {
    try (var hasher = new ObjectInserter.Formatter()) {
      return hasher.idFor(Constants.OBJ_BLOB, bytes);
    }
  }
}
