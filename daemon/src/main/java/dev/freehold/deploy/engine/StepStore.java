package dev.freehold.deploy.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.step.Effect;
import dev.freehold.step.StepRecord;
import dev.freehold.step.StepState;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Steps and effects in the database. */
public final class StepStore {
  private final Database database;
  private final Clock clock;

  public StepStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Stores the whole run before any of it begins. */
  public void plan(Sql sql, String run, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      sql.update(
          "insert into steps (run_id, ordinal, name, state) values (?, ?, ?, ?)",
          run,
          i,
          names.get(i),
          StepState.PENDING);
    }
  }

  public List<StepRecord> of(String run) {
    return database.read(
        sql ->
            sql.list(
                "select * from steps where run_id = ? order by ordinal", StepStore::record, run));
  }

  /** What a step of this run returned; empty while it is not done. */
  public Optional<JsonNode> output(String run, String name) {
    return database.read(
        sql ->
            sql.first(
                    "select * from steps where run_id = ? and name = ?",
                    StepStore::record,
                    run,
                    name)
                .flatMap(StepRecord::output));
  }

  /** Whether this step was begun, whatever became of it. */
  public boolean begun(Sql sql, String run, String name) {
    return sql.one(
        "select attempt > 0 as begun from steps where run_id = ? and name = ?",
        row -> row.flag("begun"),
        run,
        name);
  }

  StepRecord begin(Sql sql, StepRecord step) {
    sql.update(
        "update steps set state = ?, attempt = attempt + 1, started_at = coalesce(started_at, ?)"
            + " where run_id = ? and ordinal = ?",
        StepState.RUNNING,
        clock.instant(),
        step.run(),
        step.ordinal());
    return sql.one(
        "select * from steps where run_id = ? and ordinal = ?",
        StepStore::record,
        step.run(),
        step.ordinal());
  }

  /** A look at what became of the step failed; it counts as an attempt. */
  void probeFailed(Sql sql, StepRecord step) {
    sql.update(
        "update steps set attempt = attempt + 1 where run_id = ? and ordinal = ?",
        step.run(),
        step.ordinal());
  }

  void done(Sql sql, StepRecord step, JsonNode output, List<Effect> effects) {
    sql.update(
        "update steps set state = ?, finished_at = ?, output = ? where run_id = ? and ordinal = ?",
        StepState.DONE,
        clock.instant(),
        Json.write(output),
        step.run(),
        step.ordinal());
    for (int i = 0; i < effects.size(); i++) {
      Effect effect = effects.get(i);
      sql.update(
          "insert or replace into effects (run_id, ordinal, position, kind, summary, refs, at)"
              + " values (?, ?, ?, ?, ?, ?, ?)",
          step.run(),
          step.ordinal(),
          i,
          effect.kind(),
          effect.summary(),
          Json.write(effect.refs()),
          clock.instant());
    }
  }

  void end(Sql sql, StepRecord step, StepState state, Failure failure) {
    sql.update(
        "update steps set state = ?, finished_at = ?, error = ? where run_id = ? and ordinal = ?",
        state,
        clock.instant(),
        Json.write(failure),
        step.run(),
        step.ordinal());
  }

  void cancelRunning(Sql sql, String run) {
    sql.update(
        "update steps set state = ?, finished_at = ? where run_id = ? and state = ?",
        StepState.SKIPPED,
        clock.instant(),
        run,
        StepState.RUNNING);
  }

  void skipRest(Sql sql, String run) {
    sql.update(
        "update steps set state = ? where run_id = ? and state = ?",
        StepState.SKIPPED,
        run,
        StepState.PENDING);
  }

  private static StepRecord record(Row row) {
    return new StepRecord(
        row.text("run_id"),
        row.integer("ordinal"),
        row.text("name"),
        row.enumeration("state", StepState.class),
        row.integer("attempt"),
        row.maybeTime("started_at"),
        row.maybeTime("finished_at"),
        row.maybeText("output").map(text -> Json.read(text, JsonNode.class)));
  }
}
