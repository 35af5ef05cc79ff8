package dev.freehold.step;

import com.fasterxml.jackson.databind.JsonNode;

/** What a look at the world says about a step that a crash interrupted. */
public sealed interface Probe {
  /** It happened; {@code output} is what the step would have returned. */
  record Happened(JsonNode output) implements Probe {}

  /** It did not happen, or running it again is harmless. */
  record DidNotHappen() implements Probe {}

  /** Only a person can tell; {@code question} is what to ask them. */
  record Unknown(String question) implements Probe {}
}
