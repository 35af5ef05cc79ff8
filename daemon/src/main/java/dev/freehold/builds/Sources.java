package dev.freehold.builds;

import dev.freehold.base.MachineError;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Reading and writing the files of a source tree. */
final class Sources {
  private Sources() {}

  /** Writes the files whose paths are wanted below {@code folder}, which is made. */
  static void write(FileTree tree, Path folder, Predicate<String> wanted) {
    try {
      Files.createDirectories(folder);
      for (FileTree.Entry entry : tree.entries()) {
        if (!wanted.test(entry.path())) {
          continue;
        }
        Path file = folder.resolve(entry.path()).normalize();
        Path parent = file.getParent();
        if (!file.startsWith(folder) || parent == null) {
          throw new IllegalArgumentException("a path out of the tree: " + entry.path());
        }
        Files.createDirectories(parent);
        try (InputStream in = tree.open(entry.path())) {
          Files.copy(in, file);
        }
        if (entry.executable() && !file.toFile().setExecutable(true)) {
          throw new IOException("can't make " + file + " executable");
        }
      }
    } catch (IOException e) {
      throw MachineError.io("Writing the sources for the build", e);
    }
  }

  static byte[] bytes(FileTree tree, String path) {
    try (InputStream in = tree.open(path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw MachineError.io("Reading " + path, e);
    }
  }

  static String text(FileTree tree, String path) {
    return new String(bytes(tree, path), StandardCharsets.UTF_8);
  }

  /** A path below the app's root. */
  static String below(String root, String path) {
    if (root.isEmpty()) {
      return path;
    }
    return path.isEmpty() ? root : root + "/" + path;
  }
}
