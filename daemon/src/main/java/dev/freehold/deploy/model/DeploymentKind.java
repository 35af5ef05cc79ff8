package dev.freehold.deploy.model;

/** Why the pointer moves. Stored and shown in lower case. */
public enum DeploymentKind {
  /** New sources or new settings go live. */
  DEPLOY,
  /** A release of another environment goes live here, with this environment's settings. */
  PROMOTE,
  /** An earlier release goes live again with the settings it ran with. */
  ROLLBACK
}
