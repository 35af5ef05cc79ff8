package dev.freehold.targets.aws.edge;

import dev.freehold.release.Artifact;
import java.util.Optional;

/**
 * One object of a site in its bucket.
 *
 * @param key below the site's folder
 * @param headers for its metadata under {@link #HEADERS}
 */
public record SiteObject(
    String key, Content content, String type, String cacheControl, Optional<String> headers) {
  /** The function takes it out of answers. */
  public static final String HEADERS = "h";

  public sealed interface Content {
    /** A file of the artifact. */
    record Blob(Artifact.File file) implements Content {}

    record Text(String text) implements Content {}
  }
}
