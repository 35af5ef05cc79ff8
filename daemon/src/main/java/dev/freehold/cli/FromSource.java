package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.Units;
import dev.freehold.cli.client.ApiClient;
import dev.freehold.cli.output.Progress;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a deployment without a path takes from the app's git source. */
final class FromSource {
  @Option(
      names = "--follow-source",
      paramLabel = "COMMIT",
      description =
          "Accept that the branch of the app's git source was rewritten, and is at this commit"
              + " now.")
  String follow = "";

  @Option(
      names = "--stay",
      description =
          "Stay on the branch of the app's git source, although the builder went on with another"
              + " one.")
  boolean stay;

  boolean isAsked() {
    return stay || !follow.isEmpty();
  }

  /**
   * @return what was fetched; empty for an app whose code comes from exports
   */
  Optional<JsonNode> fetch(ApiClient api, Progress progress, String slug) {
    String path = "/v1/apps/" + ApiClient.encode(slug) + "/source";
    if (!isAsked() && !api.get(path).path("url").isTextual()) {
      return Optional.empty();
    }
    ObjectNode asked = Json.mapper().createObjectNode().put("stay", stay);
    if (!follow.isEmpty()) {
      asked.put("follow", follow);
    }
    progress.begin("fetch");
    long begun = System.nanoTime();
    JsonNode fetched = api.post(path + "/fetch", asked);
    progress.done(
        "fetch",
        SourceText.fetched(fetched) + ", " + Units.millis((System.nanoTime() - begun) / 1_000_000));
    return Optional.of(fetched);
  }
}
