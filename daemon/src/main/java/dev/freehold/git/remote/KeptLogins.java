package dev.freehold.git.remote;

import java.util.Optional;

/** Logins that Freehold got and keeps itself. */
public interface KeptLogins {
  /**
   * @param server its host, and its port when that is not the usual one
   */
  Optional<Login.FromFreehold> find(String server);

  /** Whether people can log in there through Freehold. */
  boolean offers(String server);
}
