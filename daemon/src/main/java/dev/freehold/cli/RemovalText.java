package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Units;
import java.util.ArrayList;
import java.util.List;

/** What removing an app takes away, and what it keeps. */
final class RemovalText {
  private RemovalText() {}

  static String of(JsonNode removing) {
    boolean purge = removing.path("purge").asBoolean();
    var goes = new ArrayList<String>();
    removing.path("environments").forEach(environment -> goes.add(place(environment)));
    removing
        .path("projects")
        .forEach(
            project ->
                goes.add(
                    "its tie to the "
                        + project.path("builder").asText()
                        + " project "
                        + project.path("id").asText()));
    if (!removing.path("releases").isEmpty()) {
      goes.add(
          "the built files of "
              + String.join(", ", texts(removing.path("releases")))
              + ", "
              + Units.bytes(removing.path("releaseBytes").asLong()));
    }
    goes.add("what was set and agreed to for it, its journeys, and findings that were allowed");
    List<String> stay =
        List.of(
            "the history of its "
                + Units.count(removing.path("deployments").asLong(), "deployment"),
            "its repository, " + removing.path("repository").asText());
    if (purge) {
      goes.addAll(stay);
    }
    String text = "Removing " + removing.path("app").asText() + " deletes\n" + lines(goes);
    return purge
        ? text + "Nothing of it is kept."
        : text + "and keeps, unless --purge is given,\n" + lines(stay).stripTrailing();
  }

  private static String place(JsonNode environment) {
    var parts = new ArrayList<String>();
    String target = environment.path("target").asText();
    parts.add(
        environment.path("name").asText()
            + " on "
            + (target.equals("local") ? "this machine" : target)
            + (environment.path("release").isTextual()
                ? ": " + environment.path("release").asText()
                : ": nothing is live"));
    parts.addAll(texts(environment.path("addresses")));
    if (environment.path("domain").isTextual()) {
      parts.add("domain " + environment.path("domain").asText());
    }
    List<String> servers = texts(environment.path("servers"));
    if (!servers.isEmpty()) {
      parts.add("running servers: " + String.join(" and ", servers));
    }
    int variables = environment.path("variables").asInt();
    if (variables > 0) {
      parts.add(Units.count(variables, "variable"));
    }
    environment
        .path("kept")
        .forEach(
            kept ->
                parts.add(
                    "what its server keeps in %s/ (%s, %s)"
                        .formatted(
                            kept.path("folder").asText(),
                            Units.count(kept.path("files").asLong(), "file"),
                            Units.bytes(kept.path("bytes").asLong()))));
    return String.join(", ", parts);
  }

  private static String lines(List<String> items) {
    var text = new StringBuilder();
    items.forEach(item -> text.append("  ").append(item).append('\n'));
    return text.toString();
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
