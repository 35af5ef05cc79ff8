package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.ListeningPorts;
import dev.freehold.file.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The daemon as a process: one of it, on a socket that is its owner's alone. */
class DaemonIT {
  /** 127.0.0.1 as the kernel shows it for sockets of either family. */
  private static final Pattern LOCALHOST =
      Pattern.compile("(?:0000000000000000FFFF0000)?0100007F:[0-9A-F]{4}");

  private Launcher freehold;

  @BeforeEach
  void newHome() throws IOException {
    freehold = Launcher.withNewHome();
  }

  @AfterEach
  void stop() throws Exception {
    freehold.close();
  }

  @Test
  void itIsStartedShownAndStopped() throws Exception {
    JsonNode before = freehold.json("daemon", "status");
    assertThat(before.path("running").isBoolean()).isTrue();
    assertThat(before.path("running").asBoolean()).isFalse();
    assertThat(before.path("pid").isNull()).isTrue();

    JsonNode started = freehold.json("daemon", "start");
    assertThat(started.path("running").asBoolean()).isTrue();
    JsonNode status = freehold.json("daemon", "status");
    assertThat(status.path("pid")).isEqualTo(started.path("pid"));
    assertThat(status.path("socket").asText()).isEqualTo(freehold.home().socket().toString());
    assertThat(status.path("home").asText()).isEqualTo(freehold.home().root().toString());
    assertThat(status.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(status.path("uptimeMillis").asLong())
        .isGreaterThan(started.path("uptimeMillis").asLong());
    assertThat(Instant.parse(status.path("startedAt").asText())).isBefore(Instant.now());
    assertThat(alive(pid(status))).isTrue();
    assertThat(pid(freehold.json("daemon", "start"))).as("started once").isEqualTo(pid(status));

    JsonNode stopped = freehold.json("daemon", "stop");
    assertThat(stopped.path("running").asBoolean(true)).isFalse();
    assertThat(alive(pid(status))).isFalse();
    assertThat(freehold.home().socket()).doesNotExist();
  }

  @Test
  void twoCommandsAtOnceStartOneDaemon() throws Exception {
    List<CompletableFuture<Run>> racing =
        List.of(
            freehold.begin("status", "--json"),
            freehold.begin("status", "--json"),
            freehold.begin("daemon", "start", "--json"));
    long first = 0;
    for (CompletableFuture<Run> one : racing) {
      Run run = one.get(60, TimeUnit.SECONDS);
      assertThat(run.exit()).as("%s", run).isZero();
      JsonNode document = run.document();
      long pid = document.has("daemon") ? pid(document.path("daemon")) : pid(document);
      first = first == 0 ? pid : first;
      assertThat(pid).as("all of them speak to the same daemon").isEqualTo(first);
    }
    assertThat(daemonsOf(freehold.home())).containsExactly(first);
  }

  @Test
  void aSecondOneRefusesAndLeavesTheSocketAlone() throws Exception {
    long pid = pid(freehold.json("daemon", "start"));
    Object socket = Files.getAttribute(freehold.home().socket(), "unix:ino");
    Run second = freehold.run("daemon", "run");
    assertThat(second.exit()).isEqualTo(5);
    assertThat(second.out()).isEmpty();
    assertThat(second.err()).contains("daemon.already-running").contains(String.valueOf(pid));
    assertThat(Files.getAttribute(freehold.home().socket(), "unix:ino")).isEqualTo(socket);
    assertThat(pid(freehold.json("daemon", "status"))).isEqualTo(pid);
  }

  @Test
  void theSocketOfOneThatWasKilledIsReplaced() throws Exception {
    long killed = pid(freehold.json("daemon", "start"));
    kill(killed);
    assertThat(freehold.home().socket()).as("nobody cleaned up").exists();
    assertThat(freehold.json("daemon", "status").path("running").asBoolean(true)).isFalse();
    long next = pid(freehold.json("status").path("daemon"));
    assertThat(next).isNotEqualTo(killed);
    assertThat(alive(next)).isTrue();
  }

  @Test
  void onlyTheServingProcessListensOnPortsAndOnlyOnLocalhost() throws Exception {
    freehold.deploy(PlainApp.write(freehold.folder().resolve("page"), "one"));
    JsonNode status = freehold.json("daemon", "status");
    assertThat(ListeningPorts.of(process(pid(status)))).as("ports of the daemon").isEmpty();
    List<String> serving = ListeningPorts.of(process(pid(status.path("serving"))));
    assertThat(serving).as("the shared port and the app's own").hasSize(2);
    assertThat(serving).allMatch(address -> LOCALHOST.matcher(address).matches());
  }

  @Test
  void itsFolderIsItsOwnersAlone() throws Exception {
    freehold.done("daemon", "start");
    Path socket = freehold.home().socket();
    assertThat(mode(socket.getParent())).isEqualTo("rwx------");
    assertThat(mode(freehold.home().root())).isEqualTo("rwx------");
    assertThat(mode(socket)).isEqualTo("rw-------");
    // the folders above would keep another user out as well: open them to test the socket's own
    Files.setPosixFilePermissions(freehold.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(curl(socket, "/v1/status").exit()).as("its owner").isZero();
    assertThat(nobody(socket).out()).as("another user").doesNotContain("uptimeMillis");
    assertThat(nobody(socket).exit()).isNotZero();
  }

  @Test
  void anotherUserIsRefusedEvenWhenTheFoldersAreOpen() throws Exception {
    freehold.done("daemon", "start");
    Path socket = freehold.home().socket();
    var all = PosixFilePermissions.fromString("rwxrwxrwx");
    for (Path path :
        List.of(freehold.folder(), freehold.home().root(), socket.getParent(), socket)) {
      Files.setPosixFilePermissions(path, all);
    }
    Run answer = nobody(socket);
    assertThat(answer.out()).doesNotContain("uptimeMillis").contains("api.foreign-user");
  }

  @Test
  void aHomeWithALongPathWorks() throws Exception {
    Path deep = freehold.folder().resolve("d".repeat(90)).resolve("e".repeat(60));
    Files.createDirectories(deep);
    var far = Launcher.withHome(deep.resolve("h"));
    try {
      JsonNode status = far.json("daemon", "start");
      Path socket = Path.of(status.path("socket").asText());
      assertThat(socket.toString().length()).isLessThan(104);
      assertThat(socket).isEqualTo(far.home().socket());
      assertThat(mode(socket.getParent())).isEqualTo("rwx------");
      assertThat(status.path("home").asText()).isEqualTo(deep.resolve("h").toString());
      String url = far.deploy(PlainApp.write(deep.resolve("page"), "far")).path("url").asText();
      assertThat(Web.page(url).body()).contains("<p>far</p>");
    } finally {
      far.done("daemon", "stop", "--serving");
      Files.deleteIfExists(far.home().socket().getParent());
    }
  }

  @Test
  void requestsOfWebPagesAreRefused() throws Exception {
    freehold.done("daemon", "start");
    Path socket = freehold.home().socket();
    assertThat(curl(socket, "/v1/status").out()).contains("uptimeMillis").endsWith(" 200");
    refused(socket, "api.host", "Host: evil.example");
    refused(socket, "api.host", "Host: localhost");
    refused(socket, "api.cross-origin", "Origin: https://evil.example");
    refused(socket, "api.cross-origin", "Referer: https://evil.example/page");
    refused(socket, "api.cross-origin", "Sec-Fetch-Site: cross-site");
    refused(socket, "api.cross-origin", "Origin: null");
  }

  private void refused(Path socket, String code, String header) throws Exception {
    Run answer = curl(socket, "/v1/status", "-H", header);
    assertThat(answer.out()).as(header).contains("\"" + code + "\"").endsWith(" 403");
    assertThat(answer.out()).doesNotContain("uptimeMillis");
  }

  private Run curl(Path socket, String path, String... more) throws Exception {
    return Shell.attempt(freehold.folder(), command(socket, path, more));
  }

  private Run nobody(Path socket) throws Exception {
    String[] curl = command(socket, "/v1/status");
    var command =
        new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    command.addAll(List.of(curl));
    return Shell.attempt(Path.of("/"), command.toArray(String[]::new));
  }

  private static String[] command(Path socket, String path, String... more) {
    var command =
        new ArrayList<>(
            List.of(
                "curl",
                "--silent",
                "--show-error",
                "--max-time",
                "20",
                "--unix-socket",
                socket.toString(),
                "--write-out",
                " %{http_code}"));
    command.addAll(List.of(more));
    command.add("http://daemon.local" + path);
    return command.toArray(String[]::new);
  }

  private static long pid(JsonNode status) {
    assertThat(status.path("pid").isIntegralNumber()).as("%s", status).isTrue();
    return status.path("pid").asLong();
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    Awaitility.await("end of " + pid)
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> !alive(pid));
  }

  private static Path process(long pid) {
    return Path.of("/proc", String.valueOf(pid));
  }

  private static String mode(Path path) throws IOException {
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
    return PosixFilePermissions.toString(mode);
  }

  /** Processes that run the daemon with this home, as the kernel lists them. */
  private static List<Long> daemonsOf(Home home) throws IOException {
    var found = new ArrayList<Long>();
    try (var processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.toList()) {
        Matcher pid = Pattern.compile("\\d+").matcher(process.getFileName().toString());
        if (pid.matches()
            && read(process.resolve("environ")).contains("FREEHOLD_HOME=" + home.root() + "\0")
            && read(process.resolve("cmdline")).contains("\0daemon\0run\0")) {
          found.add(Long.parseLong(pid.group()));
        }
      }
    }
    return found;
  }

  /** Empty for a process that is gone. */
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }
}
