package dev.freehold.history.drift;

import java.util.List;

/**
 * The drift of an app for a badge, by what was seen last.
 *
 * @param behind how many things differ; see {@link Drift}
 */
public record DriftSummary(boolean inStep, int behind) {

  /**
   * What waits for a deployment in one environment, in the order of the app's environments.
   *
   * @param commits of main that it lacks, merges not counted, {@link Behind#MOST_COMMITS} at most
   * @param files that differ
   * @param variables that were set since
   */
  public record Waiting(int commits, int files, int variables) {
    static final Waiting NOTHING = new Waiting(0, 0, 0);
  }

  /** With its environments. */
  public record Whole(DriftSummary app, List<Waiting> environments) {}
}
