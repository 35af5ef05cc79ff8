package dev.freehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.cli.FakeDaemon.Answer;
import dev.freehold.service.FakeSystemd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands about this machine: browsers, the background service, the doctor. */
class MachineCommandsTest {
  private @TempDir Path temp;
  private CliTesting cli;

  @BeforeEach
  void start() throws Exception {
    cli = new CliTesting(temp);
  }

  private String code() throws Exception {
    return cli.document().path("error").path("code").asText();
  }

  private Path browser(String folder) throws Exception {
    return Files.createDirectories(cli.user.resolve(".config").resolve(folder));
  }

  /** Sources of an extension whose tools only leave a mark, beside the launcher of a clone. */
  private Path extension(String npm) throws Exception {
    Path sources = Files.createDirectories(temp.resolve("clone/extension"));
    Files.createDirectories(sources.resolve("src"));
    Files.writeString(sources.resolve("src/worker.ts"), "");
    Files.writeString(sources.resolve("package.json"), "{}");
    Path tools = Files.createDirectories(temp.resolve("tools"));
    for (String tool : new String[] {"node", "npm"}) {
      program(tools.resolve(tool), tool.equals("npm") ? npm : "exit 0");
    }
    Path bin = Files.createDirectories(temp.resolve("clone/daemon/bin"));
    cli.launchedBy(program(bin.resolve("freehold"), "exit 0"));
    cli.in(Map.of("PATH", tools + ":" + System.getenv("PATH")));
    return sources;
  }

  private static Path program(Path path, String script) throws Exception {
    Files.writeString(path, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void theExtensionIsBuiltOnceAndAgainWhenItChanged() throws Exception {
    browser("chromium");
    Path sources =
        extension(
            "echo \"$*\" >> built; mkdir -p target/extension; echo {} >"
                + " target/extension/manifest.json");

    assertThat(cli.run("browser", "install")).as(cli.err()).isZero();
    assertThat(cli.err()).contains("Building the extension");
    assertThat(cli.out()).contains(sources.resolve("target/extension") + "\n");
    assertThat(cli.run("browser", "install")).isZero();
    assertThat(cli.err()).doesNotContain("Building");
    assertThat(sources.resolve("built")).hasContent("run --silent build");

    Files.setLastModifiedTime(
        sources.resolve("src/worker.ts"), FileTime.from(Instant.now().plusSeconds(9)));
    assertThat(cli.run("browser", "install")).isZero();
    assertThat(cli.err()).contains("Building the extension");
  }

  @Test
  void anExtensionThatCantBeBuiltSaysWhy() throws Exception {
    browser("chromium");
    extension("echo 'no room for it'; exit 1");
    assertThat(cli.run("browser", "install", "--json")).isEqualTo(5);
    assertThat(code()).isEqualTo("browser.extension-not-built");
    assertThat(cli.document().path("error").path("message").asText()).contains("no room for it");
  }

  @Test
  void aloneItSaysWhatToDoNext() throws Exception {
    assertThat(cli.run()).isZero();
    assertThat(cli.out())
        .contains("no-launcher deploy FOLDER")
        .contains("no-launcher browser install")
        .contains("no-launcher --help");
    assertThat(cli.home.root()).as("nothing was started or written").doesNotExist();

    Files.createDirectories(cli.home.database().getParent());
    Files.writeString(cli.home.database(), "");
    assertThat(cli.run()).isZero();
    assertThat(cli.out()).contains("no-launcher status").contains("no-launcher rollback");
  }

  private static Path manifest(Path browser) {
    return browser.resolve("NativeMessagingHosts/dev.freehold.host.json");
  }

  @Test
  void aBrowserIsConnectedShownAndDisconnected() throws Exception {
    Path chromium = browser("chromium");
    cli.launching("exit 0");
    assertThat(cli.run("browser", "status", "--json")).isZero();
    assertThat(cli.document().path("browsers").get(0).path("state").asText()).isEqualTo("missing");

    assertThat(cli.run("browser", "install")).as(cli.err()).isZero();
    assertThat(cli.out())
        .startsWith("Chromium  ready  " + manifest(chromium) + "\n")
        .contains("Three clicks remain")
        .contains("1. Open chrome://extensions")
        .contains("2. Press \"Load unpacked\"")
        .contains("target/extension")
        .contains("3. Open your project");

    assertThat(cli.run("browser", "install", "--json")).isZero();
    assertThat(cli.document().path("changed")).isEmpty();
    assertThat(cli.document().path("installed").asBoolean()).isTrue();
    JsonNode shown = cli.document().path("browsers").get(0);
    assertThat(shown.path("name").asText()).isEqualTo("Chromium");
    assertThat(shown.path("kind").asText()).isEqualTo("plain");
    assertThat(shown.path("state").asText()).isEqualTo("installed");
    assertThat(shown.path("manifest").asText()).isEqualTo(manifest(chromium).toString());
    assertThat(cli.document().path("extensionIds").get(0).asText())
        .isEqualTo("cmailpibelejjbdgmndojgngbpkbbnni");

    assertThat(cli.run("browser", "status")).isZero();
    assertThat(cli.out()).isEqualTo("Chromium  ready  It starts " + script() + ".\n");

    assertThat(cli.run("browser", "uninstall")).isZero();
    assertThat(cli.out()).contains("Removed " + manifest(chromium) + "\n");
    assertThat(cli.run("browser", "uninstall")).isZero();
    assertThat(cli.out()).isEqualTo("There was nothing to remove.\n");
  }

  private Path script() {
    return cli.home.nativeMessaging().resolve("freehold-host");
  }

  @Test
  void whatCannotBeConnectedIsAnError() throws Exception {
    assertThat(cli.run("browser", "install", "--json")).isEqualTo(5);
    assertThat(code()).isEqualTo("machine.no-launcher");
    cli.launching("exit 0");
    assertThat(cli.run("browser", "install", "--json")).isEqualTo(2);
    assertThat(code()).isEqualTo("browser.none-found");
    assertThat(cli.run("browser", "install", "--folder", "nowhere", "--json")).isEqualTo(2);
    assertThat(code()).isEqualTo("browser.no-folder");
    assertThat(cli.run("browser", "status")).isZero();
    assertThat(cli.out()).isEqualTo("No browser was found.\n");
  }

  @Test
  void foldersAreBrowsersTooAndRelativeToWhereTheUserIs() throws Exception {
    cli.launching("exit 0");
    Path one = Files.createDirectories(cli.folder.resolve("one"));
    Path two = Files.createDirectories(temp.resolve("two"));
    assertThat(cli.run("browser", "install", "--folder", "one", "--folder", two.toString()))
        .as(cli.err())
        .isZero();
    assertThat(manifest(one)).exists();
    assertThat(manifest(two)).exists();
  }

  @Test
  void whatSomebodyChangedIsSaidAndKept() throws Exception {
    Path manifest = manifest(browser("chromium"));
    cli.launching("exit 0").run("browser", "install");
    Files.writeString(manifest, "mine");
    assertThat(cli.run("browser", "install", "--json")).isEqualTo(2);
    assertThat(code()).isEqualTo("browser.foreign-manifest");
    assertThat(cli.run("browser", "uninstall", "--json")).isEqualTo(2);
    assertThat(code()).isEqualTo("browser.changed-file");
    assertThat(manifest).hasContent("mine");
    assertThat(cli.run("browser", "install", "--force")).isZero();
    assertThat(manifest).content().contains("dev.freehold.host");
  }

  @Test
  void withADaemonTheDoctorIsTheDaemons() throws Exception {
    try (FakeDaemon daemon = cli.daemon()) {
      daemon.on(
          "GET /v1/doctor",
          Answer.json(
              """
              {"lines":[
                {"id":"socket","title":"Socket","state":"ok","reason":"It answers.","remedy":null},
                {"id":"sandbox","title":"Sandbox","state":"failed","reason":"No namespaces.",
                 "remedy":"sudo sysctl x=1"},
                {"id":"browsers","title":"Browsers","state":"warning","reason":"None.",
                 "remedy":"freehold browser install"}]}
              """));
      assertThat(cli.run("doctor")).isEqualTo(5);
      assertThat(cli.out())
          .isEqualTo(
              """
              ok       Socket    It answers.
              failed   Sandbox   No namespaces.
                                 Do: sudo sysctl x=1
              warning  Browsers  None.
                                 Do: freehold browser install
              2 things to look at.
              """);
      assertThat(cli.run("doctor", "--json")).isEqualTo(5);
      assertThat(cli.document().path("running").asBoolean()).isTrue();
      assertThat(cli.document().path("lines")).hasSize(3);
    }
  }

  @Test
  void theExitCodeSaysWhoMustAct() throws Exception {
    try (FakeDaemon daemon = cli.daemon()) {
      daemon.on(
          "GET /v1/doctor",
          Answer.json("{\"lines\":[{\"id\":\"manifests\",\"state\":\"failed\"}]}"),
          Answer.json("{\"lines\":[{\"id\":\"git\",\"state\":\"warning\"}]}"),
          Answer.problem(404, "api.not-found"));
      assertThat(cli.run("doctor", "--json")).isEqualTo(2);
      assertThat(cli.run("doctor", "--json")).isZero();
      assertThat(cli.run("doctor", "--json")).isEqualTo(2);
      assertThat(code()).isEqualTo("daemon.outdated");
    }
  }

  @Test
  void withoutADaemonTheCommandLooksItself() throws Exception {
    assertThat(cli.run("doctor", "--json")).as(cli.out()).isZero();
    assertThat(cli.document().path("running").asBoolean()).isFalse();
    JsonNode lines = cli.document().path("lines");
    assertThat(lines).hasSize(12);
    assertThat(lines.get(0).path("state").asText()).isEqualTo("warning");
    assertThat(lines.get(2).path("id").asText()).isEqualTo("database");
    assertThat(lines.get(2).path("state").asText()).isEqualTo("unknown");
  }

  @Test
  void aServiceThatCannotBeReachedIsWorkedAround() throws Exception {
    try (var systemd = new FakeSystemd(temp, cli.user)) {
      Files.createDirectories(systemd.unit().getParent());
      Files.writeString(systemd.unit(), "Environment=\"FREEHOLD_HOME=" + cli.home.root() + "\"\n");
      cli.in(systemd.environment()).launching("touch \"$FREEHOLD_HOME/started\"");
      systemd.withoutBus(true);
      assertThat(cli.run("status", "--json")).isEqualTo(5);
      assertThat(code()).isEqualTo("daemon.did-not-start");
      assertThat(cli.err())
          .contains("Failed to connect to bus")
          .contains("started without the service");
      // it runs by itself, and may begin when nobody waits for its answer any more
      Path started = cli.home.root().resolve("started");
      Awaitility.await("started by hand").until(() -> Files.exists(started));
    }
  }

  @Test
  void withoutASystemThatKnowsServicesNothingIsInstalled() throws Exception {
    try (var systemd = new FakeSystemd(temp, cli.user)) {
      systemd.withoutBus(true);
      cli.in(systemd.environment()).launching("exit 0");
      assertThat(cli.run("daemon", "install", "--json")).isEqualTo(5);
      assertThat(code()).isEqualTo("service.unreachable");
      assertThat(cli.document().path("error").path("remedy").asText())
          .contains("freehold daemon start");
      assertThat(systemd.unit()).doesNotExist();
      assertThat(cli.run("daemon", "uninstall", "--json")).isZero();
      assertThat(cli.document().path("removed").asBoolean(true)).isFalse();
    }
  }
}
