package dev.freehold.builds;

import dev.freehold.base.Sha256;
import dev.freehold.file.FileTree;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What builds are told of their commit, by the names that hosts have for it. It is made of the
 * sources alone: a commit of the same files gives the same build, which need not be made again.
 */
final class CommitVariables {
  private static final List<String> NAMES =
      List.of("GIT_COMMIT", "COMMIT_REF", "VERCEL_GIT_COMMIT_SHA", "CF_PAGES_COMMIT_SHA");

  /** As long as git's own. */
  private static final int LENGTH = 40;

  private CommitVariables() {}

  static Map<String, String> of(FileTree sources) {
    String all =
        sources.entries().stream()
            .map(entry -> entry.path() + "\0" + entry.executable() + "\0" + hash(sources, entry))
            .collect(Collectors.joining("\n"));
    String id = Sha256.of(all).hex().substring(0, LENGTH);
    return NAMES.stream().collect(Collectors.toMap(Function.identity(), _ -> id));
  }

  private static String hash(FileTree sources, FileTree.Entry entry) {
    return sources
        .sha256(entry.path())
        .orElseGet(() -> Sha256.of(Sources.bytes(sources, entry.path())))
        .hex();
  }
}
