package dev.freehold.app;

import java.time.Instant;
import java.util.Optional;

/**
 * Where an app runs: {@code production}, {@code staging}.
 *
 * @param placement of what is deployed next
 * @param live what is served, as it was last known here; the target's own pointer is the truth
 * @param previous what was served before, the one that a rollback returns to
 * @param generation counts the switches of the pointer
 * @param settingsId the newest revision of the variables, which the next deployment brings; empty
 *     until the variables were first looked at
 */
public record Environment(
    String id,
    String appId,
    String name,
    Placement placement,
    Optional<LiveRelease> live,
    Optional<LiveRelease> previous,
    long generation,
    Optional<String> settingsId,
    Instant createdAt) {
  /** The target that every machine has. */
  public static final String LOCAL = "local";

  public String target() {
    return placement.target();
  }

  public Optional<Domain> domain() {
    return placement.domain();
  }
}
