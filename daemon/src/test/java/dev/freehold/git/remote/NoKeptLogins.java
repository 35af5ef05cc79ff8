package dev.freehold.git.remote;

import java.util.Optional;

/** Nobody ever logged in through Freehold, and nobody can. */
public final class NoKeptLogins implements KeptLogins {
  @Override
  public Optional<Login.FromFreehold> find(String server) {
    return Optional.empty();
  }

  @Override
  public boolean offers(String server) {
    return false;
  }
}
