package dev.freehold.step;

/** Stored and shown in lower case with dashes. */
public enum StepState {
  PENDING,
  RUNNING,
  DONE,
  FAILED,
  SKIPPED,
  NEEDS_ATTENTION
}
