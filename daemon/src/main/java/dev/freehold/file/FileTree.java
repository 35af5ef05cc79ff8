package dev.freehold.file;

import dev.freehold.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/**
 * An immutable set of files under relative paths: an unpacked export, a commit, a build's output.
 */
public interface FileTree {
  /** Sorted by path. Paths use {@code /} and never start with it. Folders are not listed. */
  List<Entry> entries();

  /**
   * @throws NoSuchFileException when the tree has no such file
   */
  InputStream open(String path) throws IOException;

  static FileTree empty() {
    return new FileTree() {
      @Override
      public List<Entry> entries() {
        return List.of();
      }

      @Override
      public InputStream open(String path) throws IOException {
        throw new NoSuchFileException(path);
      }
    };
  }

  default Optional<Entry> entry(String path) {
    return entries().stream().filter(e -> e.path().equals(path)).findFirst();
  }

  /** The hash of a file's bytes if it is known without reading them, as from a receipt. */
  default Optional<Sha256> sha256(String path) {
    return Optional.empty();
  }

  /**
   * @param size in bytes
   * @param executable whether the owner may execute it; the only mode bit that is kept
   */
  record Entry(String path, long size, boolean executable) {}
}
