package dev.freehold.doctor;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether there is room for builds. */
record DiskExamination(Path home, Space space) implements Examination {
  private static final long MIB = 1L << 20;
  private static final long COMFORT_MIB = 2048;

  /** The largest export, unpacked, and the database beside it. */
  private static final long LEAST_MIB = 512;

  /** How many bytes are free where a file is. */
  interface Space {
    long at(Path path) throws IOException;
  }

  @Override
  public Subject subject() {
    return Subject.DISK;
  }

  @Override
  public Line look() {
    Path at = home;
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    try {
      long free = space.at(at) / MIB;
      String reason = "%,d MiB are free for %s.".formatted(free, home);
      String remedy = "freehold app prune";
      if (free < LEAST_MIB) {
        return Line.failed(subject(), reason + " Exports and builds will fail.", remedy);
      }
      return free < COMFORT_MIB
          ? Line.warning(subject(), reason + " A build may need more.", remedy)
          : Line.ok(subject(), reason);
    } catch (IOException e) {
      throw MachineError.io("Asking how much room " + home + " has", e);
    }
  }
}
