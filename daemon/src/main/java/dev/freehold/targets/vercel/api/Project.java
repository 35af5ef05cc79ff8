package dev.freehold.targets.vercel.api;

import dev.freehold.credential.Secret;
import java.util.Optional;

/**
 * @param production id of the deployment that visitors see
 * @param lastSwitch the newest promotion or rollback that was asked for
 * @param key lets programs look at protected deployments ("Protection Bypass for Automation")
 * @param empty whether nothing was ever deployed to it
 * @param linked whether pushes to a repository are deployed by Vercel itself
 */
public record Project(
    String id,
    String name,
    Optional<String> production,
    Optional<AliasRequest> lastSwitch,
    Optional<Secret> key,
    boolean empty,
    boolean linked) {

  /**
   * Domains being moved from one deployment to another.
   *
   * @param from id; empty when nothing was in production
   * @param requestedAt milliseconds since 1970, by Vercel's clock
   */
  public record AliasRequest(String type, Status status, String from, String to, long requestedAt) {
    public enum Status {
      RUNNING,
      SUCCEEDED,
      FAILED
    }

    static AliasRequest of(Shape shape) {
      return new AliasRequest(
          shape.text("type"),
          switch (shape.text("jobStatus")) {
            case "pending", "in-progress" -> Status.RUNNING;
            case "failed" -> Status.FAILED;
            default -> Status.SUCCEEDED;
          },
          shape.maybeText("fromDeploymentId").orElse(""),
          shape.text("toDeploymentId"),
          shape.number("requestedAt"));
    }
  }

  static Project of(Shape shape) {
    return new Project(
        shape.text("id"),
        shape.text("name"),
        shape
            .maybe("targets")
            .flatMap(targets -> targets.maybe("production"))
            .map(deployment -> deployment.text("id")),
        shape.maybe("lastAliasRequest").map(AliasRequest::of),
        key(shape),
        shape.json().path("latestDeployments").isEmpty(),
        shape.maybe("link").isPresent());
  }

  static Optional<Secret> key(Shape shape) {
    return shape.json().path("protectionBypass").properties().stream()
        .filter(key -> key.getValue().path("scope").asText().equals("automation-bypass"))
        .map(key -> Secret.of(key.getKey()))
        .findFirst();
  }
}
