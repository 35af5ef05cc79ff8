package dev.freehold.history;

import dev.freehold.app.Project;
import dev.freehold.history.drift.DriftSummary;
import dev.freehold.targets.Server;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An app as people see it.
 *
 * @param projects where it is edited: at most one project of each builder
 * @param repository folder of the bare repository, to clone from
 * @param gitTrouble why the newest push to its git remote did not do all, in a sentence
 * @param drift by what was seen last
 */
public record AppView(
    String slug,
    String builder,
    List<Project> projects,
    Instant createdAt,
    String repository,
    Optional<String> gitTrouble,
    DriftSummary drift,
    List<EnvironmentView> environments) {

  /**
   * @param release what is live, {@code v2}
   * @param deployment id of the newest deployment
   * @param state of the newest deployment
   * @param url best address of what is live
   * @param servers the live release's own
   * @param switchedElsewhere whether another machine made something else live there since
   * @param drift what waits for a deployment
   */
  public record EnvironmentView(
      String name,
      String target,
      Optional<String> release,
      Optional<String> releaseId,
      Optional<String> deployment,
      Optional<String> state,
      long generation,
      Optional<String> url,
      List<String> addresses,
      List<Server> servers,
      boolean switchedElsewhere,
      DriftSummary.Waiting drift) {}
}
