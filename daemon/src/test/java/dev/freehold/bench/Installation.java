package dev.freehold.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.UnixHttp;
import dev.freehold.base.Json;
import dev.freehold.file.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Freehold as it is installed: the launcher of this checkout and a home of its own. */
final class Installation implements AutoCloseable {
  static final Path ROOT = Path.of(System.getProperty("freehold.root")).normalize();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final Home home;
  private final Shell shell;

  Installation(Path home, Shell shell) {
    this.home = new Home(home);
    this.shell = shell.with("FREEHOLD_HOME", home.toString()).with("FREEHOLD_SERVE_PORT", "0");
  }

  /** Only the caches that make a start fast are left out. */
  Installation cold() {
    return new Installation(home.root(), shell.with("FREEHOLD_NO_AOT", "1"));
  }

  String freehold(String... arguments) throws IOException, InterruptedException {
    return shell.run(command(arguments));
  }

  JsonNode json(String... arguments) throws IOException, InterruptedException {
    return Json.read(freehold(arguments), JsonNode.class);
  }

  private static String[] command(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = ROOT.resolve("daemon/bin/freehold").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return command;
  }

  UnixHttp http() {
    return new UnixHttp(home.socket());
  }

  JsonNode get(String path) throws IOException {
    return checked(http().get(path));
  }

  JsonNode post(String path, Object body) throws IOException {
    return checked(http().post(path, body));
  }

  private static JsonNode checked(UnixHttp.Answer answer) throws IOException {
    if (answer.status() >= 300) {
      throw new IOException(answer.status() + " " + answer.text());
    }
    return answer.json();
  }

  /** Starts the daemon and returns when it answers for the first time. */
  Process start() throws IOException {
    Process daemon = shell.start(ProcessBuilder.Redirect.DISCARD, command("daemon", "run"));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!daemon.isAlive() || System.nanoTime() - deadline > 0) {
        throw new IOException("the daemon did not start; see " + home.logs());
      }
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
    return daemon;
  }

  private boolean answers() {
    try {
      return http().get("/v1/status").status() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  static void stop(Process daemon) throws InterruptedException {
    daemon.destroy();
    if (!daemon.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the daemon did not stop");
    }
  }

  /** Ends what this home runs. */
  @Override
  public void close() throws IOException, InterruptedException {
    freehold("daemon", "stop", "--serving");
  }
}
