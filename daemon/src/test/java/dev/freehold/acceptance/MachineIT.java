package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.service.FakeSystemd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged Freehold in the hands of browsers, of a service manager, and of the doctor. */
class MachineIT {
  private Launcher freehold;
  private Path user;
  private FakeSystemd systemd;

  @BeforeEach
  void newMachine() throws IOException {
    freehold = Launcher.withNewHome();
    user = freehold.folder().resolve("user");
    systemd = new FakeSystemd(freehold.folder(), user);
    freehold.in(systemd.environment());
  }

  @AfterEach
  void stop() throws Exception {
    systemd.withoutBus(false);
    systemd.failing();
    freehold.run("daemon", "uninstall");
    freehold.close();
  }

  private Path browser(String folder) throws IOException {
    return Files.createDirectories(user.resolve(".config").resolve(folder));
  }

  private static String code(JsonNode document) {
    return document.path("error").path("code").asText();
  }

  private static JsonNode line(JsonNode document, String id) {
    for (JsonNode line : document.path("lines")) {
      if (line.path("id").asText().equals(id)) {
        return line;
      }
    }
    throw new AssertionError("no line " + id + " in " + document);
  }

  private long daemon() throws Exception {
    return freehold.json("daemon", "status").path("pid").asLong();
  }

  @Test
  void browsersAreConnectedAndDisconnected() throws Exception {
    assertThat(code(freehold.refused("browser", "install"))).isEqualTo("browser.none-found");
    Path chromium = browser("chromium");
    Path profile = Files.createDirectories(freehold.folder().resolve("profile"));

    JsonNode installed = freehold.json("browser", "install", "--folder", profile.toString());

    assertThat(installed.path("changed")).hasSize(3);
    Path manifest = chromium.resolve("NativeMessagingHosts/dev.freehold.host.json");
    JsonNode host = Json.read(Files.readString(manifest), JsonNode.class);
    Path script = Path.of(host.path("path").asText());
    assertThat(script).isExecutable().hasParent(freehold.home().root().resolve("native-messaging"));
    assertThat(script).content().contains("daemon/bin/freehold' native-host \"$@\"");
    assertThat(freehold.json("browser", "install").path("changed")).isEmpty();
    assertThat(freehold.json("browser", "status").path("browsers"))
        .extracting(b -> b.path("state").asText())
        .containsExactly("installed", "installed");

    assertThat(freehold.json("browser", "uninstall").path("removed")).hasSize(3);
    assertThat(chromium).isEmptyDirectory();
    assertThat(profile).isEmptyDirectory();
  }

  @Test
  void theDoctorLooksWithAndWithoutTheDaemon() throws Exception {
    JsonNode without = freehold.json("doctor");
    assertThat(without.path("running").asBoolean(true)).isFalse();
    assertThat(line(without, "socket").path("state").asText()).isEqualTo("warning");
    assertThat(line(without, "database").path("state").asText()).isEqualTo("unknown");
    assertThat(line(without, "sandbox").path("state").asText()).isEqualTo("ok");

    freehold.done("daemon", "start");
    JsonNode with = freehold.json("doctor");
    assertThat(with.path("running").asBoolean()).isTrue();
    for (String id : List.of("socket", "database", "clock", "disk", "sandbox", "node", "git")) {
      assertThat(line(with, id).path("state").asText()).as("%s", with).isEqualTo("ok");
    }
    assertThat(line(with, "browsers").path("remedy").asText()).contains("freehold browser install");

    Path socket = freehold.home().socket();
    Shell.run(freehold.folder(), "chmod", "666", socket.toString());
    Run open = freehold.run("doctor");
    assertThat(open.exit()).isEqualTo(5);
    assertThat(open.out()).contains("Do: chmod 600 " + socket).doesNotContain("\u001b");
  }

  @Test
  void theServiceRunsTheDaemonAndCommandsStartItThroughIt() throws Exception {
    String url =
        freehold
            .deploy(PlainApp.write(freehold.folder().resolve("page"), "one"))
            .path("url")
            .asText();
    long byHand = daemon();

    JsonNode installed = freehold.json("daemon", "install");

    assertThat(installed.path("manager").asText()).isEqualTo("systemd");
    assertThat(installed.path("file").asText()).isEqualTo(systemd.unit().toString());
    assertThat(systemd.isEnabled()).isTrue();
    assertThat(daemon()).isNotEqualTo(byHand).isEqualTo(systemd.daemon().orElseThrow().pid());
    assertThat(line(freehold.json("doctor"), "service").path("state").asText()).isEqualTo("ok");

    long crashed = daemon();
    DaemonIT.kill(crashed);
    Awaitility.await("the service starts it again")
        .atMost(Duration.ofSeconds(30))
        .until(() -> freehold.json("daemon", "status").path("running").asBoolean());
    assertThat(daemon()).isNotEqualTo(crashed);

    freehold.done("daemon", "stop");
    assertThat(freehold.json("daemon", "status").path("running").asBoolean(true)).isFalse();
    assertThat(systemd.orders()).endsWith("--user stop freehold.service");
    assertThat(Web.page(url).body()).as("local apps stay up").contains("<p>one</p>");

    freehold.done("status");
    assertThat(daemon()).isEqualTo(systemd.daemon().orElseThrow().pid());

    assertThat(freehold.json("daemon", "uninstall").path("removed").asBoolean()).isTrue();
    assertThat(freehold.json("daemon", "status").path("running").asBoolean(true)).isFalse();
    assertThat(systemd.unit()).doesNotExist();
    assertThat(systemd.isEnabled()).isFalse();
  }

  @Test
  void aServiceThatFailsKeepsNobodyFromWorking() throws Exception {
    systemd.failing("enable");
    Run refused = freehold.run("daemon", "install", "--json");
    assertThat(refused.exit()).isEqualTo(5);
    assertThat(code(refused.document())).isEqualTo("service.refused");
    assertThat(systemd.unit()).doesNotExist();

    systemd.failing();
    freehold.done("daemon", "install");
    freehold.done("daemon", "stop");
    systemd.failing("start");
    Run started = freehold.done("daemon", "start");
    assertThat(started.err()).contains("it was told to fail").contains("freehold doctor");
    assertThat(started.out()).contains("has been running");
  }
}
