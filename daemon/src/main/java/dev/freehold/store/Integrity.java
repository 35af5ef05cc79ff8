package dev.freehold.store;

import dev.freehold.base.IoTrouble;
import dev.freehold.base.MachineError;
import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite's own check of the file, run at every start, and what its failures mean. */
final class Integrity {
  private static final int PRIMARY = 0xff;
  private static final long ROOM = 1L << 20;

  private Integrity() {}

  static void check(DataSource source, Path file) {
    try (var connection = source.getConnection()) {
      check(connection, file);
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  static void check(Connection connection, Path file) {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery("pragma quick_check(1)")) {
      String verdict = result.next() ? result.getString(1) : "no answer";
      if (!verdict.equals("ok")) {
        throw damaged(file, verdict, null);
      }
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /** Only what SQLite itself calls damage is damage. */
  static MachineError failure(Path file, Exception failure) {
    return named(file, failure).orElseGet(() -> unusable(file, failure));
  }

  /** What this machine is to blame for; empty for a mistake of ours. */
  static Optional<MachineError> named(Path file, Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return named(file, sqlite);
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException late) {
        // reads are short: whoever waited that long waited for a disk that does not answer
        return Optional.of(unusable(file, late));
      }
    }
    return Optional.empty();
  }

  private static Optional<MachineError> named(Path file, SQLiteException e) {
    String words = String.valueOf(e.getMessage());
    return switch (SQLiteErrorCode.getErrorCode(e.getResultCode().code & PRIMARY)) {
      case SQLITE_CORRUPT, SQLITE_NOTADB -> Optional.of(damaged(file, words, e));
      case SQLITE_FULL ->
          Optional.of(MachineError.noRoom("Writing the database " + file + " failed", e));
      case SQLITE_IOERR, SQLITE_CANTOPEN ->
          Optional.of(
              lacksRoom(file)
                  ? MachineError.noRoom("Using the database " + file + " failed", e)
                  : unusable(file, e));
      case SQLITE_READONLY, SQLITE_PERM -> Optional.of(unusable(file, e));
      default -> Optional.empty();
    };
  }

  /**
   * A full disk also shows as a failed write of the small files beside the database. A folder that
   * is not there has no room either, nor has what is no disk.
   */
  private static boolean lacksRoom(Path file) {
    File folder = file.toAbsolutePath().resolveSibling("").toFile();
    return DatabasePlace.trouble(file).isEmpty()
        && folder.getTotalSpace() > 0
        && folder.getUsableSpace() < ROOM;
  }

  private static MachineError unusable(Path file, Exception cause) {
    Optional<IoTrouble> trouble = DatabasePlace.trouble(file);
    if (trouble.isPresent()) {
      return new MachineError(
          "store.unusable",
          "The database " + file + " can't be opened: " + trouble.get().what() + ".",
          trouble.get().remedy(),
          cause);
    }
    return new MachineError(
        "store.unusable",
        "The database " + file + " can't be read or written: " + cause.getMessage(),
        "Check that its disk works and that the file and its folder belong to you. Nothing says"
            + " that the file is damaged: leave it where it is.",
        cause);
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
