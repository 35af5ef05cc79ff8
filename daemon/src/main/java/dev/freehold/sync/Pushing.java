package dev.freehold.sync;

import dev.freehold.git.AppRepository;
import dev.freehold.git.remote.AppRemote;
import dev.freehold.git.remote.Login;
import dev.freehold.git.remote.PullResult;
import dev.freehold.git.remote.PushOutcome;
import dev.freehold.git.remote.PushResult;
import dev.freehold.git.remote.PushedRef;
import dev.freehold.git.remote.RefusalReason;
import dev.freehold.git.remote.Relation;
import dev.freehold.release.Release;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pushes the branches and the releases' tags once, as far as nothing there is overwritten. */
final class Pushing {
  private final AppRepository repository;
  private final AppRemote remote;
  private final List<Release> releases;
  private final Troubles troubles;
  private final List<RefOutcome> branches = new ArrayList<>();
  private final List<RefOutcome> tags = new ArrayList<>();
  private final List<PushedRef> wanted = new ArrayList<>();
  private boolean mainIsProtected;
  private Login login = new Login.Anonymous();

  Pushing(AppRepository repository, AppRemote remote, List<Release> releases, Troubles troubles) {
    this.repository = repository;
    this.remote = remote;
    this.releases = releases;
    this.troubles = troubles;
  }

  void run() {
    PullResult there = remote.pull();
    login = there.login();
    there.branches().forEach(this::decide);
    releases.forEach(release -> decide(release, there.tags()));
    push().forEach(this::report);
  }

  /** The branches, then the tags with something to tell. */
  List<RefOutcome> outcomes() {
    var all = new ArrayList<>(branches);
    all.addAll(tags);
    return all;
  }

  /** That was let in. */
  Login login() {
    return login;
  }

  /** Whether the server takes changes of main by pull requests only. */
  boolean mainIsProtected() {
    return mainIsProtected;
  }

  private void decide(PullResult.Branch branch) {
    String name = branch.name();
    Optional<Trouble> trouble = troubles.of(name, branch.relation(), branch.theirs());
    Optional<RefOutcome.State> state =
        switch (branch.relation()) {
          case Relation.Same() -> Optional.of(RefOutcome.State.SAME);
          case Relation.Ahead(int _) -> Optional.empty();
          case Relation.Behind(int _) -> Optional.of(RefOutcome.State.BEHIND);
          case Relation.Diverged _ -> Optional.of(RefOutcome.State.DIVERGED);
          case Relation.Rewritten _ -> Optional.of(RefOutcome.State.REWRITTEN);
          case Relation.Missing(Optional<String> before) ->
              before.map(_ -> RefOutcome.State.DELETED);
        };
    if (state.isPresent()) {
      branches.add(new RefOutcome(name, state.get(), trouble));
    } else if (branch.ours().isPresent()) {
      wanted.add(PushedRef.branch(name));
    }
  }

  private void decide(Release release, Map<String, String> there) {
    String name = release.name();
    if (!repository.contains(release.commit())) {
      return; // another machine made it, and its commit was not taken over
    }
    String known = there.get(name);
    if (known == null && repository.tag(name, release.commit())) {
      wanted.add(PushedRef.tag(name));
    } else if (!release.commit().equals(known)) {
      tags.add(RefOutcome.not(name, RefOutcome.State.TAKEN, troubles.taken(name)));
    }
  }

  /** What was held back because of another ref is pushed again without that one. */
  private Map<PushedRef, PushOutcome> push() {
    var outcomes = new LinkedHashMap<PushedRef, PushOutcome>();
    List<PushedRef> left = wanted;
    while (!left.isEmpty()) {
      PushResult result = remote.push(left);
      login = result.login();
      List<PushOutcome> said = result.outcomes();
      said.forEach(outcome -> outcomes.put(outcome.ref(), outcome));
      List<PushedRef> held =
          said.stream()
              .filter(PushOutcome.HeldBack.class::isInstance)
              .map(PushOutcome::ref)
              .toList();
      left = held.size() < left.size() ? held : List.of();
    }
    return outcomes;
  }

  private void report(PushedRef ref, PushOutcome outcome) {
    String name = shortName(ref);
    List<RefOutcome> list = ref.equals(PushedRef.tag(name)) ? tags : branches;
    list.add(
        switch (outcome) {
          case PushOutcome.Pushed _ -> RefOutcome.well(name, RefOutcome.State.PUSHED);
          case PushOutcome.UpToDate _ -> RefOutcome.well(name, RefOutcome.State.SAME);
          case PushOutcome.Moved _ ->
              RefOutcome.not(name, RefOutcome.State.MOVED, troubles.moved(name));
          case PushOutcome.HeldBack _ -> RefOutcome.well(name, RefOutcome.State.HELD_BACK);
          case PushOutcome.Refused how -> {
            mainIsProtected |=
                name.equals(AppRepository.MAIN) && how.reason() == RefusalReason.PROTECTED_BRANCH;
            yield RefOutcome.not(name, RefOutcome.State.REFUSED, troubles.refused(name, how));
          }
        });
  }

  private static String shortName(PushedRef ref) {
    return ref.ours().substring(ref.ours().lastIndexOf('/') + 1);
  }
}
