package dev.freehold.sync;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.UserError;
import dev.freehold.git.AppRepository;
import dev.freehold.git.Lead;
import dev.freehold.git.remote.AppRemote;
import dev.freehold.git.remote.PullResult;
import dev.freehold.git.remote.Relation;
import dev.freehold.git.remote.RemoteRefs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One look at the repository that an app's code comes from, which fetches what is new there. */
final class SourceLook {
  private final AppRepository repository;
  private final AppRemote remote;
  private final Chosen chosen;
  private final SourceTroubles words;

  SourceLook(AppRepository repository, AppRemote remote, Chosen chosen, SourceTroubles words) {
    this.repository = repository;
    this.remote = remote;
    this.chosen = chosen;
    this.words = words;
  }

  /**
   * @param other the branches on which the builder may have gone on: their heads by their names
   */
  record Seen(String branch, String head, int commits, Map<String, String> others) {}

  /**
   * @param follow the head of a rewritten branch that somebody looked at, or its first digits
   * @throws FreeholdException {@code source.empty}, {@code source.branch-missing}, {@code
   *     source.rewritten}, {@code source.default-changed}, and those of {@link AppRemote#pull()}
   */
  Seen run(Optional<String> follow) {
    RemoteRefs there = remote.look();
    String branch = branch(there);
    List<String> wanted = new ArrayList<>(List.of(branch));
    wanted.addAll(BuilderBranches.besides(branch, there.branches(), there.defaultBranch()));
    var kept = new HashSet<>(wanted);
    chosen.followed().ifPresent(kept::add);
    remote.keepOnly(kept);
    List<PullResult.Branch> found = remote.pull(wanted, taken()).branches();
    PullResult.Branch main = accepted(found.getFirst(), follow, there);
    var others = new TreeMap<String, String>();
    for (PullResult.Branch other : found.subList(1, found.size())) {
      other.theirs().ifPresent(head -> others.put(other.name(), head));
    }
    return new Seen(branch, main.theirs().orElseThrow(), commits(main.relation()), others);
  }

  /** By what the last look saw; empty before the first one. */
  Optional<PullResult.Branch> last() {
    return chosen.looked().map(branch -> remote.seen(List.of(branch), taken()).getFirst());
  }

  /** How many commits the branch has that were not taken. */
  static int commits(Relation relation) {
    return switch (relation) {
      case Relation.Behind(int more) -> more;
      case Relation.Diverged how -> how.theirs();
      case Relation.Rewritten how -> how.theirs();
      case Relation.Same _, Relation.Ahead _, Relation.Missing _ -> 0;
    };
  }

  /**
   * @throws UserError {@code source.elsewhere} when the builder went on with another branch
   */
  void refuseElsewhere(Seen seen) {
    Instant newest = repository.commit(seen.head()).orElseThrow().time();
    String where = "";
    Optional<Lead> most = Optional.empty();
    for (Map.Entry<String, String> other : seen.others().entrySet()) {
      Optional<Lead> lead =
          repository
              .lead(other.getValue(), seen.head())
              .filter(more -> goesOn(more, newest, other.getValue(), seen.head()));
      if (lead.isPresent()
          && (most.isEmpty() || lead.get().newest().isAfter(most.get().newest()))) {
        where = other.getKey();
        most = lead;
      }
    }
    if (most.isPresent()) {
      throw error(words.elsewhere(seen.branch(), newest, where, most.get()));
    }
  }

  /** An old branch that was merged by other commits is not gone on with. */
  private boolean goesOn(Lead more, Instant newest, String other, String head) {
    return more.newest().isAfter(newest) || repository.lead(head, other).isEmpty();
  }

  private Optional<String> taken() {
    return chosen.taken().filter(repository::contains);
  }

  private String branch(RemoteRefs there) {
    List<String> branches = there.branches();
    if (branches.isEmpty()) {
      throw error(words.empty());
    }
    Optional<String> wanted = chosen.branch().or(there::defaultBranch);
    return wanted
        .filter(branch -> there.branch(branch).isPresent())
        .orElseThrow(() -> error(words.missing(wanted, wanted.flatMap(this::before), branches)));
  }

  private Optional<String> before(String branch) {
    return remote.seen(List.of(branch), Optional.empty()).getFirst().theirs();
  }

  private PullResult.Branch accepted(
      PullResult.Branch branch, Optional<String> follow, RemoteRefs there) {
    String name = branch.name();
    if (branch.relation() instanceof Relation.Missing(Optional<String> before)) {
      List<String> others = there.branches().stream().filter(b -> !b.equals(name)).toList();
      throw error(words.missing(Optional.of(name), before, others));
    }
    String head = branch.theirs().orElseThrow();
    boolean followed = follow.filter(head::startsWith).isPresent();
    return switch (branch.relation()) {
      case Relation.Rewritten(String before, _, _, _) -> {
        if (!followed) {
          throw error(words.rewritten(name, before, head));
        }
        remote.follow(name, Optional.of(head));
        yield remote.seen(List.of(name), taken()).getFirst();
      }
      case Relation.Ahead _, Relation.Diverged _ -> {
        Optional<String> old = otherDefault(name);
        if (old.isPresent() && !followed) {
          throw error(words.otherDefault(old.get(), name, taken().orElseThrow(), head));
        }
        yield branch;
      }
      case Relation.Same _, Relation.Behind _, Relation.Missing _ -> branch;
    };
  }

  /** What the default branch was, when nobody chose another one. */
  private Optional<String> otherDefault(String branch) {
    return chosen.branch().isPresent()
        ? Optional.empty()
        : chosen.followed().filter(old -> !old.equals(branch));
  }

  private static UserError error(Trouble trouble) {
    return new UserError(trouble.code(), trouble.message(), trouble.remedy());
  }
}
