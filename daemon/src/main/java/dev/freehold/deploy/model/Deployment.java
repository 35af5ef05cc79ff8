package dev.freehold.deploy.model;

import dev.freehold.deploy.engine.Failure;
import java.time.Instant;
import java.util.Optional;

/**
 * A plan being carried out, or one that was.
 *
 * @param generation of the pointer before; the switch makes it one more
 * @param url best address, once it is live
 * @param who the user and the way in: {@code ada via cli}
 */
public record Deployment(
    String id,
    String appId,
    String environmentId,
    String planId,
    String requestId,
    DeploymentKind kind,
    DeploymentState state,
    String releaseId,
    String settingsId,
    Optional<String> previousReleaseId,
    Optional<String> previousSettingsId,
    long generation,
    int watchSeconds,
    Optional<String> url,
    String reason,
    String who,
    Optional<Failure> failure,
    Instant startedAt,
    Optional<Instant> finishedAt) {}
