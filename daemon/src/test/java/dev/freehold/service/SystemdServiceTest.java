package dev.freehold.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.Os;
import dev.freehold.file.Home;
import dev.freehold.file.Launch;
import dev.freehold.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a systemctl that starts real processes; the daemon is a program that only waits. */
class SystemdServiceTest {
  private @TempDir Path temp;
  private FakeSystemd systemd;
  private Home home;
  private Path launcher;
  private Service service;

  @BeforeEach
  void start() throws IOException {
    systemd = new FakeSystemd(temp, temp.resolve("user"));
    home = new Home(temp.resolve("h"));
    launcher = program("echo \"$@ of $FREEHOLD_HOME with $PATH\"; exec sleep 600");
    service = serviceOf(home);
  }

  @AfterEach
  void stop() throws IOException {
    systemd.close();
  }

  private Path program(String body) throws IOException {
    Path file = Files.writeString(temp.resolve("freehold"), "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Service serviceOf(Home of) {
    Map<String, String> environment = systemd.environment();
    return Services.of(
            Os.LINUX, of, temp.resolve("user"), environment, new ProcessRunner(environment))
        .orElseThrow();
  }

  private void install() {
    service.install(Launch.of(launcher, home, Map.of("PATH", "/usr/bin:/bin")), false, () -> {});
  }

  private ProcessHandle daemon() throws IOException {
    return systemd.daemon().orElseThrow();
  }

  private static void refuses(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FreeholdException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.remedy()).isNotBlank();
            });
  }

  @Test
  void installingEnablesAndStartsIt() throws Exception {
    install();
    assertThat(service.file()).isEqualTo(systemd.unit()).exists();
    assertThat(service.serves(home)).isTrue();
    assertThat(systemd.isEnabled()).isTrue();
    assertThat(daemon().isAlive()).isTrue();
    assertThat(service.state()).isEqualTo(Service.State.RUNNING);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(systemd.journal())
                    .contains("daemon run of " + home.root() + " with /usr/bin:/bin"));
    assertThat(systemd.orders())
        .startsWith(
            "--user daemon-reload", "--user daemon-reload", "--user enable --now freehold.service");
  }

  @Test
  void itIsStoppedAndStartedAgain() throws Exception {
    install();
    ProcessHandle first = daemon();
    service.stop();
    assertThat(first.isAlive()).isFalse();
    assertThat(service.state()).isEqualTo(Service.State.STOPPED);
    service.start();
    assertThat(daemon().pid()).isNotEqualTo(first.pid());
    service.start();
    assertThat(service.state()).as("started twice").isEqualTo(Service.State.RUNNING);
  }

  @Test
  void oneThatWasKilledComesBack() throws Exception {
    install();
    ProcessHandle first = daemon();
    first.destroyForcibly();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> systemd.daemon().filter(p -> p.pid() != first.pid()).isPresent());
    assertThat(service.state()).isEqualTo(Service.State.RUNNING);
  }

  @Test
  void oneThatAnotherDaemonIsInTheWayOfIsNotTriedAgain() throws Exception {
    launcher = program("echo started; exit 5");
    install();
    Awaitility.await()
        .untilAsserted(() -> assertThat(service.state()).isEqualTo(Service.State.FAILED));
    assertThat(systemd.journal().lines()).containsExactly("started");
  }

  @Test
  void oneThatCrashesAgainAndAgainIsGivenUp() throws Exception {
    launcher = program("echo started; exit 1");
    install();
    Awaitility.await()
        .untilAsserted(() -> assertThat(service.state()).isEqualTo(Service.State.FAILED));
    assertThat(systemd.journal().lines()).hasSize(4);
  }

  @Test
  void installingAgainTakesTheNewSettings() throws Exception {
    install();
    service.install(
        Launch.of(launcher, home, Map.of("PATH", "/opt/node/bin:/bin:/usr/bin")),
        false,
        service::stop);
    Awaitility.await()
        .untilAsserted(() -> assertThat(systemd.journal()).contains("with /opt/node/bin"));
  }

  @Test
  void uninstallingLeavesNothing() throws Exception {
    install();
    ProcessHandle daemon = daemon();
    assertThat(service.uninstall()).isTrue();
    assertThat(daemon.isAlive()).isFalse();
    assertThat(systemd.isEnabled()).isFalse();
    assertThat(service.file()).doesNotExist();
    assertThat(service.serves(home)).isFalse();
    assertThat(service.uninstall()).as("a second time").isFalse();
    refuses("service.refused", service::start);
  }

  @Test
  void withoutABusNothingIsInstalled() throws Exception {
    systemd.withoutBus(true);
    refuses("service.unreachable", this::install);
    assertThat(service.file()).doesNotExist();
    assertThatThrownBy(this::install)
        .hasMessageContaining("Failed to connect to bus: No medium found");
    refuses("service.unreachable", service::state);
  }

  @Test
  void withoutSystemctlThereIsNoService() {
    var nothing = Map.of("PATH", "/nowhere", "HOME", "/nowhere");
    var manager = new ManagerCommand("no-such-systemctl", nothing, new ProcessRunner(nothing));
    refuses("service.unreachable", () -> manager.attempt("--user", "daemon-reload"));
  }

  @Test
  void anOrderThatFailsLeavesNothingInstalled() throws Exception {
    systemd.failing("enable");
    refuses("service.refused", this::install);
    assertThat(service.file()).doesNotExist();
    assertThat(systemd.isEnabled()).isFalse();
    systemd.failing();
    install();
    systemd.failing("start", "stop", "disable");
    refuses("service.refused", service::start);
    refuses("service.refused", service::stop);
    refuses("service.refused", service::uninstall);
    assertThat(service.file()).as("still installed").exists();
  }

  @Test
  void aUnitOfAnotherHomeIsReplacedOnlyByForce() throws Exception {
    install();
    var other = new Home(temp.resolve("other"));
    Service others = serviceOf(other);
    assertThat(others.serves(other)).isFalse();
    Launch launch = Launch.of(launcher, other, Map.of("PATH", "/bin"));
    refuses("service.foreign-file", () -> others.install(launch, false, () -> {}));
    assertThat(service.serves(home)).isTrue();
    assertThat(others.uninstall()).isFalse();
    others.install(launch, true, service::stop);
    assertThat(others.serves(other)).isTrue();
    assertThat(service.serves(home)).isFalse();
    refuses("service.changed-file", service::uninstall);
  }

  @Test
  void aUnitThatSomebodyChangedIsNotRemoved() throws Exception {
    install();
    Files.writeString(service.file(), Files.readString(service.file()) + "# mine\n");
    refuses("service.changed-file", service::uninstall);
    assertThat(service.file()).content().endsWith("# mine\n");
    assertThat(daemon().isAlive()).isTrue();
    assertThat(service.serves(home)).as("still used").isTrue();
  }
}
