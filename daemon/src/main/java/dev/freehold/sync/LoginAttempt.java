package dev.freehold.sync;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A login that somebody has to confirm in a browser.
 *
 * @param server {@code github.com}
 * @param userCode to be typed at the page: {@code WDJB-MJHT}
 * @param expiresAt until when
 * @param account whose login it became
 * @param error why it became none
 */
public record LoginAttempt(
    String id,
    State state,
    String server,
    String userCode,
    URI page,
    Instant expiresAt,
    Optional<String> account,
    Optional<Ending> error) {

  /** How far it is. */
  public enum State {
    WAITING,
    CONFIRMED,
    FAILED
  }

  /** Who must act. */
  public enum Family {
    USER,
    PROVIDER,
    MACHINE,
    BUG
  }

  /** What went wrong, why, and what to do. */
  public record Ending(Family family, String code, String message, String remedy) {
    static Ending of(FreeholdException error) {
      Family family =
          switch (error) {
            case UserError _ -> Family.USER;
            case ProviderError _ -> Family.PROVIDER;
            case MachineError _ -> Family.MACHINE;
          };
      return new Ending(family, error.code(), error.getMessage(), error.remedy());
    }

    static Ending bug() {
      return new Ending(
          Family.BUG,
          "internal.bug",
          "Freehold ran into a bug while it waited for the login.",
          "The daemon's log has the details; please report them.");
    }
  }

  LoginAttempt confirmed(String by) {
    return with(State.CONFIRMED, Optional.of(by), Optional.empty());
  }

  LoginAttempt failed(Ending why) {
    return with(State.FAILED, Optional.empty(), Optional.of(why));
  }

  private LoginAttempt with(State to, Optional<String> by, Optional<Ending> why) {
    return new LoginAttempt(id, to, server, userCode, page, expiresAt, by, why);
  }
}
