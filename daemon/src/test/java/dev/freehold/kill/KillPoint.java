package dev.freehold.kill;

/**
 * An instant of a deployment at which its daemon is killed.
 *
 * @param failpoint as the environment names it
 * @param step in which it lies; empty between the steps
 * @param again whether the recovery begins this step once more
 * @param planning whether it lies in the making of the plan
 * @param asked whether the client comes here once more after every kill that follows
 * @param place in the order of execution
 * @param goesOnAt place of the first that the recovery passes
 */
record KillPoint(
    String failpoint,
    String step,
    boolean again,
    boolean planning,
    boolean asked,
    int place,
    int goesOnAt) {

  /** Whether a daemon that waits to be killed here recovers from the other kill without harm. */
  boolean isNotPassedAfter(KillPoint other) {
    return !asked && place < other.goesOnAt;
  }

  @Override
  public String toString() {
    return failpoint;
  }
}
