package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.cli.client.ApiClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops a deployment that is not live yet. */
@Command(description = "Cancel a running deployment; possible until it is live.")
final class Cancel implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "DEPLOYMENT",
      description = "The one that runs, if not said.")
  String deployment = "";

  @Mixin AppChoice app = new AppChoice();
  @Mixin JsonChoice json = new JsonChoice();

  Cancel(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String id = deployment.isEmpty() ? running() : deployment;
    JsonNode cancelled =
        session
            .api()
            .post(
                "/v1/deployments/" + ApiClient.encode(id) + "/cancel",
                Json.mapper().createObjectNode());
    if (json.on) {
      session.print(Documents.deployment(cancelled));
    } else {
      session.terminal().print("Deployment " + id + " is being cancelled.\n");
    }
    return ExitCode.DONE.number();
  }

  private String running() {
    String slug = app.resolve(session);
    JsonNode page =
        session.api().get("/v1/apps/" + ApiClient.encode(slug) + "/deployments?limit=20");
    for (JsonNode found : page.path("deployments")) {
      if (found.path("state").asText().equals("running")) {
        return found.path("deployment").asText();
      }
    }
    throw new UserError(
        "deployment.none-running",
        "No deployment of " + slug + " is running.",
        "See what happened with 'freehold history'.");
  }
}
