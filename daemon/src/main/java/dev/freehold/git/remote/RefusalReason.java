package dev.freehold.git.remote;

import java.util.regex.Pattern;

/** Why a server refuses a ref. */
public enum RefusalReason {
  /** Only pull requests may change the branch, or only some people. */
  PROTECTED_BRANCH,
  /** The token may not change GitHub's workflows. */
  WORKFLOW_SCOPE,
  /** GitHub's push protection found a secret in the commits (GH013). */
  SECRET_FOUND,
  /** Another rule of the server's owner. */
  HOOK,
  OTHER;

  private static final Pattern SECRET =
      Pattern.compile("push protection|push cannot contain secrets", Pattern.CASE_INSENSITIVE);

  private static final Pattern WORKFLOW =
      Pattern.compile("refusing to allow .* to create or update workflow");

  private static final Pattern PROTECTED =
      Pattern.compile(
          "GH006|GH013|protected branch|repository rule violations", Pattern.CASE_INSENSITIVE);

  private static final Pattern DECLINED = Pattern.compile("hook declined|declined");

  /**
   * @param words of the ref, and of everything that the server said beside it
   */
  static RefusalReason of(String words) {
    if (WORKFLOW.matcher(words).find()) {
      return WORKFLOW_SCOPE;
    }
    if (SECRET.matcher(words).find()) {
      return SECRET_FOUND;
    }
    if (PROTECTED.matcher(words).find()) {
      return PROTECTED_BRANCH;
    }
    return DECLINED.matcher(words).find() ? HOOK : OTHER;
  }
}
