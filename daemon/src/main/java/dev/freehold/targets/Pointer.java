package dev.freehold.targets;

import dev.freehold.app.LiveRelease;
import java.util.Optional;

/**
 * What is live in an environment. Changed only by compare-and-swap on the generation.
 *
 * @param previous what was live before
 * @param generation counts the switches, from 1; 0 means that nothing was ever live
 */
public record Pointer(Optional<LiveRelease> live, Optional<LiveRelease> previous, long generation) {
  public static final Pointer NONE = new Pointer(Optional.empty(), Optional.empty(), 0);
}
