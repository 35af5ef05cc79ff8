package dev.freehold.process;

import dev.freehold.base.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Sandboxes that outlived who started them. bwrap asks the kernel to end it with its parent only
 * after it has begun, twice, and a parent that is killed in between is not noticed. So each carries
 * a mark, and whoever starts next ends those whose owner is gone.
 */
public final class Orphans {
  static final String MARK = "FREEHOLD_SANDBOX_OF";

  private Orphans() {}

  /**
   * @param support the folder of the sandboxes' small files, which tells homes apart
   */
  static String mark(Path support) {
    return mark(support, ProcessHandle.current().pid());
  }

  static String mark(Path support, long owner) {
    return home(support) + "-" + owner;
  }

  /** Ends those of this home, and with each all that runs in it. */
  public static void end(Path support) {
    String ours = MARK + "=" + home(support) + "-";
    ProcessHandle.allProcesses()
        .filter(process -> owner(process, ours).filter(owner -> !isOf(owner, process)).isPresent())
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** A number that is in use again belongs to somebody who began later. */
  private static boolean isOf(long owner, ProcessHandle process) {
    Optional<ProcessHandle> alive = ProcessHandle.of(owner).filter(ProcessHandle::isAlive);
    if (alive.isEmpty()) {
      return false;
    }
    var began = alive.get().info().startInstant();
    var later = process.info().startInstant();
    return began.isEmpty() || later.isEmpty() || !began.get().isAfter(later.get());
  }

  private static Optional<Long> owner(ProcessHandle process, String ours) {
    try {
      String environment =
          Files.readString(
              Path.of("/proc", Long.toString(process.pid()), "environ"),
              StandardCharsets.ISO_8859_1);
      return Arrays.stream(environment.split("\0"))
          .filter(variable -> variable.startsWith(ours))
          .map(variable -> Long.valueOf(variable.substring(ours.length())))
          .findFirst();
    } catch (IOException somebodyElses) {
      return Optional.empty();
    }
  }

  private static String home(Path support) {
    return Sha256.of(support.toAbsolutePath().normalize().toString()).hex().substring(0, 16);
  }
}
