package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.cli.client.ApiClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who is ahead of whom. */
@Command(
    description = {
      "Show what is behind what: the builder's exports, git, each environment.",
      "Also what was changed outside Freehold. Changes nothing."
    })
final class DriftCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--app", paramLabel = "SLUG", description = "Which app; all if not said.")
  String app = "";

  @Mixin JsonChoice json = new JsonChoice();

  DriftCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (app.isEmpty()) {
      List<JsonNode> drifts =
          session.apps().stream().map(known -> drift(known.path("slug").asText())).toList();
      show(all(drifts), drifts);
    } else {
      JsonNode drift = drift(app);
      show(drift, List.of(drift));
    }
    return ExitCode.DONE.number();
  }

  private JsonNode drift(String slug) {
    return session.api().get("/v1/apps/" + ApiClient.encode(slug) + "/drift");
  }

  private static JsonNode all(List<JsonNode> drifts) {
    ObjectNode document = Json.mapper().createObjectNode();
    document.putArray("apps").addAll(drifts);
    return document;
  }

  private void show(JsonNode document, List<JsonNode> drifts) {
    if (json.on) {
      session.print(document);
    } else {
      session.terminal().print(new DriftText(session.paint()).of(drifts));
    }
  }
}
