package dev.freehold.git;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Both sides of one file in conflict.
 *
 * @param main head of main, {@code builder} that of the builder's exports
 * @param places none of a binary file, and none where a file is a folder on the other side
 * @param truncated whether lines or places are missing, for being too long
 */
public record ConflictView(
    String path,
    ConflictKind kind,
    boolean binary,
    String main,
    String builder,
    List<ConflictPlace> places,
    Sizes sizes,
    boolean truncated) {

  /** In bytes; null where that side has no file. */
  public record Sizes(@Nullable Long main, @Nullable Long builder, @Nullable Long base) {}
}
