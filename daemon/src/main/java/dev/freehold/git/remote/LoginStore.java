package dev.freehold.git.remote;

import dev.freehold.credential.Secret;
import dev.freehold.credential.Vault;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The one login that Freehold got itself, at one server. Its token is sealed in the database; the
 * id of the app that it was got by stays when the login is forgotten.
 */
public final class LoginStore implements KeptLogins {
  private final Database database;
  private final Vault vault;
  private final Clock clock;
  private final String server;
  private final Optional<String> given;

  /**
   * @param server its host, and its port when that is not the usual one
   * @param given the client id that the environment names; it comes before the one that is kept
   */
  public LoginStore(
      Database database, Vault vault, Clock clock, String server, Optional<String> given) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
    this.server = server.toLowerCase(Locale.ROOT);
    this.given = given;
  }

  @Override
  public Optional<Login.FromFreehold> find(String server) {
    return database.read(
        sql ->
            sql.first(
                "select account, token from git_logins where server = ? and token is not null",
                row ->
                    new Login.FromFreehold(
                        row.text("account"), RemoteLogins.TOKEN_USER, token(server, row)),
                server));
  }

  @Override
  public boolean offers(String server) {
    return server.equals(this.server) && clientId().isPresent();
  }

  /** By which one can log in; empty when none is known. */
  public Optional<String> clientId() {
    return given.or(
        () ->
            database.read(
                sql ->
                    sql.first(
                        "select client_id from git_logins where server = ?",
                        row -> row.text("client_id"),
                        server)));
  }

  /** It is one that the server knows. */
  public void rememberClient(String clientId) {
    database.change(
        sql ->
            sql.update(
                "insert into git_logins (server, client_id) values (?, ?) on conflict (server) do"
                    + " update set client_id = excluded.client_id",
                server,
                clientId));
  }

  /** Whose login is kept. */
  public Optional<KeptLogin> kept() {
    return database.read(
        sql ->
            sql.first(
                "select account, scopes, since from git_logins where server = ? and token is not"
                    + " null",
                row ->
                    new KeptLogin(
                        row.text("account"), words(row.text("scopes")), row.time("since")),
                server));
  }

  /** Takes the place of the one before. */
  public void keep(String clientId, String account, Set<String> scopes, Secret token) {
    byte[] sealed = vault.seal(entry(server), token.reveal().getBytes(StandardCharsets.UTF_8));
    database.change(
        sql ->
            sql.update(
                "insert into git_logins (server, client_id, account, scopes, since, token)"
                    + " values (?, ?, ?, ?, ?, ?) on conflict (server) do update set"
                    + " client_id = excluded.client_id, account = excluded.account,"
                    + " scopes = excluded.scopes, since = excluded.since, token = excluded.token",
                server,
                clientId,
                account,
                String.join(" ", new TreeSet<>(scopes)),
                clock.instant(),
                sealed));
  }

  public void forget() {
    database.change(
        sql ->
            sql.update(
                "update git_logins set account = null, scopes = null, since = null, token = null"
                    + " where server = ?",
                server));
  }

  private Secret token(String server, Row row) {
    byte[] sealed = row.maybeBytes("token").orElseThrow();
    return Secret.of(new String(vault.open(entry(server), sealed), StandardCharsets.UTF_8));
  }

  private static String entry(String server) {
    return "git-login:" + server;
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" ", -1));
  }
}
