package dev.freehold.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Watches a branch's lock file while waiting for it. A push holds it for milliseconds; one that
 * stays the same for seconds was left by a crash, and git would wait for it for ever.
 */
final class AbandonedLock {
  private static final Duration ABANDONED = Duration.ofSeconds(5);

  private final Path lock;
  private @Nullable Object seen;
  private long seenSince;

  AbandonedLock(Path lock) {
    this.lock = lock;
  }

  void removeIfAbandoned() throws IOException {
    Object now = identity();
    if (now == null || !now.equals(seen)) {
      seen = now;
      seenSince = System.nanoTime();
    } else if (System.nanoTime() - seenSince > ABANDONED.toNanos()) {
      Files.deleteIfExists(lock);
    }
  }

  private @Nullable Object identity() throws IOException {
    try {
      var attributes = Files.readAttributes(lock, BasicFileAttributes.class);
      return attributes.fileKey() + " " + attributes.lastModifiedTime();
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
