package dev.freehold.deploy.model;

import java.util.Optional;

/**
 * What the user asked for.
 *
 * @param exportId of a deployment; empty to deploy what is on main
 * @param releaseId of a rollback or promotion
 * @param settingsId of a rollback: the settings that ran with the release
 * @param fromId of a promotion: the environment where the release is live
 * @param allowShrink accept an export with far fewer files than the last one
 * @param overruleLook go live whatever the look at the page shows
 */
public record PlanRequest(
    Optional<String> exportId,
    Optional<String> releaseId,
    Optional<String> settingsId,
    Optional<String> fromId,
    boolean allowShrink,
    boolean overruleLook,
    String message) {}
