package dev.freehold.deploy.engine;

import dev.freehold.store.Sql;

/** A row of stored steps with one end: the preparation of a plan, or a deployment. */
public interface Run {
  String id();

  String appId();

  /** The act behind a stored step. */
  Step step(String name);

  /** Whether the user asked to stop; read in the transaction that would begin the next step. */
  boolean cancelRequested(Sql sql);

  /** How often a step is begun, or looked for, whose provider fails in a way that may pass. */
  default int mostAttempts() {
    return 4;
  }

  /** Every step is done. */
  void finished(Sql sql);

  /**
   * A step ended the run early and wrote down how; whoever waits for the end has to be told, if the
   * step did not.
   */
  default void stopped(Sql sql) {}

  /** A step threw; the steps behind it are skipped. */
  void failed(Sql sql, Failure failure);

  /** The user cancelled before anything went live. */
  void cancelled(Sql sql);

  /** Names what nobody but a person can tell; {@link #failed} takes it like every failure. */
  Failure attention(String question);
}
