package dev.freehold.build;

import java.nio.file.Path;

/**
 * An app's installed packages, in use until closed. The folder is shared by builds and never
 * written to.
 *
 * @param key of what was installed
 * @param folder the {@code node_modules} itself
 */
record Dependencies(String key, Path folder, Runnable release) implements AutoCloseable {
  /** Of an app without packages. */
  static final Dependencies NONE = new Dependencies("", Path.of("/nonexistent"), () -> {});

  boolean isNone() {
    return key.isEmpty();
  }

  @Override
  public void close() {
    release.run();
  }
}
