package dev.freehold.history.drift;

import dev.freehold.app.SettingsChange;
import dev.freehold.git.TreeDiff;
import dev.freehold.sync.Trouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who is ahead of an app: the builder's exports, git's main, the remote, each environment. Commits
 * are 40 hex digits.
 *
 * @param app slug
 * @param inStep whether {@code behind} is 0
 * @param behind how many things differ: for the builder, the source and the remote one each, for an
 *     environment one for its files, one for its variables, and one for each thing outside
 * @param source where the app comes from, when that is git
 * @param remote that the app is connected to
 * @param main the head of branch main; empty before the first export
 */
public record Drift(
    String app,
    boolean inStep,
    int behind,
    Builder builder,
    Optional<Source> source,
    Optional<Remote> remote,
    Optional<String> main,
    List<Place> environments) {

  /**
   * @param head the newest export
   * @param unmerged what main lacks of the exports; empty when it has all
   */
  public record Builder(
      Optional<String> head, Optional<Instant> exportedAt, Optional<Behind> unmerged) {
    static final Builder NONE = new Builder(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * @param taken the commit that was taken from there last
   * @param head where the branch is
   * @param behind what was not taken yet
   */
  public record Source(
      String url,
      String branch,
      Optional<String> taken,
      Optional<String> head,
      Optional<Instant> lookedAt,
      Optional<Behind> behind,
      Optional<Trouble> trouble) {
    int lines() {
      return behind.isPresent() || trouble.isPresent() ? 1 : 0;
    }
  }

  /**
   * @param ahead how many commits of our main it lacks
   * @param behind how many of its main we lack
   * @param lookedAt not later than it was looked at
   * @param trouble what somebody has to do something about
   */
  public record Remote(
      String url, int ahead, int behind, Optional<Instant> lookedAt, Optional<Trouble> trouble) {
    int lines() {
      return ahead > 0 || behind > 0 || trouble.isPresent() ? 1 : 0;
    }
  }

  /**
   * An environment.
   *
   * @param release what is live, {@code v5}; nothing that follows is there without it
   * @param behind what it lacks of main, 0 files when it has all; empty when its commit is not here
   * @param variables that were set since, and wait for a deployment
   * @param outside what somebody else changed
   */
  public record Place(
      String name,
      String target,
      Optional<String> release,
      Optional<String> commit,
      Optional<Instant> deployedAt,
      Optional<Behind> behind,
      List<Variable> variables,
      List<Outside> outside) {}

  /** Its value is never told. */
  public record Variable(String name, TreeDiff.Kind change) {
    static List<Variable> of(SettingsChange change) {
      var all = new ArrayList<Variable>();
      change.added().forEach(name -> all.add(new Variable(name, TreeDiff.Kind.ADDED)));
      change.changed().forEach(name -> all.add(new Variable(name, TreeDiff.Kind.CHANGED)));
      change.removed().forEach(name -> all.add(new Variable(name, TreeDiff.Kind.REMOVED)));
      all.sort(Comparator.comparing(Variable::name));
      return List.copyOf(all);
    }
  }
}
