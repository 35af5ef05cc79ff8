package dev.freehold.bootstrap;

import dev.freehold.doctor.Records;
import dev.freehold.step.EventLog;
import dev.freehold.store.Database;
import dev.freehold.targets.local.ServingWatch;
import java.time.Instant;
import java.util.Optional;

/** The database of the running daemon, for its doctor. */
record DaemonRecords(Database database, EventLog events, ServingWatch watch) implements Records {
  @Override
  public void check() {
    database.check();
  }

  @Override
  public Optional<Instant> newest() {
    return events.newest();
  }

  @Override
  public ServedApps served() {
    ServingReport report = ServingReport.of(watch.health());
    return new ServedApps(report.works(), report.trouble());
  }
}
