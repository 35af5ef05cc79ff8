package dev.freehold.targets.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.credential.Secret;
import dev.freehold.credential.Vault;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.targets.Connected;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The places that were connected on this machine, of every kind. Secrets are sealed. */
public final class TargetStore {
  private static final String SELECT =
      "select name, kind, address, config, secrets, state from targets";

  private final Database database;
  private final Vault vault;
  private final Clock clock;

  public TargetStore(Database database, Vault vault, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /** Sorted by name. */
  List<Connected> all() {
    return database.read(sql -> sql.list(SELECT + " order by name", this::connected));
  }

  Optional<Connected> find(String name) {
    return database.read(sql -> sql.first(SELECT + " where name = ?", this::connected, name));
  }

  /** Takes the place of the one with the same name. */
  void save(Connected target) {
    byte[] secrets = target.secrets().isEmpty() ? null : seal(target);
    database.change(
        sql ->
            sql.update(
                "insert into targets (name, kind, address, config, secrets, state, created_at)"
                    + " values (?, ?, ?, ?, ?, ?, ?) on conflict (name) do update set"
                    + " kind = excluded.kind, address = excluded.address,"
                    + " config = excluded.config, secrets = excluded.secrets,"
                    + " state = excluded.state",
                target.name(),
                target.kind(),
                target.address(),
                Json.write(target.config()),
                secrets,
                Json.write(target.state()),
                clock.instant()));
  }

  /** What a driver remembers of a place, instead of what it remembered before. */
  public void remember(String name, JsonNode state) {
    database.change(
        sql -> sql.update("update targets set state = ? where name = ?", Json.write(state), name));
  }

  void remove(String name) {
    database.change(sql -> sql.update("delete from targets where name = ?", name));
  }

  private byte[] seal(Connected target) {
    Map<String, String> revealed =
        target.secrets().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, secret -> secret.getValue().reveal()));
    return vault.seal(entry(target.name()), Json.write(revealed).getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, Secret> open(String name, byte[] kept) {
    String json = new String(vault.open(entry(name), kept), StandardCharsets.UTF_8);
    return values(json).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, value -> Secret.of(value.getValue())));
  }

  private static Map<String, String> values(String json) {
    return Json.read(json, JsonNode.class).properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, value -> value.getValue().asText()));
  }

  private static String entry(String name) {
    return "target:" + name;
  }

  private Connected connected(Row row) {
    String name = row.text("name");
    return new Connected(
        name,
        row.text("kind"),
        row.text("address"),
        values(row.text("config")),
        row.maybeBytes("secrets").map(kept -> open(name, kept)).orElse(Map.of()),
        Json.read(row.text("state"), JsonNode.class));
  }
}
