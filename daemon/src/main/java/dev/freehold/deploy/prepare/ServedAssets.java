package dev.freehold.deploy.prepare;

import dev.freehold.detect.Detection;
import dev.freehold.file.FileTree;
import dev.freehold.file.JoinedTree;
import java.util.List;
import java.util.TreeMap;

/**
 * Files that the builder's hosting served beside the app, or had in its storage: not every
 * framework takes over what it finds, and the app asks for them at exactly their address.
 */
final class ServedAssets {
  private static final List<String> FOLDERS = List.of("__l5e/", Detection.BROUGHT_FILES);

  private ServedAssets() {}

  /** The output of a build, with those of the sources that it lacks. */
  static FileTree in(FileTree output, String publicFolder, FileTree sources) {
    String prefix = publicFolder.isEmpty() ? "" : publicFolder + "/";
    var files = new TreeMap<String, JoinedTree.Source>();
    for (FileTree.Entry entry : sources.entries()) {
      String path = entry.path();
      FOLDERS.stream()
          .map(folder -> ("/" + path).indexOf("/" + folder))
          .filter(at -> at >= 0)
          .forEach(
              at -> files.put(prefix + path.substring(at), new JoinedTree.Source(sources, path)));
    }
    return JoinedTree.of(output, files);
  }
}
