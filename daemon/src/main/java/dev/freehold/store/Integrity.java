package dev.freehold.store;

import dev.freehold.base.MachineError;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** SQLite's own check of the file, run at every start. */
final class Integrity {
  private Integrity() {}

  static void check(DataSource source, Path file) {
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var result = statement.executeQuery("pragma quick_check(1)")) {
      String verdict = result.next() ? result.getString(1) : "no answer";
      if (!verdict.equals("ok")) {
        throw damaged(file, verdict, null);
      }
    } catch (SQLException e) {
      throw damaged(file, String.valueOf(e.getMessage()), e);
    }
  }

  static MachineError damaged(Path file, String verdict, @Nullable Exception cause) {
    return new MachineError(
        "store.damaged",
        "The database " + file + " is damaged: " + verdict,
        "Keep a copy of the file, then put a good one in its place: your own backup, or the newest"
            + " copy in the folder backups beside it, which is made before each upgrade.",
        cause);
  }
}
