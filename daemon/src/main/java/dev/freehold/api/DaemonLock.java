package dev.freehold.api;

import dev.freehold.base.MachineError;
import dev.freehold.file.Home;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One daemon per home: a lock on {@code run/daemon.lock}, which the kernel releases with the
 * process however it ends. The file holds the process id of whoever has the lock.
 */
public final class DaemonLock implements AutoCloseable {
  private final FileChannel channel;

  private DaemonLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws MachineError {@code daemon.already-running}
   */
  public static DaemonLock acquire(Home home) {
    return acquire(file(home));
  }

  static Path file(Home home) {
    return home.run().resolve("daemon.lock");
  }

  static DaemonLock acquire(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw alreadyRunning(file);
      }
      return new DaemonLock(channel);
    } catch (IOException e) {
      throw MachineError.io("Locking " + file, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  /** Once the socket is known to be free: until then the id of its owner may still be needed. */
  void writePid() {
    var pid = ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8));
    try {
      channel.truncate(0);
      while (pid.hasRemaining()) {
        channel.write(pid);
      }
    } catch (IOException e) {
      throw MachineError.io("Writing the daemon's process id", e);
    }
  }

  private static String text() {
    return ProcessHandle.current().pid() + "\n";
  }

  /** Names the process that wrote its id into the lock file last. */
  static MachineError alreadyRunning(Path file) throws IOException {
    String pid = Files.exists(file) ? Files.readString(file).strip() : "";
    return new MachineError(
        "daemon.already-running",
        "A daemon is already running for this home"
            + (pid.isEmpty() ? "." : ", with process id " + pid + "."),
        "Use it as it is, or stop it with 'freehold daemon stop'.");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw MachineError.io("Releasing the daemon's lock", e);
    }
  }
}
