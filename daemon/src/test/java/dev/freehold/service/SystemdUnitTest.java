package dev.freehold.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import dev.freehold.file.Home;
import dev.freehold.file.Launch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd itself says about the unit, asked as an ordinary user. */
class SystemdUnitTest {
  private static final String NOBODY = "65534";

  private @TempDir Path temp;

  private Path launcher(String name) throws IOException {
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String unit(Path launcher, String home, String path) {
    return SystemdUnit.of(Launch.of(launcher, new Home(Path.of(home)), Map.of("PATH", path)));
  }

  private record Verdict(int exit, String out, String err) {}

  private Verdict verify(String unit) throws Exception {
    Path file = Files.writeString(temp.resolve("freehold.service"), unit);
    Path runtime = Files.createDirectories(temp.resolve("runtime"));
    var command = new ArrayList<String>();
    if (Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      run("chown", NOBODY, runtime.toString());
      command.addAll(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwx------"));
    command.addAll(List.of("systemd-analyze", "--user", "verify", file.toString()));
    var builder = new ProcessBuilder(command);
    builder.environment().put("XDG_RUNTIME_DIR", runtime.toString());
    builder.environment().put("HOME", runtime.toString());
    Process process = builder.start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Verdict(process.exitValue(), out, err);
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  @Test
  void systemdHasNothingToSayAboutIt() throws Exception {
    Verdict verdict = verify(unit(launcher("bin/freehold"), "/home/ada/.freehold", "/usr/bin"));
    assertThat(verdict).isEqualTo(new Verdict(0, "", ""));
  }

  @Test
  void nothingToSayWithOddPathsEither() throws Exception {
    Verdict verdict =
        verify(unit(launcher("a b%n $HOME/freehold"), "/h o%me/\\\"q\"/$x", "/a b:/100%:/\\e"));
    assertThat(verdict).isEqualTo(new Verdict(0, "", ""));
  }

  @Test
  void systemdWouldNoticeAMistake() throws Exception {
    String unit = unit(launcher("bin/freehold"), "/home/ada/.freehold", "/usr/bin");
    assertThat(verify(unit.replace("LimitCORE", "LimitCORES")).err()).contains("LimitCORES");
    assertThat(verify(unit.replace("bin/freehold", "bin/gone")).exit()).isNotZero();
  }

  @Test
  void itIsHardenedAsFarAsJavaAndTheSandboxAllow() throws Exception {
    String unit = unit(launcher("bin/freehold"), "/home/ada/.freehold", "/usr/bin");
    assertThat(unit.lines())
        .contains(
            "NoNewPrivileges=yes",
            "UMask=0077",
            "LimitCORE=0",
            "Restart=on-failure",
            "RestartSec=1",
            "StartLimitBurst=4",
            "KillMode=process",
            "Environment=\"FREEHOLD_HOME=/home/ada/.freehold\"",
            "Environment=\"PATH=/usr/bin\"");
    assertThat(unit)
        .as("these would end Java or the sandbox of builds")
        .doesNotContain(
            "\nMemoryDenyWriteExecute", "\nRestrictNamespaces", "\nProtect", "\nPrivate");
  }

  @Test
  void aLauncherThatSystemdWouldRefuseIsSaid() throws Exception {
    Path launcher = launcher("it's/freehold");
    assertThatThrownBy(() -> unit(launcher, "/h", "/bin"))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("service.launcher-path"));
  }
}
