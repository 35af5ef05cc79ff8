package dev.freehold.targets.local;

import dev.freehold.base.MachineError;
import dev.freehold.file.Home;
import dev.freehold.targets.local.site.Ports;
import dev.freehold.targets.local.site.Program;
import dev.freehold.targets.local.site.ServeStatus;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The daemon's view of the serving process: is it there, make it be there, end it. */
public final class Serving {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);
  private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

  private final Home home;
  private final ServeLauncher launcher;
  private final ReentrantLock starting = new ReentrantLock();
  private volatile boolean wanted;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWERS_WITHIN)
          .build();

  public Serving(Home home, ServeLauncher launcher) {
    this.home = home;
    this.launcher = launcher;
  }

  /** The process that answers now. Asking makes it look for new sites. */
  public Optional<ServeStatus> status() {
    try {
      return ServeStatus.read(home).filter(this::answers);
    } catch (IOException e) {
      throw MachineError.io("Reading the state of the process that serves local apps", e);
    }
  }

  /**
   * How the servers of a staged release are; it starts them if necessary.
   *
   * @param by key of the step that stages it
   * @return {@code ready}, {@code starting} or {@code failed}; {@code starting} as well when the
   *     process does not answer
   */
  String readiness(String stagedHost, String by) {
    int port = port().orElseThrow();
    URI uri =
        URI.create(
            "http://127.0.0.1:"
                + port
                + ServeStatus.READY_PATH
                + "?"
                + URLEncoder.encode(by, StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(uri)
            .header("Host", stagedHost + ":" + port)
            .timeout(ANSWERS_WITHIN)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? answer.body() : "starting";
    } catch (IOException _) {
      return "starting";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the daemon is stopping", e);
    }
  }

  /**
   * Starts the process when it is not running, and waits until it answers.
   *
   * @throws MachineError {@code target.serve-not-started}
   */
  public ServeStatus ensureRunning() {
    starting.lock();
    try {
      wanted = true;
      Optional<ServeStatus> running = status();
      return running.isPresent() ? running.get() : start();
    } finally {
      starting.unlock();
    }
  }

  /**
   * As {@link #ensureRunning}, and of this build of Freehold: after an update, the process that
   * still runs the old one is replaced.
   *
   * @throws MachineError {@code target.serve-not-started}
   */
  public ServeStatus ensureCurrent() {
    starting.lock();
    try {
      boolean old =
          status().filter(s -> !Optional.of(Program.identity()).equals(s.program())).isPresent();
      if (old) {
        end();
      }
      return ensureRunning();
    } finally {
      starting.unlock();
    }
  }

  /**
   * Has it end the servers and close the ports of sites whose folders are gone. Without it there is
   * nothing to end.
   *
   * @throws MachineError {@code target.serve-silent}
   */
  void endGone() {
    if (!isThere()) {
      return;
    }
    int port = status().orElseThrow(() -> silent(null)).port();
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + ServeStatus.GONE_PATH))
            .timeout(STARTS_WITHIN)
            .build();
    try {
      if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
        throw silent(null);
      }
    } catch (IOException e) {
      throw silent(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the daemon is stopping", e);
    }
  }

  private MachineError silent(@Nullable IOException cause) {
    return new MachineError(
        "target.serve-silent",
        "The process that serves local apps did not say that it ended the app's servers.",
        "Try again. If it happens again, end it with 'freehold daemon stop --serving' and try once"
            + " more; "
            + home.logs().resolve("serve.log")
            + " tells why.",
        cause);
  }

  /** Whether somebody needs it: it was started and not told to end. */
  boolean isWanted() {
    return wanted;
  }

  /** Whether its process is there, without asking it. */
  boolean isThere() {
    try {
      return ServeStatus.read(home)
          .flatMap(status -> ProcessHandle.of(status.pid()))
          .filter(Serving::lives)
          .isPresent();
    } catch (IOException e) {
      throw MachineError.io("Reading the state of the process that serves local apps", e);
    }
  }

  /** One that has ended and that nobody has waited for yet still has an id, and no program. */
  private static boolean lives(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /**
   * Starts it again if it ended without being told to; true if it did.
   *
   * @throws MachineError {@code target.serve-not-started}
   */
  boolean revive() {
    if (!wanted || isThere()) {
      return false;
    }
    starting.lock();
    try {
      if (!wanted || status().isPresent()) {
        return false;
      }
      start();
      return true;
    } finally {
      starting.unlock();
    }
  }

  /** Lets it finish running requests and waits for its end; does nothing when it is not running. */
  public void stop() {
    starting.lock();
    try {
      wanted = false;
      end();
    } finally {
      starting.unlock();
    }
  }

  private void end() {
    status()
        .flatMap(status -> ProcessHandle.of(status.pid()))
        .ifPresent(
            process -> {
              process.destroy();
              long deadline = System.nanoTime() + ENDS_WITHIN.toNanos();
              while (process.isAlive() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(LOOK_NANOS);
              }
              if (process.isAlive()) {
                process.destroyForcibly();
              }
            });
  }

  /** The shared port; empty until the process ran for the first time and chose one. */
  OptionalInt port() {
    Optional<Ports> ports = ports();
    return ports.isPresent() ? OptionalInt.of(ports.get().shared()) : OptionalInt.empty();
  }

  Optional<Ports> ports() {
    try {
      return Ports.read(home);
    } catch (IOException e) {
      throw MachineError.io("Reading the ports of local apps", e);
    }
  }

  private ServeStatus start() {
    Home.privateFolder(home.run());
    Home.privateFolder(home.sites());
    long pid = launcher.launch();
    long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<ServeStatus> running = status();
      if (running.isPresent()) {
        return running.get();
      }
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
      if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
        // It also ends when another one was faster: that one answers soon.
        deadline = Math.min(deadline, System.nanoTime() + ANSWERS_WITHIN.toNanos());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    throw new MachineError(
        "target.serve-not-started",
        "The process that serves local apps did not start.",
        "Read why in " + home.logs().resolve("serve.log") + ", then try again.");
  }

  private boolean answers(ServeStatus status) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + status.port() + ServeStatus.INSTANCE_PATH))
            .timeout(ANSWERS_WITHIN)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 && answer.body().equals(status.instance());
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
