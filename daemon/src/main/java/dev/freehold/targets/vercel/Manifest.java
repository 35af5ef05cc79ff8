package dev.freehold.targets.vercel;

import dev.freehold.base.Sha256;
import dev.freehold.credential.Secret;

/**
 * Where the list of a release's files lies beside these files: only those find it who have the key
 * to the project's deployments.
 */
final class Manifest {
  private Manifest() {}

  /** Path without a leading slash. */
  static String path(Secret key, String artifactId) {
    return "__freehold/" + Sha256.of("manifest " + key.reveal() + artifactId).hex() + ".json";
  }
}
