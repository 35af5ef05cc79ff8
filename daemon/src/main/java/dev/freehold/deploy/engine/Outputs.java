package dev.freehold.deploy.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import java.util.Optional;

/** What the steps of one run returned, read back as the records they were. */
public record Outputs(StepStore steps, String run) {
  public <T> T require(String step, Class<T> type) {
    return find(step, type)
        .orElseThrow(
            () -> new IllegalStateException("step " + step + " of " + run + " is not done"));
  }

  public <T> Optional<T> find(String step, Class<T> type) {
    return steps.output(run, step).map(output -> as(output, type));
  }

  public static <T> T as(JsonNode output, Class<T> type) {
    try {
      return Json.mapper().treeToValue(output, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a step's output is not a " + type.getSimpleName(), e);
    }
  }
}
