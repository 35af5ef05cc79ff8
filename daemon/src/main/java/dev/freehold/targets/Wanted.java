package dev.freehold.targets;

import dev.freehold.credential.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * What a person said about a place that is to be connected, by the names of the driver's fields.
 *
 * @param values no empty ones
 */
public record Wanted(Map<String, String> values, Map<String, Secret> secrets) {
  /** Of a required field, which is always there. */
  public String require(String field) {
    return find(field).orElseThrow(() -> new IllegalStateException("no value of " + field));
  }

  public Optional<String> find(String field) {
    return Optional.ofNullable(values.get(field));
  }
}
