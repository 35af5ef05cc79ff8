package dev.freehold.intake;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Work on one export is done one after the other; two exports share a lock now and then. */
final class ExportLocks {
  private final List<ReentrantLock> locks = Stream.generate(ReentrantLock::new).limit(64).toList();

  /** Runs the work while nothing else happens to the export. */
  <T> T alone(String id, Work<T> work) {
    ReentrantLock lock = locks.get(Math.floorMod(id.hashCode(), locks.size()));
    lock.lock();
    try {
      return onDisk(work);
    } finally {
      lock.unlock();
    }
  }

  /**
   * @throws MachineError {@code machine.io} when the disk fails
   */
  static <T> T onDisk(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw MachineError.io("Keeping the export's files", e);
    }
  }

  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }
}
