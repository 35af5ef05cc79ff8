package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;

/** Why a deployment did not succeed. */
final class RunEnd {
  private RunEnd() {}

  /** What the daemon stored; where it stored only a state, that state in words. */
  static Failure failure(JsonNode deployment) {
    if (deployment.path("error").isObject()) {
      return Failure.ofRun(deployment.path("error"));
    }
    String state = deployment.path("state").asText();
    return Failure.ofRun(
        switch (state) {
          case "cancelled" ->
              error(state, "The deployment was cancelled; nothing went live.", "Deploy again.");
          case "stale" ->
              error(
                  state,
                  "Something else changed after this plan was approved, so it was not carried out.",
                  "Make a new plan by running the same command again.");
          case "switched-back" ->
              error(
                  state,
                  "The new release failed while it was watched; the one before is live again.",
                  "See why with 'freehold history', mend it and deploy again.");
          case "conflict" ->
              error(
                  state,
                  "Someone else changed the target while this deployment ran.",
                  "Look at it with 'freehold status', then deploy again.");
          default ->
              error(
                  state,
                  "The deployment ended as " + state + ".",
                  "See what happened with 'freehold history'.");
        });
  }

  private static ObjectNode error(String state, String message, String remedy) {
    return Json.mapper()
        .createObjectNode()
        .put("code", "deployment." + state)
        .put("message", message)
        .put("remedy", remedy);
  }
}
