package dev.freehold.deploy.model;

/** Stored and shown in lower case with dashes. */
public enum PlanState {
  PREPARING,
  /** Waits for approval. */
  READY,
  /** A check found something that must not go live. */
  BLOCKED,
  FAILED,
  /** What would be deployed is live already. */
  UNCHANGED,
  CANCELLED,
  /** Approved; its deployment tells the rest. */
  CARRIED_OUT
}
