package dev.freehold.databases.postgres;

import dev.freehold.databases.DatabaseLook.Gap;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A transaction that the server itself keeps from writing. All settings are those of the
 * transaction: behind a pooler the session is another one's afterwards.
 */
final class ReadTransaction {
  static final Duration LONGEST_STATEMENT = Duration.ofSeconds(5);

  private static final String SETTINGS =
      """
      SET LOCAL statement_timeout = %d;
      SET LOCAL lock_timeout = 1000;
      SET LOCAL idle_in_transaction_session_timeout = 20000;
      SET LOCAL search_path = pg_catalog\
      """
          .formatted(LONGEST_STATEMENT.toMillis());

  private final Connection connection;
  private final Refusal refusal;
  private final List<Gap> gaps = new ArrayList<>();

  private ReadTransaction(Connection connection, Refusal refusal) {
    this.connection = connection;
    this.refusal = refusal;
  }

  /** What reads rows of an answer. */
  @FunctionalInterface
  interface Rows {
    void read(ResultSet row) throws SQLException;
  }

  /** Something that is read as a whole or not at all. */
  @FunctionalInterface
  interface Part<T> {
    T read() throws SQLException;
  }

  /**
   * @throws SQLException also when the server would let it write
   */
  static ReadTransaction begin(Connection connection, Refusal refusal) throws SQLException {
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    var transaction = new ReadTransaction(connection, refusal);
    try (Statement statement = connection.createStatement()) {
      statement.execute(SETTINGS);
    }
    if (!transaction.one("SHOW transaction_read_only").equals("on")) {
      throw new SQLException("it does not keep to reading");
    }
    return transaction;
  }

  /** Every row of the answer. */
  void each(String sql, Rows rows) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet row = statement.executeQuery(sql)) {
        while (row.next()) {
          rows.read(row);
        }
      }
    }
  }

  /** The one value of the answer; empty text for none. */
  String one(String sql) throws SQLException {
    var values = new ArrayList<String>();
    each(sql, row -> values.add(text(row, 1)));
    return String.join("", values);
  }

  static String text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).orElse("");
  }

  /**
   * Reads a part. When the server refuses it, the others can still be read, and it is a gap. Locks
   * are given back after each.
   *
   * @throws SQLException when the connection is gone
   */
  <T> Optional<T> part(String what, Part<T> part) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      return Optional.of(part.read());
    } catch (SQLException e) {
      gaps.add(new Gap(what, refusal.words(e)));
      return Optional.empty();
    } finally {
      connection.rollback(before);
    }
  }

  /** As {@link #part}, of something that nobody misses. */
  <T> Optional<T> attempt(Part<T> part) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      return Optional.of(part.read());
    } catch (SQLException _) {
      return Optional.empty();
    } finally {
      connection.rollback(before);
    }
  }

  List<Gap> gaps() {
    return List.copyOf(gaps);
  }
}
