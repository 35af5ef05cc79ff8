package dev.freehold.git;

import dev.freehold.base.UserError;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Files that only point to where Git LFS keeps the real ones
 * (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: under 1,024 bytes, this first line).
 */
final class LfsPointers {
  private static final byte[] FIRST_LINE =
      "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST = 1024;
  private static final int NAMED_FILES = 10;

  private LfsPointers() {}

  /**
   * @throws UserError {@code git.lfs-pointer}
   */
  static void refuse(FileTree files) throws IOException {
    List<String> pointers = new ArrayList<>();
    for (FileTree.Entry entry : files.entries()) {
      if (entry.size() < LONGEST && isPointer(files, entry.path())) {
        pointers.add(entry.path());
      }
    }
    if (!pointers.isEmpty()) {
      throw new UserError(
          "git.lfs-pointer",
          "The real content of these files is in Git LFS, not in the repository: "
              + String.join(", ", pointers.subList(0, Math.min(NAMED_FILES, pointers.size())))
              + (pointers.size() > NAMED_FILES ? " and more." : "."),
          "Clone the repository with git and git-lfs, and deploy the folder.");
    }
  }

  private static boolean isPointer(FileTree files, String path) throws IOException {
    try (InputStream in = files.open(path)) {
      return Arrays.equals(in.readNBytes(FIRST_LINE.length), FIRST_LINE);
    }
  }
}
