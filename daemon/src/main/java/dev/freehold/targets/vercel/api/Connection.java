package dev.freehold.targets.vercel.api;

import dev.freehold.credential.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach an account.
 *
 * @param api {@code https://api.vercel.com}, or a stand-in's address
 * @param team id of the team on whose behalf everything is done; empty before it is known
 * @param patience for one call
 */
public record Connection(URI api, Secret token, Optional<String> team, Duration patience) {
  public static final URI PUBLIC = URI.create("https://api.vercel.com");
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  public Connection of(String teamId) {
    return new Connection(api, token, Optional.of(teamId), patience);
  }
}
