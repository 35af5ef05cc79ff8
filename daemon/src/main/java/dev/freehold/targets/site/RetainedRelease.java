package dev.freehold.targets.site;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A release that was live and whose files are still here.
 *
 * @param replacedAt when another release took its place; empty for the live one
 */
public record RetainedRelease(
    String releaseId, String releaseName, String artifactId, Optional<Instant> replacedAt) {
  /** For so long tabs that were open before a switch find the files that they load later. */
  private static final Duration OPEN_TABS = Duration.ofDays(1);

  public static RetainedRelease of(ServedRelease release) {
    return new RetainedRelease(
        release.releaseId(), release.releaseName(), release.artifactId(), Optional.empty());
  }

  RetainedRelease replaced(Instant at) {
    return replacedAt.isPresent()
        ? this
        : new RetainedRelease(releaseId, releaseName, artifactId, Optional.of(at));
  }

  /** Whether a page of it may well be open in somebody's browser. */
  public boolean isOpenSomewhere(Instant now) {
    return replacedAt.filter(at -> isOpenSomewhere(at, now)).isPresent();
  }

  /**
   * @param replacedAt when another release took the place of one
   */
  public static boolean isOpenSomewhere(Instant replacedAt, Instant now) {
    return replacedAt.isAfter(now.minus(OPEN_TABS));
  }
}
