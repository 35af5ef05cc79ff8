package dev.freehold.detect;

import dev.freehold.base.MachineError;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files below one folder of a tree, by paths relative to that folder. */
final class AppFiles {
  /** Sources and settings are far smaller; what is larger is data and is not looked into. */
  private static final long LARGEST_TEXT = 4L << 20;

  private final FileTree tree;
  private final String prefix;
  private final TreeMap<String, Long> sizes = new TreeMap<>();

  /**
   * @param root folder inside the tree, {@code ""} for the tree itself
   */
  AppFiles(FileTree tree, String root) {
    this.tree = tree;
    this.prefix = root.isEmpty() ? "" : root + "/";
    for (FileTree.Entry entry : tree.entries()) {
      String path = entry.path();
      if (path.startsWith(prefix) && !("/" + path).contains("/node_modules/")) {
        sizes.put(path.substring(prefix.length()), entry.size());
      }
    }
  }

  /** The package at the top of the workspace that this folder is part of. */
  Optional<PackageJson> workspace() {
    var top = new AppFiles(tree, "");
    return prefix.isEmpty()
        ? Optional.empty()
        : Workspace.of(top, prefix.substring(0, prefix.length() - 1))
            .flatMap(_ -> PackageJson.in(top));
  }

  /** Those below a folder of it. */
  AppFiles below(String folder) {
    return new AppFiles(tree, prefix + folder);
  }

  /** Sorted. */
  List<String> paths() {
    return new ArrayList<>(sizes.keySet());
  }

  boolean has(String path) {
    return sizes.containsKey(path);
  }

  boolean hasFolder(String folder) {
    String next = sizes.ceilingKey(folder + "/");
    return next != null && next.startsWith(folder + "/");
  }

  /** The first path, in order, that the whole pattern matches. */
  Optional<String> first(Pattern pattern) {
    return sizes.keySet().stream().filter(path -> pattern.matcher(path).matches()).findFirst();
  }

  /** The file as UTF-8 without a byte order mark; empty when it is not there or over 4 MiB. */
  Optional<String> text(String path) {
    Long size = sizes.get(path);
    if (size == null || size > LARGEST_TEXT) {
      return Optional.empty();
    }
    try (InputStream in = tree.open(prefix + path)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (IOException e) {
      throw MachineError.io("Reading " + prefix + path, e);
    }
  }

  /** The path as the whole tree has it, for people. */
  String shown(String path) {
    return prefix + path;
  }
}
