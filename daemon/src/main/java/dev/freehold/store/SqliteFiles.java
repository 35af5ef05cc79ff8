package dev.freehold.store;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** SQLite files that somebody may be writing to, ours and those of apps. */
public final class SqliteFiles {
  /** The first bytes of every SQLite file (sqlite.org/fileformat.html, section 1.3). */
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private static final int PATIENCE_MILLIS = 10_000;

  private SqliteFiles() {}

  /** Whether the file begins as one does; an empty file is none. */
  public static boolean isDatabase(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /**
   * A whole copy of an app's database, as it is between two of the app's transactions.
   *
   * @param copy must not be there yet
   * @throws MachineError {@code backup.app-database}, {@code machine.no-room}
   */
  public static void copy(Path file, Path copy) {
    var config = new SQLiteConfig();
    config.setBusyTimeout(PATIENCE_MILLIS);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    try {
      vacuum(source, copy);
    } catch (SQLException e) {
      throw noRoom(copy, e)
          ? MachineError.noRoom("Copying the database " + file + " failed", e)
          : new MachineError(
              "backup.app-database",
              "The database " + file + " of an app can't be copied: " + e.getMessage(),
              "If the app keeps it locked, stop Freehold's servers with 'freehold daemon stop"
                  + " --serving' and try again. If it is damaged, mend or remove it.",
              e);
    }
  }

  static void copy(DataSource source, Path file, Path copy) {
    try {
      vacuum(source, copy);
    } catch (SQLException e) {
      throw noRoom(copy, e)
          ? MachineError.noRoom("Copying the database to " + copy + " failed", e)
          : Integrity.failure(file, e);
    }
  }

  private static void vacuum(DataSource source, Path copy) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement("vacuum into ?")) {
      statement.setString(1, copy.toString());
      statement.execute();
    }
  }

  private static boolean noRoom(Path copy, SQLException e) {
    return Integrity.named(copy, e)
        .filter(error -> error.code().equals("machine.no-room"))
        .isPresent();
  }
}
