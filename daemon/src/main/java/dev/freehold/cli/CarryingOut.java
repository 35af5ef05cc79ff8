package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.Units;
import dev.freehold.cli.client.ApiClient;
import dev.freehold.cli.output.Paint;
import dev.freehold.cli.output.Progress;
import java.time.Instant;
import java.util.Set;

/** Shows a plan, has it approved, and sees the deployment to its end. */
final class CarryingOut {
  private static final Set<String> WORKING = Set.of("running");

  private final Session session;
  private final Progress progress;
  private final RunChoices choices;
  private final boolean json;
  private final boolean notes;

  /**
   * @param notes whether the plan is shown with what is only read in the sources
   */
  CarryingOut(Session session, Progress progress, RunChoices choices, boolean json, boolean notes) {
    this.session = session;
    this.progress = progress;
    this.choices = choices;
    this.json = json;
    this.notes = notes;
  }

  /**
   * @return the exit code
   */
  int run(JsonNode plan) {
    if (plan.path("state").asText().equals("unchanged")) {
      return unchanged(plan);
    }
    if (!json) {
      session.terminal().print(new PlanText(session.paint(), notes).of(plan));
    }
    approve();
    JsonNode begun = session.api().post(appPath(plan) + "/deployments", approval(plan));
    return report(plan, follow(begun.path("deployment").asText()));
  }

  private void approve() {
    if (choices.yes) {
      return;
    }
    if (json || !session.terminal().interactive()) {
      throw Approval.missing("The plan was not approved; nothing was changed.");
    }
    if (!session.terminal().agrees("Deploy?")) {
      throw new Declined("Nothing was deployed.");
    }
  }

  private ObjectNode approval(JsonNode plan) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.set("planHash", plan.path("hash"));
    body.set("nonce", plan.path("nonce"));
    body.put("requestId", session.surroundings().ids().next());
    body.put("message", choices.message);
    if (choices.watch >= 0) {
      body.put("watchSeconds", choices.watch);
    }
    return body;
  }

  private JsonNode follow(String id) {
    try (var live = new Live(session.api(), id, progress, session.terminal())) {
      return session
          .follow()
          .toEnd("/v1/deployments/" + id, id, WORKING, new RunProgress(progress, live));
    } finally {
      progress.close();
    }
  }

  private int report(JsonNode plan, JsonNode deployment) {
    if (!deployment.path("state").asText().equals("succeeded")) {
      Failure failure = RunEnd.failure(deployment);
      if (!json) {
        throw new RunFailed(failure);
      }
      ObjectNode document = Documents.carriedOut(plan, deployment);
      document.set("error", failure.json().path("error"));
      session.print(document);
      return failure.exit().number();
    }
    if (json) {
      session.print(Documents.carriedOut(plan, deployment));
    } else {
      session.terminal().print(success(deployment));
    }
    return ExitCode.DONE.number();
  }

  private String success(JsonNode deployment) {
    Paint paint = session.paint();
    String app = deployment.path("app").asText();
    String release = paint.bold(deployment.path("release").asText());
    String environment = deployment.path("environment").asText();
    String what =
        switch (deployment.path("kind").asText()) {
          case "rollback" -> app + " is back on " + release + " in " + environment;
          case "promote" -> app + " " + release + " is promoted to " + environment;
          default -> app + " " + release + " is live in " + environment;
        };
    return paint.green("Done: ")
        + what
        + took(deployment)
        + ".\n"
        + paint.link(deployment.path("url").asText())
        + "\n"
        + notes(deployment);
  }

  private String notes(JsonNode deployment) {
    var text = new StringBuilder();
    for (JsonNode note : Documents.notes(deployment)) {
      text.append(session.paint().yellow("Note: ")).append(note.asText()).append('\n');
    }
    return text.toString();
  }

  private static String took(JsonNode deployment) {
    if (!deployment.path("startedAt").isTextual() || !deployment.path("finishedAt").isTextual()) {
      return "";
    }
    Instant from = Instant.parse(deployment.path("startedAt").asText());
    Instant to = Instant.parse(deployment.path("finishedAt").asText());
    return ", after " + Units.millis(to.toEpochMilli() - from.toEpochMilli());
  }

  private int unchanged(JsonNode plan) {
    JsonNode environment = environment(plan);
    JsonNode id = environment.path("deployment");
    JsonNode live =
        id.isTextual()
            ? session.api().get("/v1/deployments/" + ApiClient.encode(id.asText()))
            : Json.mapper().createObjectNode();
    if (json) {
      session.print(Documents.unchanged(plan, environment, live));
    } else {
      session
          .terminal()
          .print(
              "Nothing to do: %s is what is live in %s already.\n%s\n"
                  .formatted(
                      environment.path("release").asText(),
                      plan.path("environment").asText(),
                      session.paint().link(environment.path("url").asText())));
    }
    return (choices.exitCode ? ExitCode.NOTHING_TO_DO : ExitCode.DONE).number();
  }

  private JsonNode environment(JsonNode plan) {
    for (JsonNode environment : session.api().get(appPath(plan)).path("environments")) {
      if (environment.path("name").asText().equals(plan.path("environment").asText())) {
        return environment;
      }
    }
    return Json.mapper().createObjectNode();
  }

  private static String appPath(JsonNode plan) {
    return "/v1/apps/" + ApiClient.encode(plan.path("app").asText());
  }
}
