package dev.freehold.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A step as it is stored.
 *
 * @param run the plan or deployment that it belongs to
 * @param ordinal from 0, in the order of execution
 * @param attempt how often it was begun
 * @param output what it returned; empty until it is done
 */
public record StepRecord(
    String run,
    int ordinal,
    String name,
    StepState state,
    int attempt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<JsonNode> output) {

  /** The same at every attempt: names and idempotency keys of what a step makes derive from it. */
  public String key() {
    return run + "/" + name;
  }
}
