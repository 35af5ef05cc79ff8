package dev.freehold.targets;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What somebody's keys must be allowed, and no more, in the place's own language.
 *
 * @param name one word in lower case: {@code deploy}
 * @param about what it is for, a plain sentence
 */
public record AccessPolicy(String name, String about, JsonNode document) {}
