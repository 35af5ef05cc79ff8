package dev.freehold.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.Os;
import dev.freehold.doctor.Line.State;
import dev.freehold.file.Home;
import dev.freehold.file.Launch;
import dev.freehold.process.ProcessRunner;
import dev.freehold.service.FakeSystemd;
import dev.freehold.service.Service;
import dev.freehold.service.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceExaminationTest {
  private @TempDir Path temp;
  private FakeSystemd systemd;
  private Home home;
  private Service service;

  @BeforeEach
  void start() throws IOException {
    systemd = new FakeSystemd(temp, temp.resolve("user"));
    home = new Home(temp.resolve("h"));
    Map<String, String> environment = systemd.environment();
    service =
        Services.of(
                Os.LINUX, home, temp.resolve("user"), environment, new ProcessRunner(environment))
            .orElseThrow();
  }

  @AfterEach
  void stop() throws IOException {
    systemd.close();
  }

  private void install(String body) throws IOException {
    Path launcher = Files.writeString(temp.resolve("freehold"), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    service.install(Launch.of(launcher, home, Map.of("PATH", "/usr/bin:/bin")), false, () -> {});
  }

  private void finds(State state, String reason) {
    Line line = new ServiceExamination(home, Optional.of(service)).look();
    assertThat(line.state()).as("%s", line).isEqualTo(state);
    assertThat(line.reason()).contains(reason);
    assertThat(line.remedy().isPresent()).isEqualTo(state != State.OK);
  }

  @Test
  void withoutAServiceCommandsStartTheDaemon() {
    finds(State.OK, "No background service is installed");
    assertThat(new ServiceExamination(home, Optional.empty()).look().state()).isEqualTo(State.OK);
  }

  @Test
  void aServiceRunsOrIsStopped() throws Exception {
    install("exec sleep 600");
    finds(State.OK, "systemd runs the daemon");
    service.stop();
    finds(State.WARNING, "does not run");
  }

  @Test
  void aServiceThatCrashesFails() throws Exception {
    install("exit 1");
    Awaitility.await()
        .untilAsserted(() -> assertThat(service.state()).isEqualTo(Service.State.FAILED));
    finds(State.FAILED, "again and again");
  }

  @Test
  void withoutABusItIsNotKnown() throws Exception {
    install("exec sleep 600");
    systemd.withoutBus(true);
    finds(State.UNKNOWN, "Failed to connect to bus");
    systemd.withoutBus(false);
  }
}
