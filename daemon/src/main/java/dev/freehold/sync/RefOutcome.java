package dev.freehold.sync;

import java.util.Optional;

/**
 * What became of one branch or tag.
 *
 * @param ref short name: {@code main}, {@code v3}
 * @param trouble empty when nothing is to be done
 */
public record RefOutcome(String ref, State state, Optional<Trouble> trouble) {
  /** Stored and shown in lower case with dashes. */
  public enum State {
    PUSHED,
    SAME,
    /** The remote has more than we. */
    BEHIND,
    /** Both have something that the other has not. */
    DIVERGED,
    /** The remote took back what it had. */
    REWRITTEN,
    /** The remote had it, and has it no longer. */
    DELETED,
    /** It moved there in the moment of the push. */
    MOVED,
    REFUSED,
    /** It may be changed by pull requests only, and one is open. */
    PROPOSED,
    /** Nothing was wrong with it, but another one was refused with it. */
    HELD_BACK,
    /** The remote has another tag of that name. */
    TAKEN
  }

  static RefOutcome well(String ref, State state) {
    return new RefOutcome(ref, state, Optional.empty());
  }

  static RefOutcome not(String ref, State state, Trouble trouble) {
    return new RefOutcome(ref, state, Optional.of(trouble));
  }
}
