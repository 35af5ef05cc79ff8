package dev.freehold.git;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Takes {@code main} forward to a commit that has everything of it. */
final class FastForward {
  private final Repository repository;
  private final Branches branches;
  private final Clock clock;

  FastForward(Repository repository, Branches branches, Clock clock) {
    this.repository = repository;
    this.branches = branches;
    this.clock = clock;
  }

  TakenOver run(ObjectId commit) throws IOException {
    PersonIdent who = Committer.at(clock);
    MovingMain.Move move =
        new MovingMain(branches)
            .move(main -> contains(commit, main) ? commit : main.orElse(commit), who, "take over");
    if (move.changed()) {
      return TakenOver.MOVED;
    }
    return contains(move.to(), Optional.of(commit)) ? TakenOver.NOTHING_NEW : TakenOver.NOT_FORWARD;
  }

  private boolean contains(ObjectId now, Optional<ObjectId> old) throws IOException {
    if (old.isEmpty()) {
      return true;
    }
    try (var walk = new RevWalk(repository)) {
      return walk.isMergedInto(walk.parseCommit(old.get()), walk.parseCommit(now));
    }
  }
}
