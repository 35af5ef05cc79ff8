package dev.freehold.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.UUID;

/**
 * One deployment as its client sees it, across any number of kills: every act is asked for again
 * until it is answered, with the same ids.
 */
final class KilledDeployment {
  private final KilledApp app;
  private final String marker;
  private final int watchSeconds;
  private final String requestId = UUID.randomUUID().toString();
  private String export = "";
  private volatile String plan = "";
  private JsonNode ready = MissingNode.getInstance();
  private String deployment = "";
  private boolean uploaded;
  private boolean complete;

  KilledDeployment(String marker, int watchSeconds) {
    this(KilledApp.PAGE, marker, watchSeconds);
  }

  KilledDeployment(KilledApp app, String marker, int watchSeconds) {
    this.app = app;
    this.marker = marker;
    this.watchSeconds = watchSeconds;
  }

  /** Whether the client has the answer to its request for a plan; without it, it asks anew. */
  boolean hasPlan() {
    return !plan.isEmpty();
  }

  String deployment() {
    return deployment;
  }

  /** Goes on until it has the id of its plan, and approves nothing. */
  void askForPlan(Driver driver) throws IOException {
    if (export.isEmpty()) {
      export = driver.begin();
    }
    if (!uploaded) {
      driver.upload(export, app.zip(marker));
      uploaded = true;
    }
    if (!complete) {
      driver.complete(export);
      complete = true;
    }
    if (plan.isEmpty()) {
      plan = driver.plan(export);
    }
  }

  /** Goes on from wherever it is to the end; throws IOException when the daemon dies meanwhile. */
  JsonNode carryOn(Driver driver) throws IOException {
    askForPlan(driver);
    if (ready.isMissingNode()) {
      ready = driver.awaitPlan(plan);
      if (!ready.path("state").asText().equals("ready")) {
        throw new AssertionError("the plan is not ready: " + ready);
      }
    }
    deployment = driver.approve(ready, requestId, watchSeconds);
    JsonNode ended = driver.awaitDeployment(deployment);
    if (!ended.path("state").asText().equals("succeeded")) {
      throw new AssertionError("the deployment did not succeed: " + ended);
    }
    return ended;
  }
}
