package dev.freehold.check;

import dev.freehold.base.MachineError;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which files of an export can be part of the running app. */
final class OwnFiles {
  private static final long LARGEST_MANIFEST = 1 << 20;

  private static final Pattern TESTS =
      Pattern.compile(
          "(?:.*/)?(?:__tests__|__mocks__|tests?|e2e|cypress|playwright-report|coverage"
              + "|test[-_]?(?:results?|reports?))/.*"
              + "|.*\\.(?:test|spec|stories|cy)\\.\\w+"
              + "|(?:.*/)?(?:test_[^/]*|[^/]*_test|conftest)\\.py");

  /** Of the server that people develop with, and of tests. */
  private static final Pattern TOOLS =
      Pattern.compile("(?:.*/)?(?:vite|craco|webpack|vitest|playwright|cypress)\\.config\\.\\w+");

  private static final Pattern MANIFEST = Pattern.compile("(|.*/)package\\.json");
  private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]+)\"");

  /** Folders of copies of the app, and of plugins of its tools; each ends with a slash. */
  private final TreeSet<String> foreign = new TreeSet<>();

  OwnFiles(FileTree tree) {
    var names = new TreeMap<String, String>();
    var paths = new TreeSet<String>();
    tree.entries().forEach(entry -> paths.add(entry.path()));
    for (FileTree.Entry entry : tree.entries()) {
      Matcher manifest = MANIFEST.matcher(entry.path());
      if (manifest.matches() && entry.size() <= LARGEST_MANIFEST) {
        names.put(manifest.group(1), name(tree, entry.path()));
      }
    }
    names.forEach(
        (folder, name) -> {
          if (!name.isEmpty()
              && names.entrySet().stream()
                  .anyMatch(
                      around ->
                          !around.getKey().equals(folder)
                              && folder.startsWith(around.getKey())
                              && around.getValue().equals(name))) {
            foreign.add(folder);
          }
          if (paths.contains(folder + "craco.config.js") || hasVite(paths, folder)) {
            foreign.add(folder + "plugins/");
          }
        });
  }

  boolean has(String path) {
    return !TESTS.matcher(path).matches()
        && !TOOLS.matcher(path).matches()
        && foreign.stream().noneMatch(path::startsWith);
  }

  private static boolean hasVite(TreeSet<String> paths, String folder) {
    String next = paths.ceiling(folder + "vite.config.");
    return next != null && next.startsWith(folder + "vite.config.");
  }

  private static String name(FileTree tree, String path) {
    try (InputStream in = tree.open(path)) {
      Matcher name = NAME.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return name.find() ? name.group(1) : "";
    } catch (IOException e) {
      throw MachineError.io("Reading " + path, e);
    }
  }
}
