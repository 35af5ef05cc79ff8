package dev.freehold.file;

import dev.freehold.base.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * A file as a receipt lists it.
 *
 * @param size in bytes
 */
public record FileRecord(String path, long size, Sha256 sha256, boolean executable) {

  /**
   * One hash for a whole tree: SHA-256 over {@code "<x or -> <size> <sha256> <path>\0"} of every
   * file in the order given, which is that of {@link FileTree#entries}.
   */
  public static Sha256 hashOf(List<FileRecord> files) {
    MessageDigest digest = Sha256.digest();
    for (FileRecord file : files) {
      String line =
          (file.executable() ? "x " : "- ")
              + file.size()
              + " "
              + file.sha256()
              + " "
              + file.path()
              + "\0";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.finish(digest);
  }

  /** The same file as seen from a folder above it. */
  FileRecord below(String folder) {
    return new FileRecord(path.substring(folder.length() + 1), size, sha256, executable);
  }
}
