package dev.freehold.history;

import dev.freehold.git.TreeDiff;
import dev.freehold.store.Row;
import java.util.List;
import java.util.Optional;

/**
 * How two releases, or two deployments, differ.
 *
 * @param from name or id that was asked for
 * @param variables by name; empty when releases are compared, which know no environment
 * @param next path to ask for the files behind; empty when these are the last
 */
public record Comparison(
    Side from,
    Side to,
    List<FileChange> files,
    Names variables,
    Build build,
    Names adaptations,
    Optional<String> next) {

  /** One of the two. */
  public record Side(String name, String release, String releaseId, String commit) {}

  /**
   * @param change {@code added}, {@code changed} or {@code removed}
   * @param textDiff unified diff; empty for binary files
   * @param truncated whether the diff lacks its end, or all of it, for being too long
   */
  public record FileChange(
      String path, String change, boolean binary, Optional<String> textDiff, boolean truncated) {
    static FileChange of(TreeDiff.FileChange file) {
      return new FileChange(
          file.path(),
          Row.wireName(file.change()),
          file.binary(),
          Optional.ofNullable(file.textDiff()),
          file.truncated());
    }
  }

  public record Names(List<String> added, List<String> changed, List<String> removed) {}

  /**
   * @param same whether both are the very same built bytes
   */
  public record Build(
      boolean same, String fromArtifact, String toArtifact, String fromKey, String toKey) {}
}
