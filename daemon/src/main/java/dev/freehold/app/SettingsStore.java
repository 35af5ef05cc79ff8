package dev.freehold.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.freehold.base.Ids;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.credential.Vault;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The revisions of the environments' variables, encrypted at rest under their ids. A revision never
 * changes; a deployment names the one it runs with, so a rollback brings back the old values.
 */
public final class SettingsStore {
  private static final String SELECT =
      "select s.id, s.environment_id, s.revision, s.sealed from settings s ";

  private final Database database;
  private final Vault vault;
  private final Clock clock;
  private final Ids ids;

  public SettingsStore(Database database, Vault vault, Clock clock, Ids ids) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
    this.ids = ids;
  }

  /** The newest revision. An environment that has none gets its empty first one here. */
  public Settings current(String environmentId) {
    Optional<Settings> newest = database.read(sql -> newest(sql, environmentId));
    return newest.orElseGet(() -> revise(environmentId, UnaryOperator.identity()));
  }

  /**
   * Makes a new revision when the content differs from the newest one, and returns the newest.
   *
   * @param change from the variables as they are to those wanted; called inside the transaction
   * @throws UserError {@code variable.name-invalid}, {@code variable.value-invalid}, {@code
   *     variable.too-many}
   */
  public Settings revise(String environmentId, UnaryOperator<List<Variable>> change) {
    return database.write(
        sql -> {
          Optional<Settings> newest = newest(sql, environmentId);
          List<Variable> before = newest.map(Settings::variables).orElse(List.of());
          List<Variable> wanted = VariableRules.checked(change.apply(before));
          if (newest.isPresent() && wanted.equals(before)) {
            return newest.get();
          }
          int revision = nextRevision(sql, environmentId);
          Settings made = new Settings(ids.next(), environmentId, revision, wanted);
          insert(sql, made);
          makeNewest(sql, environmentId, made.id());
          return made;
        });
  }

  /**
   * The newest revision with what earlier exports brought replaced by what this one brings. A
   * variable that the user set keeps the user's value. A new revision is stored and not made the
   * environment's: a plan shows it, and only its deployment brings it.
   *
   * @param defaults values by name, from the export's committed {@code .env}
   */
  public Settings draft(String environmentId, Map<String, String> defaults) {
    Settings newest = current(environmentId);
    var wanted = new ArrayList<Variable>();
    newest.variables().stream()
        .filter(v -> v.source() == Variable.Source.USER)
        .forEach(wanted::add);
    Set<String> ofUser = wanted.stream().map(Variable::name).collect(Collectors.toSet());
    defaults.forEach(
        (name, value) -> {
          if (!ofUser.contains(name)) {
            wanted.add(new Variable(name, value, Variable.Source.EXPORT));
          }
        });
    List<Variable> checked = VariableRules.checked(wanted);
    if (checked.equals(newest.variables())) {
      return newest;
    }
    return database.write(
        sql ->
            insert(
                sql,
                new Settings(
                    ids.next(), environmentId, nextRevision(sql, environmentId), checked)));
  }

  public Optional<Settings> find(String settingsId) {
    return database.read(sql -> sql.first(SELECT + "where s.id = ?", this::settings, settingsId));
  }

  /** All revisions that an environment ever had. */
  public List<Settings> all(String environmentId) {
    return database.read(
        sql -> sql.list(SELECT + "where s.environment_id = ?", this::settings, environmentId));
  }

  /**
   * @throws IllegalStateException when it is not there: a stored id names a stored revision
   */
  public Settings require(String settingsId) {
    return find(settingsId)
        .orElseThrow(() -> new IllegalStateException("no settings " + settingsId));
  }

  /** A revision as another machine made it; one that is here stays. */
  public void adopt(
      Sql sql, String id, String environmentId, int revision, Map<String, String> values) {
    long known =
        sql.one("select count(*) as n from settings where id = ?", row -> row.number("n"), id);
    if (known == 0) {
      List<Variable> variables =
          values.entrySet().stream()
              .map(v -> new Variable(v.getKey(), v.getValue(), Variable.Source.USER))
              .toList();
      int free = Math.max(revision, nextRevision(sql, environmentId));
      insert(sql, new Settings(id, environmentId, free, VariableRules.checked(variables)));
    }
  }

  /** What the next deployment of the environment brings, inside the caller's transaction. */
  public void makeNewest(Sql sql, String environmentId, String settingsId) {
    int known =
        sql.update(
            "update environments set settings_id = ? where id = ?", settingsId, environmentId);
    if (known != 1) {
      throw new IllegalArgumentException("no environment " + environmentId);
    }
  }

  /** {@link #makeNewest}, if {@code before} is still the newest; what came since stays. */
  public void replaceNewest(Sql sql, String environmentId, String before, String settingsId) {
    sql.update(
        "update environments set settings_id = ? where id = ? and settings_id = ?",
        settingsId,
        environmentId,
        before);
  }

  /**
   * Forgets all values that an environment had, within the caller's transaction. The revisions stay
   * without them, because deployments name them.
   */
  public void forget(Sql sql, String environmentId) {
    List<String> known =
        sql.list(
            "select id from settings where environment_id = ?",
            row -> row.text("id"),
            environmentId);
    for (String id : known) {
      sql.update(
          "update settings set sealed = ? where id = ?", vault.seal(id, bytes(List.of())), id);
    }
  }

  private static int nextRevision(Sql sql, String environmentId) {
    return sql.one(
        "select coalesce(max(revision), 0) + 1 as n from settings where environment_id = ?",
        row -> row.integer("n"),
        environmentId);
  }

  private Optional<Settings> newest(Sql sql, String environmentId) {
    return sql.first(
        SELECT + "join environments e on e.settings_id = s.id where e.id = ?",
        this::settings,
        environmentId);
  }

  private Settings insert(Sql sql, Settings settings) {
    sql.update(
        "insert into settings (id, environment_id, revision, sealed, created_at)"
            + " values (?, ?, ?, ?, ?)",
        settings.id(),
        settings.environmentId(),
        settings.revision(),
        vault.seal(settings.id(), bytes(settings.variables())),
        clock.instant());
    return settings;
  }

  private Settings settings(Row row) {
    String id = row.text("id");
    return new Settings(
        id,
        row.text("environment_id"),
        row.integer("revision"),
        variables(vault.open(id, row.bytes("sealed"))));
  }

  private static byte[] bytes(List<Variable> variables) {
    try {
      return Json.mapper().writeValueAsBytes(variables);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("variables are plain text", e);
    }
  }

  private static List<Variable> variables(byte[] json) {
    try {
      return List.of(Json.mapper().readValue(json, Variable[].class));
    } catch (IOException _) {
      // Without the cause: the parser's message quotes what it read.
      throw new IllegalStateException("settings are not the JSON that was sealed");
    }
  }
}
