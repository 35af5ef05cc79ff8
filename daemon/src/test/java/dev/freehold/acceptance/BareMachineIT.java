package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.file.Folders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The two commands of the README on a machine without Chromium, bubblewrap, Caddy and sshd: they
 * are removed in a mount namespace of the test's own. Needs Debian's packages, and root or sudo
 * without a password.
 */
@Tag("soak")
class BareMachineIT {
  private static final Path SCRIPT =
      Path.of("src/test/resources/dev/freehold/acceptance/bare-machine.sh").toAbsolutePath();

  private Path folder;

  @BeforeEach
  void folder() throws Exception {
    folder = Files.createTempDirectory(Path.of("/tmp"), "fb");
  }

  @AfterEach
  void remove() throws Exception {
    Folders.delete(folder);
  }

  private String on(String script) throws Exception {
    var command = new ArrayList<String>();
    if (!"root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("sudo", "-n", "--preserve-env=HOME"));
    }
    Path machine = Files.createDirectory(folder.resolve("machine"));
    command.addAll(
        List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh"));
    command.addAll(List.of(SCRIPT.toString(), machine.toString(), script));
    Process process =
        new ProcessBuilder(command)
            .directory(Launcher.sources().toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  @Test
  void theFirstCommandEndsLive() throws Exception {
    String said =
        on(
            """
            export FREEHOLD_HOME=%s
            daemon/bin/freehold deploy docs/examples/guestbook --yes --watch 0
            daemon/bin/freehold daemon stop --serving
            """
                .formatted(folder.resolve("h")));
    assertThat(said)
        .contains("Installing it, a download of")
        .contains("apt-get install -y --no-install-recommends bubblewrap")
        .contains("apt-get install -y --no-install-recommends chromium")
        .contains("Done: guestbook v1 is live in production")
        .doesNotContain("Note: Nobody looked at the page");
  }

  @Test
  void theSecondCommandBringsWhatTheTestsNeed() throws Exception {
    assertThat(
            on(
                """
                daemon/bin/verify --yes --prepare
                PATH=$PATH:/usr/sbin
                for program in chromium bwrap caddy sshd; do command -v $program; done
                """))
        .contains("The tests need packages that are not installed:")
        .contains("/chromium\n", "/bwrap\n", "/caddy\n", "/sshd\n");
  }
}
