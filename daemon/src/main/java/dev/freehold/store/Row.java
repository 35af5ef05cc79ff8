package dev.freehold.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The current row of a result. */
public final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  public String text(String column) {
    return maybeText(column).orElseThrow(() -> isNull(column));
  }

  public Optional<String> maybeText(String column) {
    try {
      return Optional.ofNullable(result.getString(column));
    } catch (SQLException e) {
      throw unreadable(column, e);
    }
  }

  public long number(String column) {
    try {
      return result.getLong(column);
    } catch (SQLException e) {
      throw unreadable(column, e);
    }
  }

  public int integer(String column) {
    return Math.toIntExact(number(column));
  }

  public boolean flag(String column) {
    return number(column) != 0;
  }

  public byte[] bytes(String column) {
    return maybeBytes(column).orElseThrow(() -> isNull(column));
  }

  public Optional<byte[]> maybeBytes(String column) {
    try {
      return Optional.ofNullable(result.getBytes(column));
    } catch (SQLException e) {
      throw unreadable(column, e);
    }
  }

  public Instant time(String column) {
    return maybeTime(column).orElseThrow(() -> isNull(column));
  }

  public Optional<Instant> maybeTime(String column) {
    try {
      long millis = result.getLong(column);
      return result.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    } catch (SQLException e) {
      throw unreadable(column, e);
    }
  }

  public <E extends Enum<E>> E enumeration(String column, Class<E> type) {
    return Enum.valueOf(type, text(column).toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** {@code ROLLED_BACK} is stored and shown as {@code rolled-back}. */
  public static String wireName(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static IllegalStateException isNull(String column) {
    return new IllegalStateException("column " + column + " is null");
  }

  private static IllegalStateException unreadable(String column, SQLException cause) {
    return new IllegalStateException("column " + column + " can't be read", cause);
  }
}
