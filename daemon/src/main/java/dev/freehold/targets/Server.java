package dev.freehold.targets;

import java.time.Instant;
import java.util.Optional;

/**
 * A server of the live release.
 *
 * @param name within the app: {@code web}, {@code api}
 * @param state {@code starting}, {@code ready}, {@code down}, {@code stopped}, or {@code unknown}
 *     when the place can't be asked
 * @param failures how often it failed within the minute before {@code failedAt}
 * @param problem why it ended or did not answer, at its last failure
 */
public record Server(
    String name,
    String state,
    int failures,
    Optional<Instant> failedAt,
    Optional<String> problem) {}
