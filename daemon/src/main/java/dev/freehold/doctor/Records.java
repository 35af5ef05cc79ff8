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
}
