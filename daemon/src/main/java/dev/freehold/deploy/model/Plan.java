package dev.freehold.deploy.model;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.deploy.engine.Failure;
import java.time.Instant;
import java.util.Optional;

/**
 * A plan as it is stored.
 *
 * @param body set once there is something to show
 * @param hash of the body; what is approved
 * @param nonce usable once, together with the hash
 * @param failure why it failed or is blocked
 */
public record Plan(
    String id,
    String appId,
    String environmentId,
    DeploymentKind kind,
    PlanState state,
    PlanRequest request,
    Optional<PlanBody> body,
    Optional<String> hash,
    Optional<String> nonce,
    Optional<Failure> failure,
    Instant createdAt) {

  /** The same plan of the same environment has the same hash. */
  public static String hash(String environmentId, DeploymentKind kind, PlanBody body) {
    return Sha256.of(environmentId + "\n" + kind + "\n" + Json.canonical(body)).hex();
  }
}
