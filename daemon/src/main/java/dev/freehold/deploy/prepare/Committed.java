package dev.freehold.deploy.prepare;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sources that a plan is about.
 *
 * @param tree git's id of the commit's root tree
 * @param refused why files could not be brought that only the builder's host has, by their address
 */
record Committed(String commit, String tree, Map<String, String> refused) {
  /** Steps that an earlier version stored brought nothing. */
  Committed(String commit, String tree, @Nullable Map<String, String> refused) {
    this.commit = commit;
    this.tree = tree;
    this.refused = refused == null ? Map.of() : refused;
  }
}
