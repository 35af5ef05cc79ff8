package dev.freehold.git;

/** What the two sides did to a file that they can't both have. */
public enum ConflictKind {
  BOTH_CHANGED,
  BOTH_ADDED,
  BUILDER_REMOVED,
  MAIN_REMOVED,
  /** A file on one side is a folder on the other; only a checkout can settle it. */
  FILE_AND_FOLDER
}
