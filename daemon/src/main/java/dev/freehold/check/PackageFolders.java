package dev.freehold.check;

import dev.freehold.file.FileTree;
import java.util.Set;
import java.util.TreeSet;

/** Where in the sources a file has to be, to be published as it is. */
final class PackageFolders {
  private static final String MANIFEST = "package.json";

  /** Each ends with a slash; the top is empty. */
  private final Set<String> folders = new TreeSet<>();

  PackageFolders(FileTree tree) {
    for (FileTree.Entry entry : tree.entries()) {
      String path = entry.path();
      if (path.equals(MANIFEST) || path.endsWith("/" + MANIFEST)) {
        folders.add(path.substring(0, path.length() - MANIFEST.length()));
      }
    }
  }

  /**
   * @param file that belongs to the app
   * @param served path for visitors
   */
  String published(String file, String served) {
    String folder = file;
    while (!folder.isEmpty()) {
      int slash = folder.lastIndexOf('/', folder.length() - 2);
      folder = folder.substring(0, slash + 1);
      if (folders.contains(folder)) {
        return folder + "public" + served;
      }
    }
    return served.substring(1);
  }
}
