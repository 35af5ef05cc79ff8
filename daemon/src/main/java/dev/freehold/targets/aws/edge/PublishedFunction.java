package dev.freehold.targets.aws.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a function that was published knows.
 *
 * @param baked what it serves when the store does not answer
 */
public record PublishedFunction(EdgePointer baked, List<Rules> rules) {

  /** Empty for code that is not of {@link EdgeFunction}. */
  public static Optional<PublishedFunction> of(String source) {
    Optional<JsonNode> baked = constant(source, "baked").filter(one -> one.has("r"));
    Optional<JsonNode> sets = constant(source, "sets");
    return baked.isPresent() && sets.isPresent()
        ? Optional.of(new PublishedFunction(pointer(baked.get()), rules(sets.get())))
        : Optional.empty();
  }

  private static Optional<JsonNode> constant(String source, String name) {
    String start = "const " + name + "=";
    int at = source.indexOf(start);
    if (at < 0) {
      return Optional.empty();
    }
    try (JsonParser rest =
        Json.mapper().getFactory().createParser(source.substring(at + start.length()))) {
      return Optional.ofNullable(Json.mapper().readTree(rest));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static EdgePointer pointer(JsonNode json) {
    return new EdgePointer(
        json.path("g").asLong(),
        json.path("r").asText(),
        json.path("s").asText(),
        json.path("u").asText(),
        Optional.ofNullable(json.path("f").textValue()));
  }

  private static List<Rules> rules(JsonNode sets) {
    return sets.properties().stream()
        .map(set -> new Rules(set.getKey(), Json.canonical(set.getValue())))
        .toList();
  }
}
