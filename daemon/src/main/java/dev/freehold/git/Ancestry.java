package dev.freehold.git;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/** How commits descend from each other; no file is read. */
public final class Ancestry {
  private final Repository repository;

  public Ancestry(Repository repository) {
    this.repository = repository;
  }

  /** Whether {@code now} has everything of {@code old}. */
  public boolean contains(ObjectId now, ObjectId old) throws IOException {
    try (var walk = new RevWalk(repository)) {
      return walk.isMergedInto(walk.parseCommit(old), walk.parseCommit(now));
    }
  }

  /** Empty when they have no commit in common. */
  public Optional<ObjectId> base(ObjectId a, ObjectId b) throws IOException {
    try (var walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(a));
      walk.markStart(walk.parseCommit(b));
      return Optional.ofNullable(walk.next()).map(ObjectId::copy);
    }
  }

  /**
   * How many commits {@code of} has that {@code without} lacks, merges not counted.
   *
   * @param without empty to count all
   * @param limit nobody counts further
   */
  int changes(Optional<ObjectId> without, ObjectId of, int limit) throws IOException {
    try (var walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.NO_MERGES);
      walk.markStart(walk.parseCommit(of));
      if (without.isPresent()) {
        walk.markUninteresting(walk.parseCommit(without.get()));
      }
      int count = 0;
      while (count < limit && walk.next() != null) {
        count++;
      }
      return count;
    }
  }
}
