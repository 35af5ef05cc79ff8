package dev.freehold.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.check.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A deployment as people see it.
 *
 * @param app slug
 * @param deployment its id
 * @param state in lower case: {@code succeeded}
 * @param release {@code v2}
 * @param commit on branch main
 * @param commitMessage its first line; empty when the repository has no such commit
 * @param url best address, once it was live
 * @param screenshot whether there is a picture of the page
 * @param steps those of its plan, then its own
 * @param checks the gravest first, at most 100
 * @param checksCount how many there are in all
 * @param who the user and the way in
 * @param error code, message and remedy when it did not succeed
 * @param deploymentSteps how long its own steps may take; only when one deployment is asked for
 * @param effects only when one deployment is asked for
 */
public record DeploymentView(
    String app,
    String environment,
    String deployment,
    String kind,
    String state,
    String release,
    String releaseId,
    Optional<String> previousRelease,
    String commit,
    String commitMessage,
    Optional<String> url,
    boolean screenshot,
    Uploaded uploaded,
    List<StepView> steps,
    List<Finding> checks,
    int checksCount,
    Instant startedAt,
    Optional<Instant> finishedAt,
    String reason,
    String who,
    Optional<JsonNode> error,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<List<StepEstimate>> deploymentSteps,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<List<EffectView>> effects) {

  DeploymentView with(List<StepView> steps, List<Finding> checks, int checksCount) {
    return with(commitMessage, steps, checks, checksCount, deploymentSteps, effects);
  }

  DeploymentView alone(List<StepEstimate> deploymentSteps, List<EffectView> effects) {
    return with(
        commitMessage,
        steps,
        checks,
        checksCount,
        Optional.of(deploymentSteps),
        Optional.of(effects));
  }

  DeploymentView withCommitMessage(String commitMessage) {
    return with(commitMessage, steps, checks, checksCount, deploymentSteps, effects);
  }

  private DeploymentView with(
      String commitMessage,
      List<StepView> steps,
      List<Finding> checks,
      int checksCount,
      Optional<List<StepEstimate>> deploymentSteps,
      Optional<List<EffectView>> effects) {
    return new DeploymentView(
        app,
        environment,
        deployment,
        kind,
        state,
        release,
        releaseId,
        previousRelease,
        commit,
        commitMessage,
        url,
        screenshot,
        uploaded,
        steps,
        checks,
        checksCount,
        startedAt,
        finishedAt,
        reason,
        who,
        error,
        deploymentSteps,
        effects);
  }

  /**
   * @param bytes in all
   */
  public record Uploaded(int files, long bytes) {}
}
