package dev.freehold.deploy.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.store.Sql;
import java.util.function.Consumer;

/** How a step ended, if it did not throw. */
public sealed interface StepOutcome {
  /** What later steps read. */
  JsonNode output();

  /** Written in the same transaction as the step's end. */
  Consumer<Sql> change();

  /** Go on with the next step. */
  record Next(JsonNode output, Consumer<Sql> change) implements StepOutcome {}

  /** The run has its result early; the steps behind are skipped. */
  record Stop(JsonNode output, Consumer<Sql> change) implements StepOutcome {}

  static StepOutcome next(Object output) {
    return next(output, sql -> {});
  }

  static StepOutcome next(Object output, Consumer<Sql> change) {
    return new Next(Json.tree(output), change);
  }

  static StepOutcome stop(Object output, Consumer<Sql> change) {
    return new Stop(Json.tree(output), change);
  }
}
