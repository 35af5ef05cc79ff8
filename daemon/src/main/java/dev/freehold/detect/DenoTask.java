package dev.freehold.detect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A task of deno.json: a text, or an object that has one (docs.deno.com, deno task).
 *
 * @param command {@code ""} where it has none
 * @param dependencies names of the tasks that Deno runs before it
 */
record DenoTask(String command, List<String> dependencies) {
  /** By name. */
  static Map<String, DenoTask> in(JsonNode settings) {
    var tasks = new TreeMap<String, DenoTask>();
    for (Map.Entry<String, JsonNode> task : settings.path("tasks").properties()) {
      JsonNode said = task.getValue();
      tasks.put(
          task.getKey(),
          said.isObject()
              ? new DenoTask(
                  said.path("command").asText(""),
                  said.path("dependencies").valueStream().map(JsonNode::asText).toList())
              : new DenoTask(said.asText(""), List.of()));
    }
    return tasks;
  }

  /** For people. */
  String text() {
    return command.isEmpty() ? String.join(", ", dependencies) : command;
  }
}
