package dev.freehold.git;

/** Whether {@code main} went forward to a commit. */
public enum TakenOver {
  MOVED,
  /** It has the commit already. */
  NOTHING_NEW,
  /** Main has commits that the other lacks, so it can't go forward to it: merge them. */
  NOT_FORWARD
}
