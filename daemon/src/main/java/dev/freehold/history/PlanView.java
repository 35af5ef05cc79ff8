package dev.freehold.history;

import dev.freehold.check.Finding;
import dev.freehold.deploy.engine.Failure;
import dev.freehold.deploy.model.PlanBody;
import dev.freehold.deploy.model.Question;
import dev.freehold.detect.Detection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A plan as people see it.
 *
 * @param state in lower case: {@code ready}
 * @param hash what is approved, together with the nonce; both only while it waits for approval
 * @param steps of its preparation, as they are
 * @param preparationSteps the same, as they may be
 * @param deploymentSteps those that would carry it out
 * @param checks the gravest first, at most 100
 * @param checksCount how many there are in all, without notes
 * @param questions what only the owner can answer; a plan that waits for one is blocked
 * @param conclusions what the app was found to be, and why; also once the plan is carried out
 * @param deployment id of the live deployment when nothing would change
 * @param changes what would change; empty until it is known
 */
public record PlanView(
    String id,
    String app,
    String environment,
    String kind,
    String state,
    Optional<String> hash,
    Optional<String> nonce,
    Instant createdAt,
    List<StepView> steps,
    List<StepEstimate> preparationSteps,
    List<StepEstimate> deploymentSteps,
    List<Finding> checks,
    int checksCount,
    List<Question> questions,
    List<Detection.Conclusion> conclusions,
    List<Detection.Adaptation> adaptations,
    Optional<String> deployment,
    Optional<PlanBody> changes,
    Optional<Failure> error) {}
