package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.target.ssh.ServerMachine;
import dev.freehold.target.ssh.transport.Logins;
import dev.freehold.target.ssh.transport.Remote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a server that nobody set up to an app on it, and back. */
class OwnServerIT {
  private ServerMachine machine;
  private Logins logins;
  private Remote root;
  private Launcher freehold;
  private Path app;
  private String url = "";
  private String server = "";

  @BeforeEach
  void start() throws Exception {
    machine = ServerMachine.start();
    logins = machine.logins();
    root = logins.to(machine.address("root"));
    machine.run(
        root,
        "printf '{\\n\\thttp_port %d\\n\\thttps_port %d\\n\\tadmin localhost:%d\\n}\\n'"
                .formatted(machine.http, ServerMachine.freePort(), ServerMachine.freePort())
            + " > /etc/caddy/Caddyfile");
    server = machine.address("deploy").toString();
    url = "http://127.0.0.1:" + machine.http + "/";
    freehold = Launcher.withNewHome();
    freehold.in(Map.of("FREEHOLD_SSH_CONFIG", machine.strangersConfig().toString()));
    app = PlainApp.write(freehold.folder().resolve("guestbook"), "one");
    freehold.done("plan", app.toString(), "--yes");
  }

  @AfterEach
  void stop() throws Exception {
    freehold.close();
    logins.close();
    machine.close();
  }

  private void change(String marker) throws Exception {
    Files.writeString(app.resolve("index.html"), PlainApp.page(marker));
  }

  private String there(String command) {
    return machine.run(root, command);
  }

  @Test
  void aServerIsSetUpDeployedToRolledBackAndLeftAsItWas() throws Exception {
    String before = there("cat /etc/caddy/Caddyfile; ls -A /srv");
    JsonNode unknown = freehold.refused("target", "add", "ssh", server, "--yes");
    assertThat(unknown.path("error").path("code").asText()).isEqualTo("ssh.host-unknown");
    JsonNode wrong =
        freehold.refused("target", "add", "ssh", server, "--yes", "--fingerprint", "SHA256:wrong");
    assertThat(wrong.path("error").path("code").asText()).isEqualTo("ssh.host-key-changed");

    String[] add = {
      "target",
      "add",
      "ssh",
      server,
      "--name",
      "box",
      "--app",
      "guestbook",
      "--fingerprint",
      machine.fingerprint()
    };
    JsonNode unapproved = freehold.refused(add);
    assertThat(unapproved.path("error").path("code").asText()).isEqualTo("plan.not-approved");
    assertThat(there("cat /etc/caddy/Caddyfile; ls -A /srv")).isEqualTo(before);

    Run added = freehold.done(with(add, "--yes"));
    assertThat(added.err()).contains("Debian", "Start Caddy.", "/srv/freehold");
    assertThat(freehold.json("target", "verify", "box").path("problems")).isEmpty();
    assertThat(freehold.done(with(add, "--yes")).err()).contains("set up already");

    JsonNode first = freehold.deploy(app);
    assertThat(first.path("state").asText()).isEqualTo("succeeded");
    assertThat(first.path("url").asText()).isEqualTo("http://127.0.0.1/");
    assertThat(Web.page(url).body()).contains(">one<");
    change("two");
    freehold.done("deploy", app.toString(), "--yes", "--watch", "3");
    assertThat(Web.page(url).body()).contains(">two<");
    assertThat(freehold.deploy(app).path("state").asText()).isEqualTo("unchanged");
    freehold.done("rollback", "--yes", "--watch", "0");
    assertThat(Web.page(url).body()).contains(">one<");
    assertThat(freehold.done("status").out()).contains("guestbook", "box", "v1");

    JsonNode used = freehold.refused("target", "remove", "box", "--yes");
    assertThat(used.path("error").path("code").asText()).isEqualTo("target.in-use");
    freehold.done("target", "use", "local", "--app", "guestbook");
    JsonNode removed = freehold.json("target", "remove", "box", "--yes");
    assertThat(removed.path("steps").toString()).contains("guestbook.production");
    assertThat(there("ls -A /srv")).isEmpty();
    assertThat(there("cat /etc/caddy/Caddyfile").strip()).isEqualTo(before.strip());
    assertThat(freehold.json("target", "list").path("targets")).hasSize(1);
  }

  @Test
  void whatIsWrongOnTheServerIsSaidAndNothingGoesLive() throws Exception {
    freehold.done(
        "target",
        "add",
        "ssh",
        server,
        "--name",
        "box",
        "--app",
        "guestbook",
        "--fingerprint",
        machine.fingerprint(),
        "--yes");
    freehold.deploy(app);
    change("two");

    there("sed -i /freehold/d /etc/caddy/Caddyfile; pkill -x caddy; sleep 1");
    Run seen = freehold.run("target", "verify", "box");
    assertThat(seen.exit()).isEqualTo(2);
    assertThat(seen.out()).contains("Caddy does not run.", "does not have the line");
    JsonNode failed = freehold.refused("deploy", app.toString(), "--yes", "--watch", "0");
    assertThat(failed.path("error").path("code").asText()).isEqualTo("target.web-server");

    freehold.done("target", "add", "ssh", server, "--name", "box", "--yes");
    assertThat(Web.page(url).body()).contains(">one<");
    freehold.deploy(app);
    assertThat(Web.page(url).body()).contains(">two<");
  }

  private static String[] with(String[] arguments, String more) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = more;
    return all;
  }
}
