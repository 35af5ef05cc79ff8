package dev.freehold.service;

import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.file.Home;
import dev.freehold.file.Launch;
import java.nio.file.Path;

/** The daemon in the hands of the system's service manager, which starts it at login. */
public interface Service {
  /** As the service manager sees it. */
  enum State {
    RUNNING,
    STOPPED,
    /** It ended with an error, again and again. */
    FAILED
  }

  /** {@code systemd} or {@code launchd}. */
  String manager();

  /** The file that describes the service. */
  Path file();

  /** Whether the service is installed and runs the daemon of this home. */
  boolean serves(Home home);

  /**
   * Installs the service and starts it.
   *
   * @param force replaces a file that somebody else wrote
   * @param handOver ends a daemon that runs already; called once nothing is known to be in the way
   * @throws UserError {@code service.foreign-file}; then nothing was changed
   * @throws MachineError {@code service.unreachable}, {@code service.refused}; then nothing is
   *     installed
   */
  void install(Launch launch, boolean force, Runnable handOver);

  /**
   * Stops the service and removes it.
   *
   * @return false when it was not installed
   * @throws UserError {@code service.changed-file}; then nothing was changed
   * @throws MachineError {@code service.unreachable}, {@code service.refused}
   */
  boolean uninstall();

  /**
   * Returns when the manager has taken the order; the daemon answers a little later.
   *
   * @throws MachineError {@code service.unreachable}, {@code service.refused}
   */
  void start();

  /**
   * Ends the daemon so that it is not started again before the next {@link #start} or login.
   *
   * @throws MachineError {@code service.unreachable}, {@code service.refused}
   */
  void stop();

  /**
   * @throws MachineError {@code service.unreachable}
   */
  State state();
}
