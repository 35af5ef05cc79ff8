package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.cli.client.ApiClient;
import dev.freehold.cli.output.Progress;
import java.util.LinkedHashSet;
import java.util.Set;

/** Asks for a plan and waits until it is made. */
final class Preparing {
  private static final Set<String> WORKING = Set.of("preparing");
  private static final String BUILD_CONSENT = "build.consent";

  private final Session session;
  private final Progress progress;
  private final boolean mayAsk;

  /**
   * @param mayAsk whether there is a person to ask
   */
  Preparing(Session session, Progress progress, boolean mayAsk) {
    this.session = session;
    this.progress = progress;
    this.mayAsk = mayAsk;
  }

  /**
   * @param consents what the user agreed to before
   * @return the plan, which is ready or unchanged
   * @throws RunFailed with what the plan found and asks
   */
  JsonNode plan(String app, ObjectNode request, Set<String> consents) {
    var agreed = new LinkedHashSet<>(consents);
    JsonNode plan = make(app, request, agreed);
    var questions = new Questions(session, app, agreed);
    while (mayAsk && questions.ask(plan)) {
      plan = make(app, request, agreed);
    }
    return switch (plan.path("state").asText()) {
      case "ready", "unchanged" -> plan;
      default -> throw stopped(plan);
    };
  }

  private JsonNode make(String app, ObjectNode request, Set<String> consents) {
    ObjectNode body = request.deepCopy();
    ArrayNode list = body.putArray("consents");
    consents.forEach(list::add);
    JsonNode plan = session.api().post("/v1/apps/" + ApiClient.encode(app) + "/plans", body);
    String id = plan.path("id").asText();
    try (var interrupt = new OnInterrupt(this::interrupted)) {
      return session
          .follow()
          .toEnd("/v1/plans/" + id, id, WORKING, new RunProgress(progress, url -> {}));
    } finally {
      progress.close();
    }
  }

  private void interrupted() {
    session
        .terminal()
        .note(
            "\nNothing was deployed. The daemon still makes the plan; to stop it: freehold cancel");
  }

  private static RunFailed stopped(JsonNode plan) {
    Failure failure = Failure.ofRun(plan.path("error"));
    if (failure.code().equals(BUILD_CONSENT)) {
      failure =
          Failure.of(Approval.missing("The first install and build of this app was not approved."));
    }
    return new RunFailed(failure.of(Documents.stopped(plan)));
  }
}
