package dev.freehold.history.drift;

import dev.freehold.sync.GitStatus;
import java.util.List;
import java.util.Optional;

/**
 * How an app stands by what this machine knows.
 *
 * @param remote its main; empty when the app is connected to nothing
 * @param unpushed commits of our main that it lacks
 * @param environments in the order in which they were given
 */
public record Standing(
    Drift.Builder builder,
    Optional<GitStatus.Branch> remote,
    int unpushed,
    List<OfEnvironment> environments) {

  /**
   * @param release name of what is live
   */
  record OfEnvironment(
      Optional<String> release,
      Optional<String> commit,
      Optional<Behind> behind,
      List<Drift.Variable> variables) {
    static final OfEnvironment NOTHING_LIVE =
        new OfEnvironment(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    int lines() {
      return (behind.filter(Behind::differs).isPresent() ? 1 : 0) + (variables.isEmpty() ? 0 : 1);
    }

    DriftSummary.Waiting waiting() {
      Optional<Behind> differs = behind.filter(Behind::differs);
      return new DriftSummary.Waiting(
          differs.map(Behind::commits).orElse(0),
          differs.map(Behind::files).orElse(0),
          variables.size());
    }
  }
}
