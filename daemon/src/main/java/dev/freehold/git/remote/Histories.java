package dev.freehold.git.remote;

import dev.freehold.git.Ancestry;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.RevWalkUtils;

/** Questions about how two commits are related. */
final class Histories {
  private final Repository repository;

  Histories(Repository repository) {
    this.repository = repository;
  }

  /** Whether everything of {@code old} is in {@code now}; no when we don't even have it. */
  boolean contains(ObjectId now, ObjectId old) throws IOException {
    if (!repository.getObjectDatabase().has(old)) {
      return false;
    }
    return new Ancestry(repository).contains(now, old);
  }

  /** How many commits {@code of} has that {@code without} does not; all when that is empty. */
  int count(ObjectId of, Optional<ObjectId> without) throws IOException {
    try (var walk = new RevWalk(repository)) {
      RevCommit end = without.isPresent() ? walk.parseCommit(without.get()) : null;
      return RevWalkUtils.count(walk, walk.parseCommit(of), end);
    }
  }

  /** Empty when they have no commit in common. */
  Optional<ObjectId> mergeBase(ObjectId a, ObjectId b) throws IOException {
    return new Ancestry(repository).base(a, b);
  }
}
