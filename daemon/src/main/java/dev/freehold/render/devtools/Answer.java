package dev.freehold.render.devtools;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a browser says to a command.
 *
 * @param error its words; empty when it did what it was told
 */
public record Answer(JsonNode result, String error) {}
