package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.kill.Page;
import dev.freehold.targets.ssh.ServerMachine;
import dev.freehold.targets.ssh.transport.Logins;
import dev.freehold.targets.ssh.transport.Remote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
  private int https;

  @BeforeEach
  void start() throws Exception {
    machine = ServerMachine.start();
    logins = machine.logins();
    root = logins.to(machine.address("root"));
    https = ServerMachine.freePort();
    configure("");
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

  /** A Caddy that is there already, on ports that are free. */
  private void configure(String more) throws Exception {
    there(
        """
        cat > /etc/caddy/Caddyfile <<END
        {
        	http_port %d
        	https_port %d
        	admin localhost:%d
        %s}
        END
        """
            .formatted(machine.http, https, ServerMachine.freePort(), more));
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
    assertThat(added.err())
        .contains("Debian", "/srv/freehold")
        .containsSubsequence("done: Make the folder", "done: Install", "done: Start Caddy.\n");
    assertThat(freehold.stepsBegun("box")).containsExactly(0, 1, 2, 3);
    assertThat(freehold.json("target", "verify", "box").path("problems")).isEmpty();
    assertThat(freehold.done(with(add, "--yes")).err()).contains("Nothing has to be set up there");

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

    there(
        "cd /var/lib; mkdir -p freehold-kept/guestbook.production/uploads;"
            + " echo 65200 >freehold-kept/guestbook.production/.user");
    JsonNode used = freehold.refused("target", "remove", "box", "--yes");
    assertThat(used.path("error").path("code").asText()).isEqualTo("target.in-use");
    freehold.done("target", "use", "local", "--app", "guestbook");
    JsonNode removed = freehold.json("target", "remove", "box", "--yes");
    assertThat(removed.path("steps").toString())
        .contains(
            "guestbook.production and delete its releases",
            "guestbook.production wrote into folders that stay");
    assertThat(there("ls /var/lib | grep freehold || :")).isEmpty();
    assertThat(there("ls -A /srv")).isEmpty();
    assertThat(there("cat /etc/caddy/Caddyfile").strip()).isEqualTo(before.strip());
    assertThat(freehold.json("target", "list").path("targets")).hasSize(1);
  }

  @Test
  void aSecondMachineTakesOverAndNothingIsOverwrittenUnseen() throws Exception {
    addServer("guestbook");
    freehold.deploy(app);
    change("two");
    freehold.done("var", "set", "SECRET_WORD=hidden", "VITE_TITLE=shown", "--app", "guestbook");
    freehold.deploy(app);

    try (Launcher second = Launcher.withNewHome()) {
      second.in(Map.of("FREEHOLD_SSH_CONFIG", machine.config().toString()));
      Path copy = PlainApp.write(second.folder().resolve("guestbook"), "three");
      second.done("plan", copy.toString(), "--yes");
      second.done("target", "add", "ssh", server, "--name", "box", "--app", "guestbook", "--yes");
      JsonNode unseen = second.refused("deploy", copy.toString(), "--yes", "--watch", "0");
      assertThat(unseen.path("error").path("code").asText()).isEqualTo("deploy.unknown-live");
      JsonNode other = second.refused("target", "adopt", "box");
      assertThat(other.path("error").path("code").asText()).isEqualTo("app.other-id");
    }
    assertThat(Web.page(url).body()).contains(">two<");

    try (Launcher second = Launcher.withNewHome()) {
      second.in(Map.of("FREEHOLD_SSH_CONFIG", machine.config().toString()));
      second.done("target", "add", "ssh", server, "--name", "box", "--yes");
      Run adopted = second.done("target", "adopt", "box");
      assertThat(adopted.out())
          .contains("guestbook production: v2 is live, after 2 switches.")
          .contains("values of SECRET_WORD");
      assertThat(second.done("history", "--app", "guestbook").out())
          .contains("v1", "v2", "on another machine");
      assertThat(second.done("var", "list", "--app", "guestbook").out())
          .contains("VITE_TITLE")
          .doesNotContain("SECRET_WORD");

      second.done("rollback", "--app", "guestbook", "--yes", "--watch", "0");
      assertThat(Web.page(url).body()).contains(">one<");
      Path copy = PlainApp.write(second.folder().resolve("guestbook"), "three");
      second.deploy(copy);
      assertThat(Web.page(url).body()).contains(">three<");
      assertThat(second.done("target", "adopt", "box").out()).contains("after 4 switches");
    }

    JsonNode unseen = freehold.refused("rollback", "--app", "guestbook", "--yes", "--watch", "0");
    assertThat(unseen.path("error").path("code").asText()).isEqualTo("deploy.unknown-live");
    freehold.done("target", "adopt", "box");
    freehold.done("rollback", "--app", "guestbook", "--yes", "--watch", "0");
    assertThat(Web.page(url).body()).contains(">one<");
  }

  @Test
  void aBareServerGetsItsWebServerAndLosesItAgain() throws Exception {
    there(
        """
        cp /etc/caddy/Caddyfile /tmp/Caddyfile
        DEBIAN_FRONTEND=noninteractive apt-get purge -y caddy > /tmp/purge.log 2>&1
        mkdir -p /etc/caddy
        cp /tmp/Caddyfile /etc/caddy/Caddyfile
        ! command -v caddy\
        """);
    addServer("guestbook");
    freehold.deploy(app);
    assertThat(Web.page(url).body()).contains(">one<");

    freehold.done("target", "use", "local", "--app", "guestbook");
    JsonNode removed = freehold.json("target", "remove", "box", "--yes");
    assertThat(removed.path("steps").toString()).contains("Remove Caddy");
    assertThat(there("command -v caddy; pgrep -x caddy; ls /srv || :")).isEmpty();
  }

  /** With a Node.js that is brought, because the server has none that is new enough. */
  @Test
  void anAppWithAServerRunsThereUnderAnotherUser() throws Exception {
    Path express = ExportFolder.copy("express", freehold.folder().resolve("express")).path();
    freehold.done("plan", express.toString(), "--yes");
    freehold.done("var", "set", "SESSION_SECRET=0123456789abcdef", "--app", "express");
    addServer("express");
    there("echo '" + machine.appPorts() + "' > /srv/freehold/services/ports");
    there("rm /etc/sudoers.d/deploy");

    Run first = freehold.done("deploy", express.toString(), "--yes", "--watch", "3");
    assertThat(first.err() + first.out()).contains("Node.js 22 for the app's server");
    assertThat(Web.page(url + "api/hello").body())
        .isEqualTo("{\"hello\":\"from express\",\"secret\":16}");
    assertThat(there("ps -eo uid,args | grep [s]rv/freehold/runtimes").strip())
        .startsWith("61")
        .doesNotContain("0123456789abcdef");
    assertThat(freehold.json("logs", "--app", "express").path("lines"))
        .extracting(line -> line.path("text").asText())
        .contains("serving on 5000");

    freehold.done("var", "set", "WORKS_FOR_MILLIS=5000", "--app", "express");
    JsonNode broken = freehold.refused("deploy", express.toString(), "--yes", "--watch", "30");
    assertThat(broken.path("error").path("code").asText()).isEqualTo("watch.failed");
    assertThat(Web.page(url + "api/hello").body()).contains("from express");
    freehold.done("var", "unset", "WORKS_FOR_MILLIS", "--app", "express");
    freehold.done("var", "set", "GREETING=two", "--app", "express");
    freehold.deploy(express);
    freehold.done("rollback", "--app", "express", "--yes", "--watch", "0");
    assertThat(Web.page(url + "api/hello").body()).contains("from express");

    there("echo 'deploy ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/deploy");
    freehold.done("target", "use", "local", "--app", "express");
    freehold.done("target", "remove", "box", "--yes");
    assertThat(there("ls /usr/local/lib/freehold /etc/sudoers.d/freehold 2>&1 || :"))
        .contains("No such file")
        .doesNotContain("service");
    assertThat(there("pgrep -f [s]rv/freehold || :")).isEmpty();
  }

  @Test
  void whatIsWrongOnTheServerIsSaidAndNothingGoesLive() throws Exception {
    addServer("guestbook");
    freehold.deploy(app);
    change("two");

    there(
        """
        printf '#!/bin/sh\\n[ "$1" != +%%s ] || exec echo $(($(/bin/date +%%s) - 3600))\\nexec /bin/date "$@"\\n' \
          > /usr/local/bin/date
        chmod 755 /usr/local/bin/date\
        """);
    assertThat(freehold.run("target", "verify", "box").out())
        .containsPattern("Its clock differs from this machine's by 3(59|60)\\d seconds");
    there("rm /usr/local/bin/date");

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

  /** What a visitor of the domain gets, who trusts the authority. */
  private String securely(String host, String options) {
    return there(
        """
        for i in $(seq 100); do
          curl -sf --cacert /tmp/pebble/root.pem --resolve %1$s:%2$d:127.0.0.1 %3$s \
            https://%1$s:%2$d/ && exit 0
          sleep 0.3
        done
        exit 1
        """
            .formatted(host, https, options));
  }

  private String redirect(String host) {
    return there(
        "curl -s -o /dev/null -w '%%{http_code} %%{redirect_url}' --resolve %1$s:%2$d:127.0.0.1 http://%1$s:%2$d/"
            .formatted(host, machine.http));
  }

  /** With a form of Astro, whose server refuses what seems to come from another site. */
  @Test
  void aDomainGetsItsCertificate() throws Exception {
    configure(
        "\tacme_ca %s\n\tacme_ca_root /tmp/pebble/api.pem\n"
            .formatted(Pebble.start(machine, root, machine.http, https)));
    Path form = ExportFolder.ofCase("astro-form-post", freehold.folder().resolve("form")).path();
    freehold.done("plan", form.toString(), "--yes");
    addServer("form", "--domain", "app.example.test");
    there("echo '" + machine.appPorts() + "' > /srv/freehold/services/ports");
    Run domain = freehold.run("domain", "verify", "--app", "form");
    assertThat(domain.exit()).isEqualTo(2);
    assertThat(domain.out())
        .contains("app.example.test leads nowhere yet", "A app.example.test -> 127.0.0.1.");
    JsonNode deployed = freehold.deploy(form);
    assertThat(deployed.path("url").asText()).isEqualTo("https://app.example.test/");
    assertThat(securely("app.example.test", "")).contains("Write to us");
    assertThat(securely("app.example.test", sending("https://app.example.test:" + https)))
        .contains("Thank you, Ann");
    for (String origin : List.of("https://evil.example.test", "http://app.example.test:" + https)) {
      assertThat(
              there(
                  "curl -sk -w ' %%{http_code}' --resolve app.example.test:%1$d:127.0.0.1 %2$s https://app.example.test:%1$d/"
                      .formatted(https, sending(origin))))
          .as(origin)
          .doesNotContain("Thank you")
          .endsWith(" 403");
    }
    assertThat(redirect("app.example.test")).startsWith("308 https://app.example.test");

    freehold.done("domain", "add", "app.example.test", "--www", "--app", "form");
    freehold.deploy(form);
    assertThat(securely("www.app.example.test", "-o /dev/null -w '%{http_code} %{redirect_url}'"))
        .endsWith("308 https://app.example.test/");

    freehold.done("domain", "remove", "--app", "form");
    assertThat(freehold.deploy(form).path("url").asText()).isEqualTo("http://127.0.0.1/");
    assertThat(posted(url.replaceFirst("/$", "")).body()).contains("Thank you, Ann");
    assertThat(posted("http://evil.example.test").status()).isEqualTo(403);
  }

  private static String sending(String origin) {
    return "-d name=Ann -H 'Origin: " + origin + "'";
  }

  private Page posted(String origin) throws Exception {
    return Page.post(url, origin, "application/x-www-form-urlencoded", "name=Ann");
  }

  /** With the command for its certificate that {@code domain verify} says. */
  @Test
  void anNginxThatRunsAlreadyKeepsItsSitesAndGetsOneMore() throws Exception {
    String directory = Pebble.start(machine, root, machine.http, https);
    there(
        """
        rm -f /etc/nginx/sites-enabled/*
        printf 'server { listen %1$d default_server; return 200 "mine\\n"; }\n' > /etc/nginx/sites-enabled/mine
        nginx
        find /etc/nginx -type f | sort | xargs sha256sum > /tmp/nginx.before
        mkdir -p /srv/freehold && chown deploy /srv/freehold
        echo '{"format":1,"webServer":"nginx","port":%2$d,"http":%1$d,"https":%3$d,"zstd":true,"installedCaddy":false}' \
          > /srv/freehold/server.json
        cat > /etc/letsencrypt/cli.ini <<END
        server = %4$s
        agree-tos = true
        non-interactive = true
        register-unsafely-without-email = true
        END
        """
            .formatted(machine.http, machine.inner, https, directory));
    addServer("guestbook");
    freehold.done("domain", "add", "app.example.test", "--www", "--app", "guestbook");
    freehold.deploy(app);
    assertThat(redirect("app.example.test")).isEqualTo("308 https://app.example.test/");
    there(
        "REQUESTS_CA_BUNDLE=/tmp/pebble/api.pem certbot certonly --webroot --webroot-path"
            + " /srv/freehold/acme --domain app.example.test --domain www.app.example.test"
            + " --deploy-hook '/usr/local/lib/freehold/service certificates'");
    assertThat(securely("app.example.test", "")).contains(">one<");
    assertThat(securely("www.app.example.test", "-o /dev/null -w '%{http_code} %{redirect_url}'"))
        .isEqualTo("308 https://app.example.test/");
    change("two");
    freehold.deploy(app);
    freehold.done("rollback", "--app", "guestbook", "--yes", "--watch", "0");
    assertThat(securely("app.example.test", "")).contains(">one<");
    assertThat(Web.page(url).body()).isEqualTo("mine\n");
    assertThat(freehold.json("target", "verify", "box").path("problems")).isEmpty();

    freehold.done("target", "use", "local", "--app", "guestbook");
    freehold.done("target", "remove", "box", "--yes");
    assertThat(Web.page(url).body()).isEqualTo("mine\n");
    assertThat(there("find /etc/nginx -type f | sort | xargs sha256sum | diff /tmp/nginx.before -"))
        .isEmpty();
  }

  private void addServer(String slug, String... more) throws Exception {
    String[] add = {
      "target",
      "add",
      "ssh",
      server,
      "--name",
      "box",
      "--app",
      slug,
      "--yes",
      "--fingerprint",
      machine.fingerprint()
    };
    freehold.done(with(add, more));
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
  }
}
