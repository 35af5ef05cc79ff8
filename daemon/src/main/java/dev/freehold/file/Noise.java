package dev.freehold.file;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files and folders that are never part of an app's sources, wherever they are: installed packages,
 * caches and metadata that tools make again. Folders whose names can also mean something else
 * ({@code dist}, {@code coverage}) are judged by {@link BuildOutput}, which looks around first.
 */
final class Noise {
  private static final String CACHE = "a cache that tools make again";
  private static final String OUTPUT = "output of a build, which Freehold makes again";
  private static final String MAC = "macOS metadata";
  private static final String PYTHON = "compiled or installed Python, which tools make again";

  private static final Map<String, String> FOLDERS =
      Map.ofEntries(
          Map.entry("node_modules", "installed packages, which the lock file brings back"),
          Map.entry("bower_components", "installed packages"),
          Map.entry(".next", OUTPUT),
          Map.entry(".nuxt", OUTPUT),
          Map.entry(".output", OUTPUT),
          Map.entry(".svelte-kit", OUTPUT),
          Map.entry(".astro", CACHE),
          Map.entry(".vite", CACHE),
          Map.entry(".cache", CACHE),
          Map.entry(".turbo", CACHE),
          Map.entry(".parcel-cache", CACHE),
          Map.entry(".angular", CACHE),
          Map.entry(".expo", CACHE),
          Map.entry(".nyc_output", CACHE),
          Map.entry(".pytest_cache", CACHE),
          Map.entry(".mypy_cache", CACHE),
          Map.entry("__pycache__", PYTHON),
          Map.entry(".venv", PYTHON),
          Map.entry("__MACOSX", MAC));

  private static final Map<String, String> FILES = Map.of(".DS_Store", MAC, "Thumbs.db", CACHE);
  private static final Map<String, String> ENDINGS = Map.of(".tsbuildinfo", CACHE, ".pyc", PYTHON);

  private Noise() {}

  /**
   * The folder or file to leave out so that {@code path} is gone.
   *
   * @param plainFile whether {@code path} is an ordinary file: a link named {@code node_modules}
   *     stands for the folder
   */
  static Optional<LeftOut> in(String path, boolean plainFile) {
    int end = path.indexOf('/');
    int start = 0;
    for (; end >= 0; start = end + 1, end = path.indexOf('/', start)) {
      String reason = FOLDERS.get(path.substring(start, end));
      if (reason != null) {
        return Optional.of(new LeftOut(path.substring(0, end), reason));
      }
    }
    String name = path.substring(start);
    return Optional.ofNullable(plainFile ? fileReason(name) : FOLDERS.get(name))
        .map(reason -> new LeftOut(path, reason));
  }

  private static @Nullable String fileReason(String name) {
    if (name.startsWith("._")) {
      return MAC;
    }
    for (var ending : ENDINGS.entrySet()) {
      if (name.endsWith(ending.getKey())) {
        return ending.getValue();
      }
    }
    return FILES.get(name);
  }
}
