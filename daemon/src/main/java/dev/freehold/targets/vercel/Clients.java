package dev.freehold.targets.vercel;

import dev.freehold.credential.Secret;
import dev.freehold.targets.vercel.api.Connection;
import dev.freehold.targets.vercel.api.Vercel;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Connections to accounts, which stay open from one deployment to the next. */
final class Clients implements AutoCloseable {
  private final Endpoint endpoint;
  private final Tokens tokens;
  private final ConcurrentHashMap<Login, Vercel> open = new ConcurrentHashMap<>();

  Clients(Endpoint endpoint, Tokens tokens) {
    this.endpoint = endpoint;
    this.tokens = tokens;
  }

  private record Login(String target, String team, Secret token) {}

  /**
   * @throws dev.freehold.base.UserError {@code vercel.token-missing}, {@code vercel.token-expired}
   */
  Vercel of(Account account) {
    var login = new Login(account.name(), account.team(), tokens.of(account));
    return open.computeIfAbsent(
        login, _ -> new Vercel(connection(login.token()).of(account.team())));
  }

  /**
   * Of an account of which the team is not known yet. Who asks closes it.
   *
   * @param given what its owner said; empty for the token of this machine's user
   */
  Vercel of(Optional<Secret> given) {
    return new Vercel(connection(given.orElseGet(tokens::here)));
  }

  private Connection connection(Secret token) {
    return new Connection(endpoint.api(), token, Optional.empty(), endpoint.patience());
  }

  void forget(String target) {
    open.entrySet().stream()
        .filter(client -> client.getKey().target().equals(target))
        .forEach(client -> close(client.getKey()));
  }

  private void close(Login login) {
    Vercel client = open.remove(login);
    if (client != null) {
      client.close();
    }
  }

  @Override
  public void close() {
    open.keySet().forEach(this::close);
  }
}
