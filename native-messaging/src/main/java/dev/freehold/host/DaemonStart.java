package dev.freehold.host;

import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts the daemon with the command that people use, once for everyone who waits for it. Should
 * two hosts do so, that command lets one daemon live and both find it.
 */
final class DaemonStart {
  private static final int LONGEST_ANSWER = 64 << 10;

  private final Path socket;
  private final Optional<Path> launcher;
  private final Duration patience;
  private @Nullable FutureTask<Optional<Trouble>> attempt;

  /**
   * @param launcher the program that starts Freehold
   */
  DaemonStart(Path socket, Optional<Path> launcher, Duration patience) {
    this.socket = socket;
    this.launcher = launcher;
    this.patience = patience;
  }

  /** Waits until a daemon listens. */
  void ensure() throws Refusal, InterruptedException {
    try {
      Optional<Trouble> trouble = attempt().get();
      if (trouble.isPresent()) {
        throw new Refusal(trouble.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** In a thread of its own: whoever began it may give up, and others still wait. */
  private synchronized FutureTask<Optional<Trouble>> attempt() {
    if (attempt == null || attempt.isDone()) {
      attempt = new FutureTask<>(this::start);
      Thread.ofPlatform().daemon().start(attempt);
    }
    return attempt;
  }

  private Optional<Trouble> start() throws InterruptedException {
    if (listens()) {
      return Optional.empty();
    }
    if (launcher.isEmpty()) {
      return Optional.of(notStarted("the host does not know where Freehold is"));
    }
    Process process;
    try {
      process =
          new ProcessBuilder(launcher.get().toString(), "daemon", "start", "--json")
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      return Optional.of(notStarted(String.valueOf(e.getMessage())));
    }
    var said = new FutureTask<>(() -> read(process.getInputStream()));
    Thread.ofPlatform().daemon().start(said);
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroy();
      return Optional.of(
          notStarted("'freehold daemon start' took over " + patience.toSeconds() + " seconds"));
    }
    if (process.exitValue() == 0) {
      return Optional.empty();
    }
    int exit = process.exitValue();
    return Optional.of(
        reason(said)
            .orElseGet(() -> notStarted("'freehold daemon start' ended with exit code " + exit)));
  }

  private boolean listens() {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return channel.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static String read(InputStream stdout) throws IOException {
    try (stdout) {
      return new String(stdout.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
    }
  }

  /** The command's own {@code {"error":{code,message,remedy}}}. */
  private static Optional<Trouble> reason(FutureTask<String> said) throws InterruptedException {
    try {
      Optional<RawObject> error = RawObject.parse(said.get().strip()).object("error");
      return error.flatMap(Troubles::ofCommand);
    } catch (ExecutionException | Refusal e) {
      return Optional.empty();
    }
  }

  private static Trouble notStarted(String why) {
    return new Trouble(
        "host.daemon-not-started",
        "The daemon could not be started: " + why + ".",
        "Run: freehold daemon start");
  }
}
