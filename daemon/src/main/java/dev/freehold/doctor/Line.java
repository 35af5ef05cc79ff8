package dev.freehold.doctor;

import dev.freehold.base.FreeholdException;
import java.util.Optional;

/**
 * What was found out about one thing.
 *
 * @param id stable, lower case with dashes
 * @param reason a sentence or two
 * @param remedy the command that mends it, or what to do; empty when all is well
 */
public record Line(String id, String title, State state, String reason, Optional<String> remedy) {
  /** How it stands. */
  public enum State {
    OK,
    /** Something does not work, and not everybody needs it. */
    WARNING,
    FAILED,
    /** It could not be found out; the reason says why. */
    UNKNOWN
  }

  static Line ok(Subject subject, String reason) {
    return line(subject, State.OK, reason, Optional.empty());
  }

  static Line warning(Subject subject, String reason, String remedy) {
    return line(subject, State.WARNING, reason, Optional.of(remedy));
  }

  static Line failed(Subject subject, String reason, String remedy) {
    return line(subject, State.FAILED, reason, Optional.of(remedy));
  }

  static Line failed(Subject subject, FreeholdException error) {
    return failed(subject, error.getMessage(), error.remedy());
  }

  static Line unknown(Subject subject, String reason, String remedy) {
    return line(subject, State.UNKNOWN, reason, Optional.of(remedy));
  }

  private static Line line(Subject subject, State state, String reason, Optional<String> remedy) {
    return new Line(subject.id(), subject.title(), state, reason, remedy);
  }
}
