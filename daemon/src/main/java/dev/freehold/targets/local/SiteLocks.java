package dev.freehold.targets.local;

import dev.freehold.base.MachineError;
import dev.freehold.targets.local.site.SiteFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer per site: among the threads of this process, then among processes (a file lock does
 * not hold threads of one process apart).
 */
final class SiteLocks {
  private final ConcurrentHashMap<Path, ReentrantLock> threads = new ConcurrentHashMap<>();

  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /** The site's folder must be there. */
  <T> T locked(SiteFolder folder, String doing, Work<T> work) {
    ReentrantLock thread = threads.computeIfAbsent(folder.path(), _ -> new ReentrantLock());
    thread.lock();
    try (var channel =
            FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      return work.run();
    } catch (IOException e) {
      throw MachineError.io(doing, e);
    } finally {
      thread.unlock();
    }
  }
}
