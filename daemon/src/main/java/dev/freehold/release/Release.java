package dev.freehold.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Immutable: commit, artifact and migration set. Knows nothing of any environment.
 *
 * @param id SHA-256 of app, commit, artifact and migrations: the same input is the same release
 * @param number counts from 1 per app; shown as {@code v1}
 * @param commit on branch main
 * @param adaptations ids of what was adapted for the build
 * @param baked values that it has inside; empty when a version built it that did not say
 * @param buildKey what the build depended on: tree, lock file, toolchain, adaptations
 */
public record Release(
    String id,
    String appId,
    int number,
    String commit,
    String artifactId,
    List<String> adaptations,
    String buildKey,
    Optional<Baked> baked,
    Instant createdAt) {
  public String name() {
    return "v" + number;
  }
}
