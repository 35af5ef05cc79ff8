package dev.freehold.process;

import dev.freehold.base.FreeholdException;
import java.util.Optional;

/** Chooses between the sandbox and, where there is none and the owner consents, nothing. */
public final class Sandboxes {
  private final Sandbox confining;
  private final Sandbox none;

  public Sandboxes(Sandbox confining, Sandbox none) {
    this.confining = confining;
    this.none = none;
  }

  /**
   * The sandbox whenever it works, consent or not.
   *
   * @param mayGoWithout whether the app's owner has said, and it is recorded, that its code may run
   *     unconfined
   * @throws FreeholdException {@code sandbox.missing}, {@code sandbox.refused}, without consent
   */
  public Sandbox choose(boolean mayGoWithout) {
    Optional<FreeholdException> problem = confining.problem();
    if (problem.isEmpty()) {
      return confining;
    }
    if (mayGoWithout) {
      return none;
    }
    throw problem.get();
  }
}
