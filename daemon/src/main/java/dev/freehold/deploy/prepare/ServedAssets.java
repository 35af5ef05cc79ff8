package dev.freehold.deploy.prepare;

import dev.freehold.file.FileTree;
import dev.freehold.file.JoinedTree;
import java.util.TreeMap;

/**
 * Files that the builder's hosting served beside the app: not every framework takes over what it
 * finds, and the app asks for them at exactly their address.
 */
final class ServedAssets {
  private static final String FOLDER = "__l5e/";

  private ServedAssets() {}

  /** The output of a build, with those of the sources that it lacks. */
  static FileTree in(FileTree output, String publicFolder, FileTree sources) {
    String prefix = publicFolder.isEmpty() ? "" : publicFolder + "/";
    var files = new TreeMap<String, JoinedTree.Source>();
    for (FileTree.Entry entry : sources.entries()) {
      int at = ("/" + entry.path()).indexOf("/" + FOLDER);
      if (at >= 0) {
        files.put(
            prefix + entry.path().substring(at), new JoinedTree.Source(sources, entry.path()));
      }
    }
    return JoinedTree.of(output, files);
  }
}
