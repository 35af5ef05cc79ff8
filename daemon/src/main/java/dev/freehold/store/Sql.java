package dev.freehold.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection. Parameters are positional ({@code ?}); an {@link Instant} is bound
 * as milliseconds, an enum by its name in lower case with dashes, a boolean as 0 or 1.
 */
public final class Sql {
  private final Handle handle;
  private final @Nullable List<Runnable> afterCommit;

  /**
   * @param afterCommit takes what runs after the commit; null outside of a transaction
   */
  Sql(Handle handle, @Nullable List<Runnable> afterCommit) {
    this.handle = handle;
    this.afterCommit = afterCommit;
  }

  /** Runs {@code action} once this transaction is durable; never if it is rolled back. */
  public void afterCommit(Runnable action) {
    if (afterCommit == null) {
      throw new IllegalStateException("there is no transaction to wait for");
    }
    afterCommit.add(action);
  }

  public <T> List<T> list(String query, Function<Row, T> mapper, @Nullable Object... parameters) {
    try (var statement = bind(handle.createQuery(query), parameters)) {
      return statement.map((result, context) -> mapper.apply(new Row(result))).list();
    }
  }

  public <T> Optional<T> first(
      String query, Function<Row, T> mapper, @Nullable Object... parameters) {
    try (var statement = bind(handle.createQuery(query), parameters)) {
      return statement.map((result, context) -> mapper.apply(new Row(result))).findFirst();
    }
  }

  /** The one row that must be there. */
  public <T> T one(String query, Function<Row, T> mapper, @Nullable Object... parameters) {
    return first(query, mapper, parameters)
        .orElseThrow(() -> new IllegalStateException("no row for: " + query));
  }

  /** Returns how many rows changed. */
  public int update(String statement, @Nullable Object... parameters) {
    try (var update = bind(handle.createUpdate(statement), parameters)) {
      return update.execute();
    }
  }

  /** The id that SQLite gave to the row inserted last on this connection. */
  public long lastId() {
    return one("select last_insert_rowid() as id", row -> row.number("id"));
  }

  private static <S extends SqlStatement<S>> S bind(S statement, @Nullable Object... parameters) {
    for (int i = 0; i < parameters.length; i++) {
      switch (parameters[i]) {
        case null -> statement.bindNull(i, java.sql.Types.VARCHAR);
        case Instant time -> statement.bind(i, time.toEpochMilli());
        case Enum<?> value -> statement.bind(i, Row.wireName(value));
        case Boolean flag -> statement.bind(i, flag ? 1 : 0);
        case byte[] bytes -> statement.bind(i, bytes);
        case Long number -> statement.bind(i, number);
        case Integer number -> statement.bind(i, number);
        case Object text -> statement.bind(i, text.toString());
      }
    }
    return statement;
  }
}
