package dev.freehold.targets.local;

/**
 * Starts the serving process detached: {@code target.local.serve.ServeProcess} of the same jar,
 * with {@code FREEHOLD_HOME} set. It must outlive the daemon.
 */
@FunctionalInterface
public interface ServeLauncher {
  /** Returns the new process's id at once. */
  long launch();
}
