package dev.freehold.git.remote;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a remote has. Ids are 40 hex digits.
 *
 * @param tags their ids by name; those of annotated tags are of the tags themselves
 * @param login with which it was seen
 */
public record PullResult(List<Branch> branches, Map<String, String> tags, Login login) {
  /**
   * @param ours empty when we have no such branch
   * @param theirs empty when the remote has no such branch
   */
  public record Branch(
      String name, Optional<String> ours, Optional<String> theirs, Relation relation) {}
}
