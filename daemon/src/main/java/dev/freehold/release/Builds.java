package dev.freehold.release;

import dev.freehold.base.Json;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What was built before, by everything that the build depended on. */
public final class Builds {
  private final Database database;
  private final Clock clock;

  public Builds(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param withheld paths of the output that are never published
   * @param notes what the build said, one sentence each
   */
  public record Build(String artifactId, List<String> withheld, List<String> notes) {}

  /** The artifact may have been pruned since: {@link Artifacts#find} tells. */
  public Optional<Build> find(String key) {
    return database.read(
        sql ->
            sql.first(
                "select artifact_id, withheld, notes from builds where key = ?",
                Builds::build,
                key));
  }

  /** Replaces what an earlier build of the same key made. */
  public void record(
      String key, String artifactId, long millis, List<String> withheld, List<String> notes) {
    database.change(
        sql ->
            sql.update(
                """
                insert into builds (key, artifact_id, millis, withheld, notes, created_at)
                  values (?, ?, ?, ?, ?, ?)
                on conflict (key) do update set artifact_id = excluded.artifact_id,
                  millis = excluded.millis, withheld = excluded.withheld, notes = excluded.notes,
                  created_at = excluded.created_at\
                """,
                key,
                artifactId,
                millis,
                Json.write(withheld),
                Json.write(notes),
                clock.instant()));
  }

  private static Build build(Row row) {
    return new Build(
        row.text("artifact_id"),
        List.of(Json.read(row.text("withheld"), String[].class)),
        List.of(Json.read(row.text("notes"), String[].class)));
  }
}
