package dev.freehold.history;

import java.time.Instant;

/**
 * A plan in a list.
 *
 * @param state in lower case: {@code preparing}
 */
public record PlanSummary(
    String id, String environment, String kind, String state, Instant createdAt) {}
