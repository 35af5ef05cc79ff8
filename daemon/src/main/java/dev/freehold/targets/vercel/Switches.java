package dev.freehold.targets.vercel;

import dev.freehold.store.Database;
import dev.freehold.store.Row;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts what was live in each project: Vercel has no number that changes with every switch, so a
 * plan could not say what world it was made in.
 */
final class Switches {
  private static final String SELECT =
      "select generation, deployment, step, done from vercel_switches where project = ?";

  private final Database database;
  private final Clock clock;

  Switches(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param step key of the step that switched; empty for somebody else's
   * @param done whether it was seen to have happened
   */
  record Switch(long generation, String deployment, Optional<String> step, boolean done) {}

  /** The number of what is live now; a switch that nobody told us of gets the next one. */
  long generation(String project, String live) {
    return database.write(
        sql -> {
          Optional<Switch> newest =
              sql.first(SELECT + " order by generation desc limit 1", Switches::row, project);
          boolean known = newest.filter(n -> n.deployment().equals(live)).isPresent();
          if (known) {
            return newest.get().generation();
          }
          Optional<Switch> done =
              sql.first(
                  SELECT + " and done = 1 order by generation desc limit 1",
                  Switches::row,
                  project);
          if (done.filter(d -> d.deployment().equals(live)).isPresent()) {
            return done.get().generation();
          }
          long next = done.map(Switch::generation).orElse(0L) + 1;
          sql.update(
              "insert or replace into vercel_switches (project, generation, deployment, step,"
                  + " done, at) values (?, ?, ?, null, 1, ?)",
              project,
              next,
              live,
              clock.instant());
          return next;
        });
  }

  Optional<Switch> by(String project, String step) {
    return database.read(sql -> sql.first(SELECT + " and step = ?", Switches::row, project, step));
  }

  /** Written down before Vercel is asked, so that it is recognised after a crash. */
  void intend(String project, long generation, String deployment, String step) {
    database.change(
        sql ->
            sql.update(
                "insert or replace into vercel_switches (project, generation, deployment, step,"
                    + " done, at) values (?, ?, ?, ?, 0, ?)",
                project,
                generation,
                deployment,
                step,
                clock.instant()));
  }

  void done(String project, long generation) {
    database.change(
        sql ->
            sql.update(
                "update vercel_switches set done = 1 where project = ? and generation = ?",
                project,
                generation));
  }

  /** Of a project in which nothing is live any more. */
  long newest(String project) {
    return database.read(
        sql ->
            sql.first(
                    SELECT + " and done = 1 order by generation desc limit 1",
                    Switches::row,
                    project)
                .map(Switch::generation)
                .orElse(0L));
  }

  /** When deployments that were live were replaced; without those that are live. */
  Map<String, Instant> replaced(String project) {
    var live = new LinkedHashMap<String, Instant>();
    database
        .read(
            sql ->
                sql.list(
                    "select deployment, lead(at) over (order by generation) as until from"
                        + " vercel_switches where project = ? and done = 1 order by generation",
                    row -> Map.entry(row.text("deployment"), row.maybeTime("until")),
                    project))
        .forEach(
            each ->
                each.getValue()
                    .ifPresentOrElse(
                        until -> live.put(each.getKey(), until), () -> live.remove(each.getKey())));
    return live;
  }

  /** What another machine switched, when this one knows of no switch there. */
  void begin(String project, long generation, String live) {
    database.change(
        sql ->
            sql.update(
                "insert into vercel_switches (project, generation, deployment, step, done, at)"
                    + " select ?, ?, ?, null, 1, ? where not exists (select 1 from vercel_switches"
                    + " where project = ?)",
                project,
                generation,
                live,
                clock.instant(),
                project));
  }

  void forget(String project) {
    database.change(sql -> sql.update("delete from vercel_switches where project = ?", project));
  }

  private static Switch row(Row row) {
    return new Switch(
        row.number("generation"), row.text("deployment"), row.maybeText("step"), row.flag("done"));
  }
}
