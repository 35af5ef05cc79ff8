package dev.freehold.history;

import java.util.Optional;

/**
 * @param name of a step to come
 * @param estimateMillis how long it took lately; empty when it never ran here
 */
public record StepEstimate(String name, Optional<Long> estimateMillis) {}
