package dev.freehold.history;

import java.util.Optional;

/**
 * A step as people see it.
 *
 * @param state in lower case: {@code done}
 * @param millis from its first beginning to its end; empty until it ended
 */
public record StepView(String name, String state, Optional<Long> millis, int attempt) {}
