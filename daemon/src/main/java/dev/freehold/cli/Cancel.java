package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.cli.client.ApiClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops a deployment that is not live yet, or the making of its plan. */
@Command(
    description = "Cancel a running deployment, or its preparation; possible until it is live.")
final class Cancel implements Callable<Integer> {
  private static final String DEPLOYMENT = "deployment";
  private static final String PLAN = "plan";

  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "Of a deployment or a plan; what runs, if not said.")
  String id = "";

  @Mixin AppChoice app = new AppChoice();
  @Mixin JsonChoice json = new JsonChoice();

  Cancel(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Running running = id.isEmpty() ? found() : named();
    JsonNode cancelled =
        session
            .api()
            .post(
                "/v1/" + running.kind() + "s/" + ApiClient.encode(running.id()) + "/cancel",
                Json.mapper().createObjectNode());
    if (json.on) {
      session.print(
          running.kind().equals(PLAN)
              ? Documents.plan(cancelled)
              : Documents.deployment(cancelled));
    } else {
      session
          .terminal()
          .print(
              running.kind().equals(PLAN)
                  ? "The preparation of plan " + running.id() + " is being cancelled.\n"
                  : "Deployment " + running.id() + " is being cancelled.\n");
    }
    return ExitCode.DONE.number();
  }

  /** What the id is of; a deployment, as far as the error goes, when it is of nothing. */
  private Running named() {
    try {
      session.api().get("/v1/plans/" + ApiClient.encode(id));
      return new Running(PLAN, id);
    } catch (UserError e) {
      if (!e.code().equals("plan.unknown")) {
        throw e;
      }
      return new Running(DEPLOYMENT, id);
    }
  }

  private Running found() {
    String slug = app.resolve(session);
    String path = "/v1/apps/" + ApiClient.encode(slug);
    for (JsonNode found : session.api().get(path + "/deployments?limit=20").path("deployments")) {
      if (found.path("state").asText().equals("running")) {
        return new Running(DEPLOYMENT, found.path("deployment").asText());
      }
    }
    JsonNode plans = session.api().get(path + "/plans?state=preparing&limit=1").path("plans");
    if (!plans.isEmpty()) {
      return new Running(PLAN, plans.get(0).path("id").asText());
    }
    throw new UserError(
        "deployment.none-running",
        "No deployment of " + slug + " is running, and none is being prepared.",
        "See what happened with 'freehold history'.");
  }

  private record Running(String kind, String id) {}
}
