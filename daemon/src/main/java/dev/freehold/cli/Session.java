package dev.freehold.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.cli.client.ApiClient;
import dev.freehold.cli.client.DaemonStarter;
import dev.freehold.cli.client.Follow;
import dev.freehold.cli.output.Paint;
import dev.freehold.cli.output.Terminal;
import dev.freehold.file.Home;
import java.util.ArrayList;
import java.util.List;

/** What the commands share: the daemon, started when first needed, and the ways to show things. */
final class Session {
  private final Surroundings surroundings;
  private final DaemonStarter starter;
  private final ApiClient api;

  Session(Surroundings surroundings) {
    this.surroundings = surroundings;
    Home home = surroundings.home();
    this.starter =
        new DaemonStarter(
            home.socket(),
            home.logs().resolve("daemon.log"),
            new DaemonLaunch(surroundings),
            surroundings.daemonDeadline());
    this.api = new ApiClient(home.socket(), starter);
  }

  Surroundings surroundings() {
    return surroundings;
  }

  DaemonStarter starter() {
    return starter;
  }

  ApiClient api() {
    return api;
  }

  /** The daemon as it is now: one that went away is not started again. */
  ApiClient current() {
    return new ApiClient(
        surroundings.home().socket(),
        () -> {
          throw new MachineError(
              "daemon.not-running",
              "The daemon went away while it was asked.",
              "Start it again: freehold daemon start");
        });
  }

  Follow follow() {
    return new Follow(api);
  }

  Terminal terminal() {
    return surroundings.terminal();
  }

  Paint paint() {
    return terminal().paint();
  }

  /** The one document of {@code --json}. */
  void print(JsonNode document) {
    try {
      terminal()
          .print(
              Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always writable", e);
    }
  }

  /** All of them, in as few requests as the API allows. */
  List<JsonNode> apps() {
    return all("/v1/apps?limit=100", "apps", "after");
  }

  /** Follows {@code next} to its end. */
  List<JsonNode> all(String target, String list, String cursor) {
    var items = new ArrayList<JsonNode>();
    String separator = target.contains("?") ? "&" : "?";
    JsonNode page = api.get(target);
    page.path(list).forEach(items::add);
    while (page.path("next").isTextual()) {
      String next = ApiClient.encode(page.path("next").asText());
      page = api.get(target + separator + cursor + "=" + next);
      page.path(list).forEach(items::add);
    }
    return items;
  }
}
