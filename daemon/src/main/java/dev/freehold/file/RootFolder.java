package dev.freehold.file;

import java.util.List;
import java.util.Set;

/** Finds the one folder that an archive puts around everything, as GitHub's and most tools do. */
final class RootFolder {
  /** Folders with a meaning inside an app: alone in an archive they are not a wrapping. */
  private static final Set<String> MEANINGFUL =
      Set.of(
          "src",
          "app",
          "pages",
          "public",
          "static",
          "assets",
          "components",
          "lib",
          "api",
          "server",
          "client",
          "frontend",
          "backend",
          "web",
          "docs",
          "supabase",
          "packages",
          "apps",
          "dist",
          "build",
          "out");

  private RootFolder() {}

  /**
   * The wrapping folder, {@code ""} for none. A folder is one if everything is below it and it
   * either holds a package.json or index.html, or has no name that means something in an app.
   * Wrappings of wrappings are taken off too.
   */
  static String of(List<FileRecord> files) {
    String root = "";
    for (String next = only(files, root); !next.isEmpty(); next = only(files, root)) {
      root = root.isEmpty() ? next : root + "/" + next;
    }
    return root;
  }

  private static String only(List<FileRecord> files, String root) {
    if (files.isEmpty()) {
      return "";
    }
    int start = root.isEmpty() ? 0 : root.length() + 1;
    String first = files.getFirst().path();
    int slash = first.indexOf('/', start);
    if (slash < 0) {
      return "";
    }
    String prefix = first.substring(0, slash + 1);
    if (!files.stream().allMatch(file -> file.path().startsWith(prefix))) {
      return "";
    }
    String name = first.substring(start, slash);
    boolean isApp =
        files.stream()
            .anyMatch(
                file ->
                    file.path().equals(prefix + "package.json")
                        || file.path().equals(prefix + "index.html"));
    return isApp || !(MEANINGFUL.contains(name) || name.startsWith(".")) ? name : "";
  }
}
