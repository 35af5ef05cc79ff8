package dev.freehold.git.remote;

import java.util.Optional;

/** How our branch is related to the remote's, seen from ours. Ids are 40 hex digits. */
public sealed interface Relation {
  record Same() implements Relation {}

  /** We have {@code commits} more than the remote, whose head is the merge base. */
  record Ahead(int commits) implements Relation {}

  /** The remote has {@code commits} more than we, and our head is the merge base. */
  record Behind(int commits) implements Relation {}

  /**
   * Both have commits that the other has not.
   *
   * @param mergeBase empty when the histories have nothing in common
   */
  record Diverged(int ours, int theirs, Optional<String> mergeBase) implements Relation {}

  /**
   * The remote took back commits that it had. Until somebody says to follow it, it is neither
   * followed nor pushed to.
   *
   * @param before its head when we last looked
   * @param mergeBase of our branch and its head now; empty when they have nothing in common
   */
  record Rewritten(String before, int ours, int theirs, Optional<String> mergeBase)
      implements Relation {}

  /**
   * The remote has no such branch.
   *
   * @param before its head when we last looked, if it had one: then somebody deleted it
   */
  record Missing(Optional<String> before) implements Relation {}
}
