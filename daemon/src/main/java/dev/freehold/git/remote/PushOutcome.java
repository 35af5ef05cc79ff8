package dev.freehold.git.remote;

import java.util.Optional;

/** What became of one ref that was pushed. Ids are 40 hex digits. */
public sealed interface PushOutcome {
  PushedRef ref();

  /**
   * @param from empty when it is new there
   */
  record Pushed(PushedRef ref, Optional<String> from, String to) implements PushOutcome {}

  record UpToDate(PushedRef ref, String id) implements PushOutcome {}

  /**
   * The remote is not where we last saw it; nothing was overwritten.
   *
   * @param there empty when it was deleted there, or when it or another ref of this push moved in
   *     the very moment of it
   * @param ahead whether the remote has something that ours does not
   */
  record Moved(PushedRef ref, Optional<String> there, boolean ahead) implements PushOutcome {}

  /**
   * The server said no.
   *
   * @param words its own, without control characters, cut
   */
  record Refused(PushedRef ref, RefusalReason reason, String words) implements PushOutcome {}

  /** Nothing was wrong with it, but another ref of the same push did not go through. */
  record HeldBack(PushedRef ref) implements PushOutcome {}
}
