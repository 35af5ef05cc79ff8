package dev.freehold.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.detect.Serving;
import dev.freehold.targets.OldHostApp;
import dev.freehold.targets.ssh.transport.Remote;
import dev.freehold.targets.ssh.transport.Remote.Input;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What root's program on a server lets nginx read, and what not. */
class NginxRulesTest {
  private static final String PROGRAM = "sudo -n /usr/local/lib/freehold/service ";
  private static ServerScene scene;
  private static Remote deploy;

  @BeforeAll
  static void startServer() throws Exception {
    scene = ServerScene.start(WebServer.NGINX);
    deploy = scene.logins.to(scene.machine.address("deploy"));
  }

  @AfterAll
  static void stopServer() throws Exception {
    scene.close();
  }

  @BeforeEach
  void empty() {
    scene.empty();
  }

  private static Remote.Reply bring(String name, String rules) {
    Input input = out -> out.write(rules.getBytes(StandardCharsets.UTF_8));
    return deploy.exec(PROGRAM + "rules " + name, input, Duration.ofSeconds(30));
  }

  private static String rules(Serving serving, Address... more) {
    var addresses = new ArrayList<Address>(List.of(more));
    addresses.add(new Address.Inner("guestbook.localhost", scene.machine.inner));
    return new NginxRules(serving, scene.machine.http, scene.machine.inner + 1)
        .of(addresses, "/srv/freehold/guestbook/production/web-@ID@")
        .text();
  }

  private static Serving files() {
    return Serving.files(Optional.of("index.html"))
        .withProxies(
            List.of(
                new Serving.ProxyRule("/api/", URI.create("https://guestbook.base44.app")),
                new Serving.ProxyRule("/ws-user-apps/", URI.create("http://127.0.0.1:1")),
                new Serving.ProxyRule("/v1.0/", URI.create("https://api.example.com"), "/v2/")));
  }

  private static String held() {
    return scene.there("cd /etc/nginx/freehold; cat * 2>/dev/null || :");
  }

  @Test
  void whatFreeholdWritesIsTaken() {
    assertThat(bring("guestbook.production", rules(files())).errors()).isEmpty();
    assertThat(held()).contains("guestbook.localhost");
  }

  @Test
  void rulesOfAnotherHostAreTakenToo() {
    assertThat(bring("guestbook.production", rules(OldHostApp.serving())).errors()).isEmpty();
    assertThat(held()).contains("return 301 \"/menu$1\";");
  }

  @Test
  void rulesAreOnTheDiskBeforeTheirNameAndTheirNameBeforeNginxIsTold() {
    assertThat(scene.synced(() -> bring("guestbook.production", rules(files()))).lines())
        .containsExactly("-f /etc/nginx/freehold.new", "/etc/nginx");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "error_log /etc/cron.d/evil;",
        "access_log /root/.ssh/authorized_keys;",
        "include /etc/shadow;",
        "load_module /tmp/evil.so;",
        "root /etc;",
        "root /srv/freehold/../../etc;",
        "root /srv/freehold/x; error_log /tmp/x;",
        "ssl_certificate_key /etc/shadow;",
        "listen unix:/etc/evil;",
        "proxy_pass http://unix:/run/docker.sock:/;",
        "proxy_pass $freehold_evil;",
        "proxy_pass http://127.0.0.1:$freehold_port_1;",
        "set $freehold_upstream \"unix:/run/docker.sock\";",
        "return 200 \"a\"; error_log /tmp/x;",
        "set $freehold_header_1 \"a\"; error_log /tmp/x;",
        "set $freehold_header_1 $document_root;",
        "set $document_root \"a\";",
        "add_header X b\" \"c;\nerror_log /tmp/x;",
        "add_header X \"a;\n# \" ; error_log /tmp/x;",
        "add_header X 'a;",
        "add_header X a\\",
        "if ($uri) { error_log /tmp/x; }",
        "}\nuser root;\nserver {",
        "perl_set $x y;",
        "client_body_temp_path /etc;",
      })
  void nothingElseIs(String line) {
    assertThat(bring("guestbook.production", rules(files())).exit()).isZero();
    String before = held();
    Remote.Reply reply = bring("guestbook.production", "server {\n" + line + "\n}\n");
    assertThat(reply.exit()).isNotZero();
    assertThat(reply.errors()).contains("is not one that Freehold writes");
    assertThat(held()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "/etc/nginx/x", "", "a b", "-x"})
  void aNameLeadsNowhereElse(String name) {
    String before = held();
    assertThat(bring("'" + name + "'", rules(files())).exit()).isNotZero();
    assertThat(held()).isEqualTo(before);
  }

  @Test
  void rulesLeadItToNoFileOfSomebodyElse() {
    assertThat(bring("guestbook.production", rules(files())).exit()).isZero();
    String before = held();
    scene.there("rm -rf /tmp/trap; mkdir /tmp/trap; mkfifo /tmp/trap/fullchain.pem");
    Remote.Reply reply =
        deploy.exec(
            "timeout 4 " + PROGRAM + "rules guestbook.production",
            out ->
                out.write(
                    "# with the certificate of ../../../tmp/trap\n"
                        .getBytes(StandardCharsets.UTF_8)),
            Duration.ofSeconds(30));
    assertThat(reply.errors()).isEqualTo("line 1 is not one that Freehold writes\n");
    assertThat(held()).isEqualTo(before);
  }

  /** A link there would lead root to whatever file its user wants. */
  @Test
  void ofRulesItOpensNothingThatAnotherUserWrites() {
    assertThat(bring("guestbook.production", rules(files())).exit()).isZero();
    scene.there(
        """
        cp /etc/nginx/freehold/guestbook.production.rules /rules
        strace -f -qq -s 300 -e trace=%file -o /opened /usr/local/lib/freehold/service rules guestbook.production </rules
        """);
    List<String> opened =
        scene
            .there("grep -v ENOENT /opened | grep -o '\"/[^\"]*\"' | tr -d '\"' | sort -u")
            .lines()
            .toList();
    assertThat(opened)
        .contains("/etc/nginx/freehold.new", "/run/freehold-rules.lock")
        .noneMatch(path -> path.startsWith("/srv/") || path.startsWith("/tmp/"))
        .noneMatch(path -> path.startsWith("/home/") || path.startsWith("/run/freehold/"));
    assertThat(
            deploy
                .exec(
                    "ln -s /root /etc/nginx/freehold.new; ln -s /root /etc/nginx/freehold/x;"
                        + " ln -s /root /etc/nginx/freehold.before",
                    Input.NONE,
                    Duration.ofSeconds(30))
                .errors()
                .lines())
        .hasSize(3)
        .allMatch(line -> line.contains("Permission denied"));
  }

  @Test
  void aNameThatAnotherSiteHasIsNotTakenFromIt() {
    scene.there(
        "printf 'server { listen %d; server_name app.example.test; return 200 mine; }'"
                .formatted(scene.machine.http)
            + " > /etc/nginx/conf.d/other.conf; nginx -s reload");
    try {
      Remote.Reply reply =
          bring("guestbook.production", rules(files(), new Address.Secure("app.example.test")));
      assertThat(reply.exit()).isNotZero();
      assertThat(reply.errors()).contains("conflicting server name \"app.example.test\"");
      assertThat(held()).isEmpty();
    } finally {
      scene.there("rm /etc/nginx/conf.d/other.conf");
    }
  }

  @Test
  void anNginxThatDoesNotRunIsSaid() {
    scene.there("nginx -s stop; while pgrep -x nginx > /dev/null; do sleep 0.02; done");
    try {
      assertThat(bring("guestbook.production", rules(files())).errors())
          .contains("nginx does not run");
    } finally {
      scene.there("nginx");
    }
  }

  @Test
  void serversWithACertificateAreThereOnceItIs() {
    Serving serving = files();
    assertThat(
            bring(
                    "guestbook.production",
                    rules(
                        serving,
                        new Address.Secure("app.example.test"),
                        new Address.Redirect("www.app.example.test", "app.example.test")))
                .errors())
        .isEmpty();
    assertThat(scene.there("cat /etc/nginx/freehold/*.conf")).doesNotContain("letsencrypt");
    scene.there(
        """
        mkdir -p /etc/letsencrypt/live/app.example.test
        cd /etc/letsencrypt/live/app.example.test
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=app.example.test \
          -keyout privkey.pem -out fullchain.pem 2>/dev/null
        """);
    deploy.exec(PROGRAM + "certificates", Input.NONE, Duration.ofSeconds(30));
    assertThat(
            scene.there(
                "curl -sk -H \"Cookie: $(head -c 15000 /dev/zero | tr '\\0' c)\" -o /dev/null -w '%%{http_code} %%{redirect_url}' --resolve www.app.example.test:%1$d:127.0.0.1 https://www.app.example.test:%1$d/a?b=c"
                    .formatted(scene.machine.inner + 1)))
        .isEqualTo("308 https://app.example.test/a?b=c");
  }
}
