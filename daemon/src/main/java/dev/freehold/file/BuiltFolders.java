package dev.freehold.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Removes what {@link BuildOutput} finds from a folder that was just unpacked. */
final class BuiltFolders {
  private static final String PACKAGE = "package.json";

  private final Path root;
  private final TreeMap<String, FileRecord> files = new TreeMap<>();

  BuiltFolders(Path root, List<FileRecord> files) {
    this.root = root;
    files.forEach(file -> this.files.put(file.path(), file));
  }

  /** Returns what stays, sorted by path. */
  List<FileRecord> leaveOut(LeftOutList leftOut) throws IOException {
    List<FileRecord> packages =
        files.values().stream()
            .filter(f -> f.path().equals(PACKAGE) || f.path().endsWith("/" + PACKAGE))
            .filter(f -> f.size() <= BuildOutput.LONGEST_PACKAGE)
            // an app's own folder before what is in it
            .sorted(Comparator.comparing(f -> PathRules.names(f.path()).size()))
            .toList();
    for (FileRecord file : packages) {
      if (files.containsKey(file.path())) {
        leaveOutBeside(file.path(), leftOut);
      }
    }
    return List.copyOf(files.values());
  }

  private void leaveOutBeside(String packagePath, LeftOutList leftOut) throws IOException {
    String folder = packagePath.substring(0, packagePath.length() - PACKAGE.length());
    BuildOutput output = BuildOutput.beside(Files.readAllBytes(root.resolve(packagePath)));
    for (String name : BuildOutput.NAMES) {
      String path = folder + name;
      var below = below(path);
      if (below.isEmpty()) {
        continue;
      }
      var reason = output.reason(name, child -> holds(path + "/" + child));
      if (reason.isPresent()) {
        for (String file : below.keySet()) {
          leftOut.add(new LeftOut(path, reason.get()), file, true);
        }
        below.clear();
        Folders.delete(root.resolve(path));
      }
    }
  }

  private boolean holds(String path) {
    return files.containsKey(path) || !below(path).isEmpty();
  }

  /** The part of {@link #files} below a folder: {@code '0'} is the character after {@code '/'}. */
  private NavigableMap<String, FileRecord> below(String folder) {
    return files.subMap(folder + "/", true, folder + "0", false);
  }
}
