package dev.freehold.app;

import dev.freehold.store.Database;
import dev.freehold.store.Row;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The consents of the apps. One that was given stays; giving it again changes nothing. */
public final class Consents {
  private final Database database;
  private final Clock clock;

  public Consents(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  public void give(String appId, Consent.Kind kind, String detail, String givenBy) {
    database.change(
        sql ->
            sql.update(
                "insert into consents (app_id, kind, detail, given_by, given_at)"
                    + " values (?, ?, ?, ?, ?) on conflict (app_id, kind, detail) do nothing",
                appId,
                kind,
                detail,
                givenBy,
                clock.instant()));
  }

  public boolean has(String appId, Consent.Kind kind, String detail) {
    return of(appId).stream().anyMatch(c -> c.kind() == kind && c.detail().equals(detail));
  }

  /** What was agreed to of this kind, each by its detail. */
  public Set<String> details(String appId, Consent.Kind kind) {
    return of(appId).stream()
        .filter(consent -> consent.kind() == kind)
        .map(Consent::detail)
        .collect(Collectors.toSet());
  }

  /** In the order in which they were given. */
  public List<Consent> of(String appId) {
    return database.read(
        sql ->
            sql.list(
                "select kind, detail, given_by, given_at from consents where app_id = ?"
                    + " order by given_at, kind, detail",
                Consents::consent,
                appId));
  }

  private static Consent consent(Row row) {
    return new Consent(
        row.enumeration("kind", Consent.Kind.class),
        row.text("detail"),
        row.text("given_by"),
        row.time("given_at"));
  }
}
