package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.cli.client.ApiClient;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Asks a person what a plan asks, all at once and nothing twice, and hands in the answers. */
final class Questions {
  private final Session session;
  private final String app;
  private final Set<String> agreed;
  private final Set<String> asked = new HashSet<>();

  /**
   * @param agreed consents of the next request; an answer may add to them
   */
  Questions(Session session, String app, Set<String> agreed) {
    this.session = session;
    this.app = app;
    this.agreed = agreed;
  }

  /**
   * @return whether an answer was given that the plan did not know, so that it is to be made again
   * @throws Declined when the answer to what the plan waits for is no
   */
  boolean ask(JsonNode plan) {
    List<JsonNode> open =
        plan.path("questions").valueStream().filter(question -> asked.add(key(question))).toList();
    ObjectNode values = Json.mapper().createObjectNode();
    var offers = new LinkedHashSet<String>();
    boolean consent = false;
    for (int i = 0; i < open.size(); i++) {
      JsonNode question = open.get(i);
      String text =
          (open.size() == 1 ? "" : "(%d of %d) ".formatted(i + 1, open.size()))
              + question.path("question").asText();
      session.terminal().note(session.paint().dim(question.path("why").asText()));
      switch (question.path("kind").asText()) {
        case "value" -> {
          String value = session.terminal().secret(text + " (Enter goes on without it) ");
          if (!value.isEmpty()) {
            values.put(question.path("name").asText(), value);
          }
        }
        case "offer" -> {
          if (agrees(question, text)) {
            offers.add(question.path("name").asText());
          }
        }
        default -> {
          if (agrees(question, text)) {
            consent |= agreed.add(question.path("name").asText());
          }
        }
      }
    }
    if (!values.isEmpty()) {
      set(variables(plan), values);
    }
    if (!offers.isEmpty()) {
      takeUp(offers);
    }
    return consent || !values.isEmpty() || !offers.isEmpty();
  }

  private boolean agrees(JsonNode question, String text) {
    boolean yes = session.terminal().agrees(text);
    if (!yes && question.path("needed").asBoolean()) {
      throw new Declined("Nothing was installed, built or deployed.");
    }
    return yes;
  }

  private static String key(JsonNode question) {
    return question.path("kind").asText() + " " + question.path("name").asText();
  }

  private String path() {
    return "/v1/apps/" + ApiClient.encode(app);
  }

  private String variables(JsonNode plan) {
    return path()
        + "/environments/"
        + ApiClient.encode(plan.path("environment").asText())
        + "/variables";
  }

  private void takeUp(Set<String> offers) {
    String before =
        session.api().get(path() + "/overrides").path("overrides").path("with").asText();
    var all = new LinkedHashSet<>(offers);
    if (!before.isEmpty()) {
      all.addAll(List.of(before.split(",")));
    }
    set(path() + "/overrides", Json.mapper().createObjectNode().put("with", String.join(",", all)));
  }

  private void set(String path, ObjectNode values) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.set("set", values);
    session.api().patch(path, body);
  }
}
