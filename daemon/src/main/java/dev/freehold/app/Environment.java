package dev.freehold.app;

import java.time.Instant;
import java.util.Optional;

/**
 * Where an app runs: {@code production}, {@code staging}.
 *
 * @param target {@code local}, or the name of a server
 * @param domain under which visitors reach it
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
    String target,
    Optional<Domain> domain,
    Optional<LiveRelease> live,
    Optional<LiveRelease> previous,
    long generation,
    Optional<String> settingsId,
    Instant createdAt) {
  /** The target that every machine has. */
  public static final String LOCAL = "local";

  /** Whether only this machine's user sees it. */
  public boolean isLocal() {
    return target.equals(LOCAL);
  }
}
