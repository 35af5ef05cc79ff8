package dev.freehold.target.site;

/** A release that was live and whose files are still here. */
public record RetainedRelease(String releaseId, String releaseName, String artifactId) {
  public static RetainedRelease of(ServedRelease release) {
    return new RetainedRelease(release.releaseId(), release.releaseName(), release.artifactId());
  }
}
