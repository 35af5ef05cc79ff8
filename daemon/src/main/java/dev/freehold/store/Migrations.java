package dev.freehold.store;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/** Numbered schema migrations, each run after a copy of the file was made. */
final class Migrations {
  private final DataSource source;
  private final Path file;
  private final Path backups;
  private final String location;

  /**
   * @param location of the migrations, as Flyway writes it
   */
  Migrations(DataSource source, Path file, Path backups, String location) {
    this.source = source;
    this.file = file;
    this.backups = backups;
    this.location = location;
  }

  void apply() {
    var flyway =
        Flyway.configure(getClass().getClassLoader())
            .dataSource(source)
            .locations(location)
            .loggers("slf4j")
            .load();
    var info = flyway.info();
    var current = info.current();
    refuseNewer(info);
    if (info.pending().length == 0) {
      return;
    }
    if (current != null) {
      copyBefore(info.pending()[0].getVersion());
    }
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      throw Integrity.named(file, e).orElseGet(() -> failed(e));
    }
  }

  private MachineError failed(FlywayException e) {
    return new MachineError(
        "store.migration-failed",
        "The database " + file + " could not be brought up to date: " + e.getMessage(),
        "Nothing is lost: the copy made before is in " + backups + ". Report this as a bug.",
        e);
  }

  private void refuseNewer(MigrationInfoService info) {
    for (var migration : info.all()) {
      if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
        throw new MachineError(
            "store.newer",
            "The database " + file + " was written by a newer Freehold.",
            "Update Freehold, or use another FREEHOLD_HOME.");
      }
    }
  }

  private void copyBefore(MigrationVersion version) {
    Path copy = backups.resolve("before-v" + version + ".db");
    try {
      Files.createDirectories(backups);
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      throw MachineError.io("Copying the database to " + copy + " before its upgrade", e);
    }
    SqliteFiles.copy(source, file, copy);
  }
}
