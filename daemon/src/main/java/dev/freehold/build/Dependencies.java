package dev.freehold.build;

import dev.freehold.detect.Detection.Adaptation;
import java.nio.file.Path;
import java.util.List;

/**
 * An app's installed packages, in use until closed. The folder is shared by builds and never
 * written to.
 *
 * @param key of what was installed
 * @param folder the {@code node_modules} itself
 * @param adaptations what installing them needed besides the lock file
 */
record Dependencies(String key, Path folder, List<Adaptation> adaptations, Runnable release)
    implements AutoCloseable {
  /** Of an app without packages. */
  static final Dependencies NONE =
      new Dependencies("", Path.of("/nonexistent"), List.of(), () -> {});

  boolean isNone() {
    return key.isEmpty();
  }

  @Override
  public void close() {
    release.run();
  }
}
