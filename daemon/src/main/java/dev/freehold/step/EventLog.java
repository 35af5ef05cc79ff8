package dev.freehold.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The stored events, appended only, and the wait for the next one. */
public final class EventLog {
  private static final String SELECT =
      """
      select e.seq, e.run_id, a.slug, e.at, e.type, e.data
      from events e left join apps a on a.id = e.app_id
      where e.seq > ?\
      """;

  private final Database database;
  private final Clock clock;
  private final Arrivals arrivals;

  public EventLog(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.arrivals = new Arrivals(newest(database));
  }

  /**
   * Durable when this returns.
   *
   * @param run the plan or deployment it belongs to, if any
   * @param appId the id (not the slug) of the app it belongs to, if any
   * @param data a record or map: an object in JSON
   * @return its seq
   */
  public long append(@Nullable String run, @Nullable String appId, String type, Object data) {
    return database.<Long>write(sql -> append(sql, run, appId, type, data));
  }

  /** {@link #append} within the caller's transaction; those who wait learn of it at the commit. */
  public long append(
      Sql sql, @Nullable String run, @Nullable String appId, String type, Object data) {
    sql.update(
        "insert into events (run_id, app_id, at, type, data) values (?, ?, ?, ?, ?)",
        run,
        appId,
        clock.instant(),
        type,
        Json.write(object(data)));
    long seq = sql.lastId();
    sql.afterCommit(() -> arrivals.arrived(seq));
    return seq;
  }

  /** The next events after {@code seq}, oldest first, at most {@code limit}. */
  public List<Event> after(long seq, Event.Filter filter, int limit) {
    var query = new StringBuilder(SELECT);
    var parameters = new ArrayList<Object>(List.of(seq));
    filter
        .run()
        .ifPresent(
            run -> {
              query.append(" and e.run_id = ?");
              parameters.add(run);
            });
    filter
        .app()
        .ifPresent(
            slug -> {
              query.append(" and e.app_id = (select id from apps where slug = ?)");
              parameters.add(slug);
            });
    parameters.add(limit);
    return database.read(
        sql -> sql.list(query + " order by e.seq limit ?", EventLog::event, parameters.toArray()));
  }

  /** The seq of the newest committed event; 0 when there is none. */
  public long last() {
    return arrivals.last();
  }

  /** When the newest event happened. */
  public Optional<Instant> newest() {
    return database.read(
        sql -> sql.first("select at from events order by at desc limit 1", row -> row.time("at")));
  }

  /** Waits until an event after {@code seq} is committed; returns whether there is one. */
  public boolean await(long seq, Duration timeout) throws InterruptedException {
    return await(seq, timeout, () -> false);
  }

  /** As above, and returns early when {@code stop} holds at a {@link #wake}. */
  public boolean await(long seq, Duration timeout, BooleanSupplier stop)
      throws InterruptedException {
    return arrivals.await(seq, timeout, stop);
  }

  /** Makes everyone who waits look at their {@code stop} again. */
  public void wake() {
    arrivals.wake();
  }

  /**
   * Removes events from before {@code time}, but never the newest {@code keep}.
   *
   * @return how many were removed
   */
  public int prune(Instant time, int keep) {
    return database.<Integer>write(
        sql ->
            sql.update(
                """
                delete from events where at < ?
                  and seq < (select seq from events order by seq desc limit 1 offset ?)\
                """,
                time,
                keep - 1));
  }

  private static long newest(Database database) {
    return database.<Long>read(
        sql -> sql.one("select coalesce(max(seq), 0) as n from events", row -> row.number("n")));
  }

  private static ObjectNode object(Object data) {
    if (Json.tree(data) instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException("an event's data is an object: " + data.getClass());
  }

  private static Event event(Row row) {
    return new Event(
        row.number("seq"),
        row.maybeText("run_id"),
        row.maybeText("slug"),
        row.time("at"),
        row.text("type"),
        Json.read(row.text("data"), JsonNode.class));
  }
}
