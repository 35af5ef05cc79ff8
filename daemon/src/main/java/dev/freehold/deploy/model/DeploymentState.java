package dev.freehold.deploy.model;

/** Stored and shown in lower case with dashes. */
public enum DeploymentState {
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED,
  /** The world had moved since the plan was made; nothing was changed. */
  STALE,
  /** Went live, failed its watch, and the release before was put back. */
  SWITCHED_BACK,
  /** Somebody else switched the target meanwhile. */
  CONFLICT,
  NEEDS_ATTENTION
}
