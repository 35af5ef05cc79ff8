package dev.freehold.app;

import dev.freehold.base.UserError;
import dev.freehold.store.Database;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The overrides of the apps. They hold from the next plan on. */
public final class OverrideStore {
  private final Database database;
  private final Clock clock;

  public OverrideStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  public Overrides of(String appId) {
    var values = new TreeMap<String, String>();
    database
        .read(
            sql ->
                sql.list(
                    "select key, value from overrides where app_id = ?",
                    row -> Map.entry(row.text("key"), row.text("value")),
                    appId))
        .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    return new Overrides(values);
  }

  /**
   * All or nothing; unsetting what is not set does nothing.
   *
   * @throws UserError {@code app.override-unknown}, {@code app.override-invalid}
   */
  public void change(String appId, Map<String, String> set, Collection<String> unset) {
    set.forEach(Overrides::check);
    unset.forEach(Overrides::key);
    database.change(
        sql -> {
          set.forEach(
              (key, value) ->
                  sql.update(
                      "insert into overrides (app_id, key, value, set_at) values (?, ?, ?, ?)"
                          + " on conflict (app_id, key) do update set value = excluded.value,"
                          + " set_at = excluded.set_at",
                      appId,
                      key,
                      value,
                      clock.instant()));
          unset.forEach(
              key -> sql.update("delete from overrides where app_id = ? and key = ?", appId, key));
        });
  }
}
