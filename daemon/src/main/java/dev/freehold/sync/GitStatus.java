package dev.freehold.sync;

import dev.freehold.app.App;
import dev.freehold.git.github.Server;
import dev.freehold.git.remote.PullResult;
import dev.freehold.git.remote.Relation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An app's remote, by what was seen there last.
 *
 * @param url without credentials; empty when the app is connected to nothing
 * @param github {@code OWNER/NAME}
 * @param page at GitHub, for people
 */
public record GitStatus(
    String app,
    Optional<String> url,
    Optional<String> github,
    Optional<String> page,
    Optional<Instant> connectedAt,
    List<Branch> branches,
    Optional<LastSync> lastSync) {

  /**
   * @param ours our head; ids are 40 hex digits
   * @param theirs the remote's head
   * @param ahead how many commits we have more
   * @param behind how many commits the remote has more
   * @param trouble empty when a push or a pull is all that is needed
   */
  public record Branch(
      String name,
      Optional<String> ours,
      Optional<String> theirs,
      State state,
      int ahead,
      int behind,
      Optional<Trouble> trouble) {}

  /** How our branch is related to the remote's, seen from ours. */
  public enum State {
    SAME,
    AHEAD,
    BEHIND,
    DIVERGED,
    REWRITTEN,
    DELETED,
    /** It was never there. */
    MISSING
  }

  static GitStatus none(App app) {
    return new GitStatus(
        app.slug(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  static GitStatus of(
      App app,
      Connection connection,
      Server github,
      List<PullResult.Branch> seen,
      Troubles troubles) {
    return new GitStatus(
        app.slug(),
        Optional.of(connection.url().toString()),
        connection.github().map(Object::toString),
        connection.github().map(name -> github.web() + "/" + name),
        Optional.of(connection.connectedAt()),
        seen.stream().map(branch -> branch(branch, troubles)).toList(),
        connection.last());
  }

  private static Branch branch(PullResult.Branch branch, Troubles troubles) {
    Relation relation = branch.relation();
    Optional<Trouble> trouble = troubles.of(branch.name(), relation, branch.theirs());
    return switch (relation) {
      case Relation.Same() -> branch(branch, State.SAME, 0, 0, trouble);
      case Relation.Ahead(int more) -> branch(branch, State.AHEAD, more, 0, trouble);
      case Relation.Behind(int less) -> branch(branch, State.BEHIND, 0, less, trouble);
      case Relation.Diverged how ->
          branch(branch, State.DIVERGED, how.ours(), how.theirs(), trouble);
      case Relation.Rewritten how ->
          branch(branch, State.REWRITTEN, how.ours(), how.theirs(), trouble);
      case Relation.Missing(Optional<String> before) ->
          branch(branch, before.isPresent() ? State.DELETED : State.MISSING, 0, 0, trouble);
    };
  }

  private static Branch branch(
      PullResult.Branch of, State state, int ahead, int behind, Optional<Trouble> trouble) {
    return new Branch(of.name(), of.ours(), of.theirs(), state, ahead, behind, trouble);
  }
}
