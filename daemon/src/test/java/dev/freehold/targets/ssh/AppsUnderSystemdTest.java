package dev.freehold.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.ProviderError;
import dev.freehold.process.Command;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.ProcessRunner;
import dev.freehold.targets.Activation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By a systemctl that starts real processes from the unit, as the manual says, and can fail. */
class AppsUnderSystemdTest extends AppsWithServersContract {
  private static ServerScene scene;

  @BeforeAll
  static void startServer() throws Exception {
    scene = ServerScene.start();
    for (String name : new String[] {"systemctl", "journalctl"}) {
      Path script =
          Path.of(
              Objects.requireNonNull(AppsUnderSystemdTest.class.getResource("/server/" + name))
                  .toURI());
      scene.there(
          "printf %s "
              + ServerScripts.quoted(Files.readString(script))
              + " > /usr/local/bin/"
              + name
              + "; chmod 755 /usr/local/bin/"
              + name);
    }
    scene.there("mkdir -p /run/systemd/system");
  }

  @AfterAll
  static void stopServer() throws Exception {
    scene.close();
  }

  @Override
  ServerScene scene() {
    return scene;
  }

  @Test
  void whatIsLiveIsStartedWhenTheServerStarts() throws Exception {
    deploy(app("one", Map.of()));
    String wanted = "ls /etc/systemd/system/multi-user.target.wants | grep ^freehold@ || :";
    assertThat(scene.there(wanted))
        .matches(
            "freehold@guestbook\\.production\\.v1-[0-9a-f]{12}\\.[0-9a-f]{8}\\.web\\.service\n");
    scene.empty();
    assertThat(scene.there(wanted)).isEmpty();
  }

  @Test
  void theUnitOfAServerThatKeepsFoldersNamesTheirOwner() throws Exception {
    deploy(keeping(app("one", Map.of()), "uploads"));
    assertThat(scene.there("cat /etc/systemd/system/freehold@*.service.d/kept.conf"))
        .isEqualTo(
            "[Service]\nUser=freehold-%d\nReadWritePaths=/var/lib/freehold-kept/guestbook.production\n"
                .formatted(said("/").uid()));
  }

  @Test
  void aManagerThatRefusesChangesNothing() throws Exception {
    deploy(app("one", Map.of()));
    Activation two = app("two", Map.of());
    scene.there("echo 'Failed to connect to bus' > /systemctl-fails");
    try {
      assertThatThrownBy(() -> bring(two, "d2"))
          .isInstanceOfSatisfying(
              ProviderError.class,
              e -> {
                assertThat(e.code()).isEqualTo("target.service-manager");
                assertThat(e.getMessage()).contains("Failed to connect to bus");
              });
    } finally {
      scene.there("rm /systemctl-fails");
    }
    assertThat(said("/").text()).isEqualTo("one");
    deploy(two);
    assertThat(said("/").text()).isEqualTo("two");
  }

  @Test
  void systemdUnderstandsTheUnit(@TempDir Path folder) throws Exception {
    Path unit = folder.resolve("freehold@.service");
    // the programs that it names are not on this machine
    Files.writeString(
        unit,
        Objects.requireNonNull(ServerServices.variables().get("unit"))
            .replace(ServerServices.PROGRAM, "/bin/true"));
    ProcessResult said =
        new ProcessRunner(Map.of("PATH", System.getenv("PATH")))
            .run(
                Command.of(folder, "systemd-analyze", "verify", folder + "/freehold@a.b.c.service")
                    .withEnvironment(Map.of("PATH", System.getenv("PATH"))));
    assertThat(String.join("\n", said.tail())).isEmpty();
    assertThat(said.succeeded()).isTrue();
  }
}
