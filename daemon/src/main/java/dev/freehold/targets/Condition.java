package dev.freehold.targets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * How a connected place was found.
 *
 * @param about what there is, to be shown
 * @param facts the same and more, for programs; what is in it depends on the kind
 * @param problems what is not as connecting left it, a plain sentence each
 * @param removal what removing it would do there, a plain sentence each
 */
public record Condition(
    List<Setup.Fact> about, JsonNode facts, List<String> problems, List<String> removal) {}
