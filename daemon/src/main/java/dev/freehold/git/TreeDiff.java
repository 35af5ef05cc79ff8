package dev.freehold.git;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the differences between two trees, sorted by path. The counts are of all pages.
 *
 * @param next give it as {@code after} for the next page; null when this is the last one
 */
public record TreeDiff(
    List<FileChange> files, int added, int changed, int removed, @Nullable String next) {

  public enum Kind {
    ADDED,
    CHANGED,
    REMOVED
  }

  /**
   * @param binary whether one of the two is not text
   * @param textDiff hunks in the unified format, a changed mode as git prints it; null when binary
   * @param truncated whether {@code textDiff} lacks its end, or is null, for being too long
   */
  public record FileChange(
      String path, Kind change, boolean binary, @Nullable String textDiff, boolean truncated) {}
}
