package dev.freehold.doctor;

import dev.freehold.base.MachineError;
import java.time.Instant;
import java.util.Optional;

/** What the daemon has written down. */
public interface Records {
  /**
   * Has the database look at itself.
   *
   * @throws MachineError {@code store.damaged}
   */
  void check();

  /** The newest time in it. */
  Optional<Instant> newest();

  /** How the process that serves the apps on this machine is. */
  ServedApps served();

  /**
   * @param works whether they are reached
   * @param trouble what is or was wrong
   */
  record ServedApps(boolean works, Optional<String> trouble) {}
}
