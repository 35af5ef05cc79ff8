package dev.freehold.doctor;

import java.nio.file.Path;
import java.util.Optional;

/** SQLite's own check; only the daemon opens the database. */
record DatabaseExamination(Path database, Optional<Records> records) implements Examination {
  @Override
  public Subject subject() {
    return Subject.DATABASE;
  }

  @Override
  public Line look() {
    if (records.isEmpty()) {
      return Line.unknown(
          subject(),
          "Only the daemon opens the database, and it does not run.",
          "freehold daemon start");
    }
    records.get().check();
    return Line.ok(subject(), database + " is sound.");
  }
}
