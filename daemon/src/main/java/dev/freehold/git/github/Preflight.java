package dev.freehold.git.github;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/**
 * Says before a push what GitHub will refuse.
 *
 * @param branch that is to be pushed to
 * @param hasWorkflows whether there are files in {@code .github/workflows}
 * @param label of the branch that is pushed to instead when this one is protected: a date or a
 *     release, {@code 2026-11-30} or {@code v7}
 */
public record Preflight(
    Account account,
    RemoteRepository repository,
    String branch,
    BranchRules rules,
    boolean hasWorkflows,
    String label) {
  private static final String WORKFLOWS = ".github/workflows/";

  public Preflight {
    if (!Repository.isValidRefName(Constants.R_HEADS + instead(label))) {
      throw new IllegalArgumentException("no label of a branch: " + label);
    }
  }

  /**
   * @param path of a file, from the root of the repository
   */
  public static boolean isWorkflow(String path) {
    return path.startsWith(WORKFLOWS);
  }

  /** Empty when nothing is known that GitHub would refuse. */
  public List<Obstacle> obstacles() {
    var found = new ArrayList<Obstacle>();
    if (repository.archived()) {
      found.add(new Obstacle.Archived(repository.name()));
    }
    if (!repository.mayPush()) {
      found.add(new Obstacle.PushNotAllowed(repository.name(), account.login()));
    }
    boolean publicIsEnough = !repository.isPrivate() && !account.lacks("public_repo");
    if (account.lacks("repo") && !publicIsEnough) {
      found.add(new Obstacle.RepoScopeMissing());
    }
    workflows().ifPresent(found::add);
    protection().ifPresent(found::add);
    return List.copyOf(found);
  }

  private Optional<Obstacle> workflows() {
    if (!hasWorkflows) {
      return Optional.empty();
    }
    return switch (account.token()) {
      case SCOPED ->
          account.lacks("workflow")
              ? Optional.of(new Obstacle.WorkflowScopeMissing())
              : Optional.empty();
      case FINE_GRAINED, UNKNOWN -> Optional.of(new Obstacle.WorkflowPermissionUnknown());
    };
  }

  private Optional<Obstacle> protection() {
    return switch (rules) {
      case BranchRules.Open() -> Optional.empty();
      case BranchRules.Protected(List<String> reasons) ->
          Optional.of(new Obstacle.BranchProtected(branch, reasons, instead(label)));
      case BranchRules.Unknown(String why) ->
          Optional.of(new Obstacle.RulesUnknown(branch, why, instead(label)));
    };
  }

  private static String instead(String label) {
    return "freehold/" + label;
  }
}
