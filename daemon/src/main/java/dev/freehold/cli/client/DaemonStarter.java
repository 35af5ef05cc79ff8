package dev.freehold.cli.client;

import dev.freehold.base.MachineError;
import dev.freehold.http.Response;
import dev.freehold.http.UnixHttp;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Makes sure that a daemon answers. Several may try at once: the daemon itself lets only one live
 * for a home, and everyone waits for whichever that is.
 */
public final class DaemonStarter implements ApiClient.Revival {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int TAIL = 4 << 10;

  /** What one says that ends because another has the home already, and may still be starting. */
  private static final String ANOTHER = "daemon.already-running";

  private final UnixHttp http;
  private final Path log;
  private final Launch launch;
  private final Duration deadline;

  /** Starts the daemon as a process of its own that writes to the log. */
  @FunctionalInterface
  public interface Launch {
    /**
     * @return whether what was started has ended; never true where that can't be known
     */
    BooleanSupplier start(Path log);
  }

  public DaemonStarter(Path socket, Path log, Launch launch, Duration deadline) {
    this.http = new UnixHttp(socket);
    this.log = log;
    this.launch = launch;
    this.deadline = deadline;
  }

  public boolean answers() {
    try (Response response =
        http.send("GET", "/v1/status", Map.of("Accept", "application/json"), new byte[0])) {
      response.body().readAllBytes();
      return response.status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * @throws MachineError {@code daemon.did-not-start}
   */
  @Override
  public void revive() {
    if (answers()) {
      return;
    }
    long logged = log.toFile().length();
    BooleanSupplier ended = launch.start(log);
    long end = System.nanoTime() + deadline.toNanos();
    boolean another = false;
    while (true) {
      // asked before it is looked for: one that answered meanwhile has not given up
      boolean gaveUp = !another && ended.getAsBoolean();
      if (answers()) {
        return;
      }
      another |= gaveUp && tail(logged).contains(ANOTHER);
      if (gaveUp && !another || System.nanoTime() - end > 0) {
        throw didNotStart(gaveUp);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Waits until nobody answers and the process is gone; false at the deadline. */
  public boolean awaitEnd(long pid) {
    long end = System.nanoTime() + deadline.toNanos();
    while (answers() || ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }

  private MachineError didNotStart(boolean gaveUp) {
    String tail = tail(0);
    return new MachineError(
        "daemon.did-not-start",
        (gaveUp
                ? "The daemon ended as soon as it was started."
                : "The daemon did not answer within " + deadline.toSeconds() + " seconds.")
            + (tail.isEmpty() ? "" : " The end of its log:\n" + tail),
        "Run 'freehold daemon run' to see what it says, or look at " + log + ".");
  }

  /** Its last lines, of what was written after the first {@code from} bytes. */
  private String tail(long from) {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      long length = file.length();
      long start = Math.max(Math.min(from, length), length - TAIL);
      file.seek(start);
      var bytes = new byte[(int) (length - start)];
      file.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }
}
