package dev.freehold.deploy.engine;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;

/**
 * A named failure as it is stored and shown: who must act, what happened and what to do.
 *
 * @param code stable and dotted, as in {@link FreeholdException#code}
 */
public record Failure(Family family, String code, String message, String remedy) {

  /** Who must act. */
  public enum Family {
    USER,
    PROVIDER,
    MACHINE,
    BUG
  }

  /** A failure that the user must act on. */
  public Failure(String code, String message, String remedy) {
    this(Family.USER, code, message, remedy);
  }

  public static Failure of(RuntimeException error) {
    return switch (error) {
      case UserError e -> of(Family.USER, e);
      case ProviderError e -> of(Family.PROVIDER, e);
      case MachineError e -> of(Family.MACHINE, e);
      case RuntimeException e when MachineError.isNoRoom(e) ->
          of(Family.MACHINE, MachineError.noRoom("A step failed", e));
      default ->
          new Failure(
              Family.BUG,
              "internal.bug",
              "Freehold ran into a bug: " + error.getClass().getSimpleName(),
              "The daemon's log has the details; please report them.");
    };
  }

  private static Failure of(Family family, FreeholdException error) {
    return new Failure(family, error.code(), error.getMessage(), error.remedy());
  }
}
