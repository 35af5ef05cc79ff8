package dev.freehold.git.remote;

import java.time.Instant;
import java.util.Set;

/**
 * A login that is kept, without its token.
 *
 * @param account whose it is
 * @param scopes what the token is good for
 */
public record KeptLogin(String account, Set<String> scopes, Instant since) {
  public KeptLogin {
    scopes = Set.copyOf(scopes);
  }
}
