package dev.freehold.doctor;

import dev.freehold.base.MachineError;
import dev.freehold.file.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the clock went back since Freehold last wrote something down. Providers refuse requests
 * of machines whose clock is minutes off, and the history would be out of order.
 */
record ClockExamination(Home home, Clock clock, Optional<Records> records) implements Examination {
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  @Override
  public Subject subject() {
    return Subject.CLOCK;
  }

  @Override
  public Line look() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Optional<Instant> newest =
        Stream.concat(
                records.flatMap(Records::newest).stream(),
                Stream.of(home.database(), home.logs().resolve("daemon.log"), home.encryptionKey())
                    .flatMap(file -> modified(file).stream()))
            .max(Instant::compareTo);
    if (newest.isPresent() && newest.get().isAfter(now.plus(TOLERANCE))) {
      return Line.failed(
          subject(),
          "The clock says %s, and Freehold wrote something at %s already: the clock went back."
              .formatted(now, newest.get().truncatedTo(ChronoUnit.SECONDS)),
          "sudo timedatectl set-ntp true");
    }
    return Line.ok(subject(), "The clock says " + now + ", after everything Freehold wrote.");
  }

  private static Optional<Instant> modified(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(Files.getLastModifiedTime(file).toInstant())
          : Optional.empty();
    } catch (IOException e) {
      throw MachineError.io("Looking at " + file, e);
    }
  }
}
