package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import java.util.List;

/** The documents of {@code --json}: names and shapes as docs/cli.md promises them. */
final class Documents {
  private static final List<String> RUN =
      List.of(
          "app",
          "environment",
          "deployment",
          "kind",
          "state",
          "release",
          "releaseId",
          "previousRelease",
          "commit",
          "url");
  private static final List<String> TIMES = List.of("startedAt", "finishedAt", "reason");
  private static final List<String> STEP = List.of("name", "state", "millis");
  private static final List<String> CHECK =
      List.of("id", "severity", "code", "rule", "file", "line", "message", "remedy");
  private static final List<String> QUESTION =
      List.of("kind", "name", "needed", "question", "why", "command");

  private Documents() {}

  /** One row of the history. */
  static ObjectNode deployment(JsonNode deployment) {
    ObjectNode document = pick(deployment, RUN);
    document.set("uploaded", uploaded(deployment.path("uploaded")));
    document.set("steps", each(deployment.path("steps"), STEP));
    document.set("checks", each(deployment.path("checks"), CHECK));
    document.setAll(pick(deployment, TIMES));
    if (deployment.has("effects")) {
      document.set("notes", notes(deployment));
    }
    addError(document, deployment);
    return document;
  }

  /** With all that its plan said, which nobody read before: it was approved without being asked. */
  static ObjectNode carriedOut(JsonNode plan, JsonNode deployment) {
    ObjectNode document = deployment(deployment);
    ArrayNode all = Json.mapper().createArrayNode();
    plan.path("changes").path("notes").forEach(all::add);
    all.addAll(notes(deployment));
    document.set("notes", all);
    return document;
  }

  /**
   * A plan that found nothing to change.
   *
   * @param live the deployment that is live, or an empty object
   */
  static ObjectNode unchanged(JsonNode plan, JsonNode environment, JsonNode live) {
    ObjectNode document = pick(live, RUN);
    document.set("app", plan.path("app"));
    document.set("environment", plan.path("environment"));
    document.putNull("deployment");
    document.set("kind", plan.path("kind"));
    document.put("state", "unchanged");
    for (String name : List.of("release", "releaseId", "url")) {
      document.set(name, value(environment, name));
    }
    document.set("previousRelease", value(environment, "release"));
    document.set("uploaded", uploaded(Json.mapper().createObjectNode()));
    document.set("steps", each(plan.path("steps"), STEP));
    document.set("checks", each(plan.path("checks"), CHECK));
    return document;
  }

  /** A plan as {@code freehold plan} shows it; what approves it stays inside. */
  static ObjectNode plan(JsonNode plan) {
    ObjectNode document = pick(plan, List.of("app", "environment", "kind", "state"));
    document.put("plan", plan.path("id").asText());
    document.setAll(pick(plan, List.of("hash", "createdAt", "changes")));
    document.set("conclusions", list(plan.path("conclusions")));
    document.set("adaptations", list(plan.path("adaptations")));
    document.set("steps", each(plan.path("steps"), STEP));
    document.set("checks", each(plan.path("checks"), CHECK));
    document.set("questions", each(plan.path("questions"), QUESTION));
    addError(document, plan);
    return document;
  }

  static Failure.Stopped stopped(JsonNode plan) {
    return new Failure.Stopped(
        each(plan.path("checks"), CHECK),
        each(plan.path("questions"), QUESTION),
        list(plan.path("conclusions")));
  }

  static ObjectNode pick(JsonNode from, List<String> names) {
    ObjectNode picked = Json.mapper().createObjectNode();
    for (String name : names) {
      picked.set(name, value(from, name));
    }
    return picked;
  }

  /** What the owner should know although the deployment did not stop for it. */
  static ArrayNode notes(JsonNode deployment) {
    ArrayNode notes = Json.mapper().createArrayNode();
    for (JsonNode effect : deployment.path("effects")) {
      if (effect.path("kind").asText().equals("note")) {
        notes.add(effect.path("summary"));
      }
    }
    return notes;
  }

  private static JsonNode value(JsonNode from, String name) {
    return from.path(name).isMissingNode() ? Json.mapper().nullNode() : from.path(name);
  }

  private static void addError(ObjectNode document, JsonNode run) {
    if (run.path("error").isObject()) {
      document.set("error", pick(run.path("error"), List.of("code", "message", "remedy")));
    }
  }

  private static ObjectNode uploaded(JsonNode uploaded) {
    return Json.mapper()
        .createObjectNode()
        .put("files", uploaded.path("files").asLong())
        .put("bytes", uploaded.path("bytes").asLong());
  }

  private static ArrayNode list(JsonNode items) {
    ArrayNode list = Json.mapper().createArrayNode();
    items.forEach(list::add);
    return list;
  }

  private static ArrayNode each(JsonNode items, List<String> names) {
    ArrayNode list = Json.mapper().createArrayNode();
    items.forEach(item -> list.add(pick(item, names)));
    return list;
  }
}
