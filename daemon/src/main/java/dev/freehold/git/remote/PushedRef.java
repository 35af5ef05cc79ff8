package dev.freehold.git.remote;

import org.eclipse.jgit.lib.Constants;

/**
 * One of our refs and what it is called there.
 *
 * @param ours full name: {@code refs/heads/main}
 * @param theirs full name
 */
public record PushedRef(String ours, String theirs) {
  /** Under its own name. */
  public static PushedRef branch(String name) {
    return branchAs(name, name);
  }

  /** Under another name, where its own may not be pushed to. */
  public static PushedRef branchAs(String name, String there) {
    return new PushedRef(Constants.R_HEADS + name, Constants.R_HEADS + there);
  }

  /** Of a release. A tag that is there is never moved. */
  public static PushedRef tag(String name) {
    return new PushedRef(Constants.R_TAGS + name, Constants.R_TAGS + name);
  }

  boolean isTag() {
    return theirs.startsWith(Constants.R_TAGS);
  }
}
