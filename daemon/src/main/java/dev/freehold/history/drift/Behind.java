package dev.freehold.history.drift;

import dev.freehold.git.AppRepository;
import dev.freehold.git.ChangedPaths;
import dev.freehold.git.TreeDiff;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one commit lacks of another.
 *
 * @param commits without merges, {@link #MOST_COMMITS} at most; may be 0 when files differ
 * @param files how many differ: the sum of the three that follow
 * @param paths the first {@link #MOST_PATHS}, sorted
 */
public record Behind(
    int commits, int files, int added, int changed, int removed, List<Path> paths) {
  /** Nobody needs to know how many more there are. */
  public static final int MOST_COMMITS = 1_000;

  static final int MOST_PATHS = 50;

  /** A file that differs. */
  public record Path(String path, TreeDiff.Kind change) {}

  boolean differs() {
    return files > 0;
  }

  /**
   * By paths: no file is read.
   *
   * @param from what may be behind
   * @param to what it is compared with
   */
  static Behind between(AppRepository repository, String from, String to) {
    return of(
        repository.commitsSince(Optional.of(from), to, MOST_COMMITS),
        repository.changes(Optional.of(from), to));
  }

  /** What a branch brings besides what another one has of it already. */
  static Behind unmerged(AppRepository repository, String branch, String into) {
    return of(
        repository.commitsSince(Optional.of(into), branch, MOST_COMMITS),
        repository.changes(repository.base(branch, into), branch));
  }

  private static Behind of(int commits, ChangedPaths paths) {
    return new Behind(
        commits,
        paths.added().size() + paths.changed().size() + paths.removed().size(),
        paths.added().size(),
        paths.changed().size(),
        paths.removed().size(),
        Stream.of(
                some(paths.added(), TreeDiff.Kind.ADDED),
                some(paths.changed(), TreeDiff.Kind.CHANGED),
                some(paths.removed(), TreeDiff.Kind.REMOVED))
            .flatMap(all -> all)
            .sorted(Comparator.comparing(Path::path))
            .limit(MOST_PATHS)
            .toList());
  }

  private static Stream<Path> some(List<String> sorted, TreeDiff.Kind change) {
    return sorted.stream().limit(MOST_PATHS).map(path -> new Path(path, change));
  }
}
