package dev.freehold.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.targets.ssh.ServerMachine;
import dev.freehold.targets.ssh.transport.Logins;
import dev.freehold.targets.ssh.transport.Remote;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * docs/targets/server.md, word by word at a terminal, from a server without a web server to HTTPS
 * on a domain and back. {@code example.org} is this machine, by names and an authority of our own.
 */
@Tag("soak")
class ServerGuideIT {
  private static final Path GUIDE = Path.of("../docs/targets/server.md");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private ServerMachine machine;
  private Logins logins;
  private Remote root;
  private Launcher first;
  private Launcher second;
  private Path app;
  private Map<String, String> surroundings;

  @BeforeEach
  void start() throws Exception {
    for (int port : new int[] {80, 443}) {
      try (var free = new ServerSocket(port)) {
        assertThat(free.isBound()).isTrue();
      } catch (IOException e) {
        throw new AssertionError("port " + port + " of this machine must be free for this test", e);
      }
    }
    machine = ServerMachine.start();
    logins = machine.logins();
    root = logins.to(machine.address("root"));
    first = Launcher.withNewHome();
    second = Launcher.withNewHome();
    app = PlainApp.write(first.folder().resolve("guestbook"), "one");
    there(
        """
        DEBIAN_FRONTEND=noninteractive apt-get purge -y caddy > /tmp/purge.log 2>&1
        ! command -v caddy
        echo '127.0.0.1 example.org app.example.org' >> /etc/hosts\
        """);
    startAuthority();
    surroundings =
        Map.of(
            "FREEHOLD_SSH_CONFIG",
            sshConfig().toString(),
            "JAVA_TOOL_OPTIONS",
            "-Djdk.net.hosts.file=%s -Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=changeit"
                .formatted(names(), trust()));
    first.in(surroundings);
    second.in(surroundings);
  }

  @AfterEach
  void stop() throws Exception {
    first.close();
    second.close();
    logins.close();
    machine.close();
  }

  private String there(String command) {
    return machine.run(root, command);
  }

  /** Asks at Pebble, which looks at ports 80 and 443 of the address that its names lead to. */
  private void startAuthority() throws Exception {
    String directory = Pebble.start(machine, root, 80, 443);
    there(
        """
        mkdir -p /etc/caddy
        cat > /etc/caddy/Caddyfile <<END
        {
        	default_bind 127.0.0.1
        	admin localhost:%d
        	acme_ca %s
        	acme_ca_root /tmp/pebble/api.pem
        }
        END
        """
            .formatted(ServerMachine.freePort(), directory));
  }

  private Path sshConfig() throws Exception {
    return Files.writeString(
        first.folder().resolve("ssh_config"),
        "Host example.org\n  HostName 127.0.0.1\n  Port %d\n".formatted(machine.port())
            + Files.readString(machine.strangersConfig()));
  }

  private Path names() throws Exception {
    return Files.writeString(
        first.folder().resolve("hosts"), "127.0.0.1 localhost example.org app.example.org\n");
  }

  private Path trust() throws Exception {
    byte[] certificate = there("cat /tmp/pebble/root.pem").getBytes(UTF_8);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "pebble",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate)));
    Path file = first.folder().resolve("trust.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "changeit".toCharArray());
    }
    return file;
  }

  /** The commands of each section. */
  private static Map<String, List<String>> commands() throws Exception {
    var sections = new LinkedHashMap<String, List<String>>();
    String section = "";
    boolean inside = false;
    for (String line : Files.readAllLines(GUIDE)) {
      if (line.startsWith("## ")) {
        section = line.substring(3);
      } else if (line.startsWith("```")) {
        inside = line.equals("```sh");
      } else if (inside) {
        sections.computeIfAbsent(section, _ -> new ArrayList<>()).add(line);
      }
    }
    return sections;
  }

  /** At a terminal, where every question is answered with yes. */
  private String type(Launcher who, String line) throws Exception {
    Run run = typed(who, line);
    assertThat(run.exit()).as("%s: %s", line, run.out()).isZero();
    return run.out();
  }

  private Run typed(Launcher who, String line) throws Exception {
    String command = line.replace("PATH", app.toString());
    var builder =
        new ProcessBuilder("script", "-qec", command, "/dev/null")
            .directory(who.folder().toFile())
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.putAll(surroundings);
    environment.put(
        "PATH", Launcher.sources().resolve("daemon/bin") + ":" + environment.get("PATH"));
    environment.put("FREEHOLD_HOME", who.home().root().toString());
    Process process = builder.start();
    try (OutputStream keyboard = process.getOutputStream()) {
      keyboard.write("y\ny\ny\n".getBytes(UTF_8));
      keyboard.flush();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Run(process.waitFor(), said, "");
    }
  }

  @Test
  void aNewcomerGetsFromABareServerToHttpsAndBack() throws Exception {
    Map<String, List<String>> sections = commands();
    assertThat(sections.keySet())
        .containsExactly("Add it", "The domain", "A second computer", "Look after it", "Leave it");

    String added = "";
    for (String line : sections.get("Add it")) {
      added = type(first, line);
    }
    assertThat(added)
        .contains(machine.fingerprint(), "Install the web server Caddy with apt-get.")
        .contains("example.org is ready");

    List<String> domain = sections.get("The domain");
    assertThat(domain.getLast()).startsWith("freehold domain verify");
    for (String line : domain.subList(0, domain.size() - 1)) {
      type(first, line);
    }
    Awaitility.await().atMost(PATIENCE).until(() -> typed(first, domain.getLast()).exit() == 0);
    assertThat(type(first, domain.getLast())).contains("app.example.org leads there.");
    assertThat(
            there(
                "curl -s --cacert /tmp/pebble/root.pem --resolve app.example.org:443:127.0.0.1"
                    + " https://app.example.org/"))
        .contains(">one<");

    String adopted = "";
    for (String line : sections.get("A second computer")) {
      adopted = type(second, line);
    }
    assertThat(adopted).contains("guestbook production: v1 is live");
    assertThat(sections.get("Look after it")).hasSize(2);
    assertThat(type(first, sections.get("Look after it").getFirst())).contains("example-org");
    assertThat(type(first, sections.get("Look after it").getLast()))
        .contains("All is as it should be.");
    for (String line : sections.get("Leave it")) {
      type(first, line);
    }
    assertThat(there("command -v caddy; pgrep -x caddy; ls /srv || :")).isEmpty();
  }
}
