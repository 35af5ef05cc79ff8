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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

/** The agent of macOS, on any system. */
class LaunchdServiceTest {
  private static final String LAUNCHCTL =
      """
      #!/bin/sh
      echo "$*" >>"$FAKE/orders"
      case $1 in
        print)
          case $2 in
            */dev.freehold.daemon)
              [ -e "$FAKE/loaded" ] || exit 113
              cat "$FAKE/loaded"
              ;;
            *) [ ! -e "$FAKE/no-session" ] || exit 125 ;;
          esac
          ;;
        bootstrap)
          [ ! -e "$FAKE/broken" ] || { echo 'Bootstrap failed: 5: Input/output error' >&2; exit 5; }
          echo 'state = running' >"$FAKE/loaded"
          ;;
        bootout) rm "$FAKE/loaded" ;;
        kickstart) echo 'state = running' >"$FAKE/loaded" ;;
      esac
      """;

  private @TempDir Path temp;
  private Path fake;
  private Home home;
  private Service service;
  private Launch launch;
  private String domain;

  @BeforeEach
  void start() throws IOException {
    fake = Files.createDirectories(temp.resolve("fake"));
    Path user = Files.createDirectories(temp.resolve("user"));
    domain = "gui/" + Files.getAttribute(user, "unix:uid");
    program(temp.resolve("bin/launchctl"), LAUNCHCTL);
    var environment =
        Map.of("PATH", temp.resolve("bin") + ":/usr/bin:/bin", "FAKE", fake.toString());
    home = new Home(temp.resolve("a <home> & more"));
    service =
        Services.of(Os.MACOS, home, user, environment, new ProcessRunner(environment))
            .orElseThrow();
    launch =
        Launch.of(program(temp.resolve("freehold"), "#!/bin/sh\n"), home, Map.of("PATH", "/a:/b"));
  }

  private static Path program(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void install() {
    service.install(launch, false, () -> {});
  }

  private List<String> orders() throws IOException {
    return Files.readAllLines(fake.resolve("orders")).stream()
        .filter(order -> !order.startsWith("print"))
        .toList();
  }

  private static String code(Throwable error) {
    return ((FreeholdException) error).code();
  }

  @Test
  void theAgentIsAPropertyListThatSaysWhatToRun() throws Exception {
    install();
    assertThat(service.file())
        .isEqualTo(temp.resolve("user/Library/LaunchAgents/dev.freehold.daemon.plist"));
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    NodeList strings =
        factory.newDocumentBuilder().parse(service.file().toFile()).getElementsByTagName("string");
    assertThat(
            IntStream.range(0, strings.getLength())
                .mapToObj(i -> strings.item(i).getTextContent())
                .toList())
        .containsExactly(
            "dev.freehold.daemon",
            launch.launcher().toString(),
            "daemon",
            "run",
            home.root().toString(),
            "/a:/b",
            "Background",
            home.logs().resolve("daemon.log").toString());
    assertThat(Files.readString(service.file()).replaceAll("\\s+", ""))
        .contains("<key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>")
        .contains("<key>RunAtLoad</key><true/>")
        .contains("<key>AbandonProcessGroup</key><true/>")
        .contains("<key>Umask</key><integer>63</integer>");
  }

  @Test
  void itIsLoadedStoppedAndStartedInTheSessionOfTheUser() throws Exception {
    install();
    assertThat(service.serves(home)).isTrue();
    assertThat(service.state()).isEqualTo(Service.State.RUNNING);
    service.start();
    service.stop();
    assertThat(service.state()).isEqualTo(Service.State.STOPPED);
    service.start();
    assertThat(orders())
        .containsExactly(
            "bootstrap " + domain + " " + service.file(),
            "kickstart " + domain + "/dev.freehold.daemon",
            "bootout " + domain + "/dev.freehold.daemon",
            "bootstrap " + domain + " " + service.file());
    Files.writeString(fake.resolve("loaded"), "state = not running\nlast exit code = 1\n");
    assertThat(service.state()).isEqualTo(Service.State.FAILED);
    Files.writeString(fake.resolve("loaded"), "state = not running\nlast exit code = 0\n");
    assertThat(service.state()).isEqualTo(Service.State.STOPPED);
  }

  @Test
  void uninstallingLeavesNothing() {
    install();
    assertThat(service.uninstall()).isTrue();
    assertThat(service.file()).doesNotExist();
    assertThat(fake.resolve("loaded")).doesNotExist();
    assertThat(service.uninstall()).isFalse();
  }

  @Test
  void withoutALoginSessionOrWhenItIsRefusedNothingIsInstalled() throws Exception {
    Files.writeString(fake.resolve("no-session"), "");
    assertThatThrownBy(this::install)
        .satisfies(e -> assertThat(code(e)).isEqualTo("service.unreachable"));
    Files.delete(fake.resolve("no-session"));
    Files.writeString(fake.resolve("broken"), "");
    assertThatThrownBy(this::install)
        .satisfies(e -> assertThat(code(e)).isEqualTo("service.refused"))
        .hasMessageContaining("Bootstrap failed");
    assertThat(service.file()).doesNotExist();
  }

  @Test
  void elsewhereThereIsNoServiceManager() {
    var processes = new ProcessRunner(Map.of());
    assertThat(Services.of(Os.WINDOWS, home, temp, Map.of(), processes)).isEmpty();
    assertThat(Services.of(Os.OTHER, home, temp, Map.of(), processes)).isEmpty();
  }
}
