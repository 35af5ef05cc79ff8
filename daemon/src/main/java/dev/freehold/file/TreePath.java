package dev.freehold.file;

import java.util.ArrayList;
import java.util.Optional;

/** Paths within a tree of files. */
public final class TreePath {
  private TreePath() {}

  /** Without {@code .} and {@code ..}; empty for what is outside of the tree. */
  public static Optional<String> normal(String path) {
    var parts = new ArrayList<String>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        parts.removeLast();
      } else if (!part.equals(".") && !part.isEmpty()) {
        parts.add(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }
}
