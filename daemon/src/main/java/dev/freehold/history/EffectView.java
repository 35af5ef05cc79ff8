package dev.freehold.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** Something that a step changed. */
public record EffectView(String kind, String summary, JsonNode refs, Instant at) {}
