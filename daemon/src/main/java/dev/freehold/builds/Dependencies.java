package dev.freehold.builds;

import dev.freehold.base.Json;
import dev.freehold.detect.Detection.Adaptation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An app's installed packages, in use until closed. The folders are shared by builds and never
 * written to.
 *
 * @param key of what was installed
 * @param tree folder in which they lie as in the app's files
 * @param places of folders with packages below tree: {@code node_modules}, and in a workspace
 *     {@code apps/web/node_modules} and others
 * @param scratch folders in every place that builds get empty, as their own
 * @param own the place of the app itself
 * @param adaptations what installing them needed besides the lock file
 */
record Dependencies(
    String key,
    Path tree,
    List<String> places,
    List<String> scratch,
    String own,
    List<Adaptation> adaptations,
    Runnable release)
    implements AutoCloseable {
  static final String FOLDER = "node_modules";

  /** Of an app without packages. */
  static final Dependencies NONE =
      new Dependencies(
          "", Path.of("/nonexistent"), List.of(), List.of(), FOLDER, List.of(), () -> {});

  /**
   * The same in a folder of one build, which may write to them.
   *
   * @param copy where they were copied to, in the same places
   */
  Dependencies in(Path copy) {
    return new Dependencies(key, copy, places, scratch, own, adaptations, release);
  }

  boolean isNone() {
    return key.isEmpty();
  }

  /** The app's own {@code node_modules}. */
  Path folder() {
    return tree.resolve(own);
  }

  /**
   * Where the app finds a file of a package, as Node looks for it: in its own folder first, then in
   * those above.
   *
   * @param file {@code vite/bin/vite.js}
   * @return its place and path below tree
   */
  Optional<String> find(String file) {
    for (Path at = Path.of("/").resolve(own).getParent(); at != null; at = at.getParent()) {
      String place = at.resolve(FOLDER).toString().substring(1);
      if (Files.isRegularFile(tree.resolve(place).resolve(file))) {
        return Optional.of(place + "/" + file);
      }
    }
    return Optional.empty();
  }

  /** Which one of a package the app finds; empty when it finds none. */
  Optional<String> version(String name) throws IOException {
    Optional<String> manifest = find(name + "/package.json");
    return manifest.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Json.mapper().readTree(tree.resolve(manifest.get()).toFile()).path("version").asText());
  }

  @Override
  public void close() {
    release.run();
  }
}
