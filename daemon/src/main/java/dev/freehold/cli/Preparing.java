package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.UserError;
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
   * @throws PlanBlocked with the checks that block
   * @throws UserError {@code plan.not-approved} when the build is not agreed to
   */
  JsonNode plan(String app, ObjectNode request, Set<String> consents) {
    var agreed = new LinkedHashSet<>(consents);
    JsonNode plan = make(app, request, agreed);
    if (!agreed.contains("build") && waitsForBuild(plan)) {
      agreeToBuild();
      agreed.add("build");
      plan = make(app, request, agreed);
    }
    return switch (plan.path("state").asText()) {
      case "ready", "unchanged" -> plan;
      default -> throw blocked(plan);
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

  private static boolean waitsForBuild(JsonNode plan) {
    if (!plan.path("state").asText().equals("blocked")) {
      return false;
    }
    for (JsonNode check : plan.path("checks")) {
      if (check.path("code").asText().equals(BUILD_CONSENT)) {
        return true;
      }
    }
    return plan.path("error").path("code").asText().equals(BUILD_CONSENT);
  }

  private void agreeToBuild() {
    String question =
        "Freehold will now install this app's packages and build it in a sandbox. Go on?";
    if (!mayAsk) {
      throw Approval.missing("The first install and build of this app was not approved.");
    }
    if (!session.terminal().agrees(question)) {
      throw new Declined("Nothing was installed, built or deployed.");
    }
  }

  private static RuntimeException blocked(JsonNode plan) {
    JsonNode checks = Documents.checks(plan.path("checks"));
    JsonNode error = plan.path("error");
    if (error.isObject()) {
      return new RunFailed(Failure.ofRun(error).withChecks(checks));
    }
    long errors = 0;
    for (JsonNode check : checks) {
      errors += check.path("severity").asText().equals("error") ? 1 : 0;
    }
    return new PlanBlocked(
        "plan.blocked",
        errors == 1 ? "A check blocks this plan." : errors + " checks block this plan.",
        "Mend what they name and deploy again. A finding that is no secret can be allowed: freehold"
            + " check allow ID --reason ...",
        checks);
  }
}
