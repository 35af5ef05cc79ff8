package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.Units;
import dev.freehold.cli.client.ApiClient;
import dev.freehold.cli.output.Paint;
import dev.freehold.cli.output.Table;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What happened to an app, newest first. */
@Command(description = "Show the deployments of an app, newest first.")
final class History implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many; ${DEFAULT-VALUE} if not said.")
  int limit = 20;

  @Option(
      names = "--before",
      paramLabel = "DEPLOYMENT",
      description = "Only what is older than this; 'next' of the page before.")
  String before = "";

  @Option(names = "--env", paramLabel = "ENV", description = "Only this environment.")
  String environment = "";

  @Mixin AppChoice app = new AppChoice();
  @Mixin JsonChoice json = new JsonChoice();

  History(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String slug = app.resolve(session);
    String target = "/v1/apps/" + ApiClient.encode(slug) + "/deployments?limit=" + limit;
    if (!before.isEmpty()) {
      target += "&before=" + ApiClient.encode(before);
    }
    JsonNode page = session.api().get(target);
    ObjectNode document = Json.mapper().createObjectNode();
    var list = document.putArray("deployments");
    for (JsonNode deployment : page.path("deployments")) {
      if (environment.isEmpty() || deployment.path("environment").asText().equals(environment)) {
        list.add(Documents.deployment(deployment));
      }
    }
    document.set("next", page.path("next").isTextual() ? page.path("next") : null);
    document.set("removedAt", page.path("removedAt").isTextual() ? page.path("removedAt") : null);
    if (json.on) {
      session.print(document);
    } else {
      session.terminal().print(text(slug, document));
    }
    return ExitCode.DONE.number();
  }

  private String text(String slug, ObjectNode document) {
    Paint paint = session.paint();
    Instant now = session.surroundings().clock().instant();
    String removed =
        document.path("removedAt").isTextual()
            ? slug
                + " was removed "
                + Units.ago(Instant.parse(document.path("removedAt").asText()), now)
                + "; deployed again, it comes back with this history.\n"
            : "";
    if (document.path("deployments").isEmpty()) {
      return removed + "No deployments of " + slug + " here.\n";
    }
    var table = new Table();
    table.row("WHEN", "WHAT", "RELEASE", "ENVIRONMENT", "STATE", "TOOK", "DEPLOYMENT", "WHY");
    for (JsonNode deployment : document.path("deployments")) {
      table.row(
          Units.ago(Instant.parse(deployment.path("startedAt").asText()), now),
          deployment.path("kind").asText(),
          deployment.path("release").asText(),
          deployment.path("environment").asText(),
          state(paint, deployment.path("state").asText()),
          took(deployment),
          paint.dim(deployment.path("deployment").asText()),
          deployment.path("reason").asText(""));
    }
    String more =
        document.path("next").isTextual()
            ? paint.dim("Older: freehold history --before " + document.path("next").asText()) + "\n"
            : "";
    return removed + table.text() + more;
  }

  private static String state(Paint paint, String state) {
    return switch (state) {
      case "succeeded" -> paint.green(state);
      case "running" -> paint.yellow(state);
      default -> paint.red(state);
    };
  }

  private static String took(JsonNode deployment) {
    if (!deployment.path("finishedAt").isTextual()) {
      return "";
    }
    Instant from = Instant.parse(deployment.path("startedAt").asText());
    Instant to = Instant.parse(deployment.path("finishedAt").asText());
    return Units.millis(to.toEpochMilli() - from.toEpochMilli());
  }
}
