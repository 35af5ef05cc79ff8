package dev.freehold.app;

import java.time.Instant;

/**
 * One project in a builder, one git repository.
 *
 * @param slug lower-case letters, digits and dashes; part of host names, 1 to 40 characters
 * @param builder {@code lovable}, {@code bolt}, {@code base44}, {@code emergent} or {@code unknown}
 */
public record App(String id, String slug, String builder, Instant createdAt) {}
