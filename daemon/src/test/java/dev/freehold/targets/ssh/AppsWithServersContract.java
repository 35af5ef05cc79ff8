package dev.freehold.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.freehold.app.Overrides;
import dev.freehold.app.Placement;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.builds.Denos;
import dev.freehold.builds.Toolchains;
import dev.freehold.builds.Tools;
import dev.freehold.detect.Detector;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.Service;
import dev.freehold.file.MemoryTree;
import dev.freehold.process.Bubblewrap;
import dev.freehold.process.ProcessRunner;
import dev.freehold.process.Sandboxes;
import dev.freehold.process.Unsandboxed;
import dev.freehold.release.OutputTree;
import dev.freehold.step.Probe;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Delta;
import dev.freehold.targets.KeptFolder;
import dev.freehold.targets.LogPage;
import dev.freehold.targets.Resource;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.Server;
import dev.freehold.targets.SiteHistory;
import dev.freehold.targets.Staged;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Servers of apps, whatever web server they are behind. */
abstract class AppsWithServersContract extends AppsBehindWebServerContract {
  @Test
  void theVariablesAreOnTheDiskBeforeTheServerStarts() {
    assertThat(scene().synced(() -> deploy(app("one", Map.of("A", "b")))).lines())
        .as("so that it starts again after the power was cut")
        .map(line -> line.replaceFirst("/guestbook.*[.]env[.]new", "/NAME"))
        .containsSubsequence("/var/lib/freehold/NAME", "/var/lib/freehold");
  }

  @Test
  void valuesWithEverySignArriveAndAreInNoLog() throws Exception {
    var values = new TreeMap<String, String>();
    Json.mapper()
        .readTree(Path.of("src/test/resources/cases/env-values/values.json").toFile())
        .properties()
        .forEach(value -> values.put(value.getKey(), value.getValue().asText()));
    assertThat(values).containsKeys("PERCENT", "SPACES", "EMPTY", "PEM");

    Activation one = app("one", values);
    deploy(one);
    assertArrived(values);
    assertThat(value("NEVER_SET")).isEqualTo("missing");
    deploy(app("two", Map.of("HASH", "other")));
    assertThat(value("EMPTY")).isEqualTo("missing");
    deploy(one);
    assertArrived(values);

    assertThat(target.logs(OptionalLong.empty(), 100).lines())
        .extracting(LogPage.Line::text)
        .allSatisfy(
            line -> assertThat(values.values()).noneMatch(v -> !v.isEmpty() && line.contains(v)));
    assertThat(scene().there("grep -rlF 'two before, two after' /var/log 2>/dev/null || :"))
        .isBlank();
  }

  private void assertArrived(Map<String, String> values) throws Exception {
    for (var value : values.entrySet()) {
      assertThat(value(value.getKey())).as(value.getKey()).isEqualTo(value.getValue());
    }
  }

  private String value(String name) throws Exception {
    String told = ask("GET", "/value/" + name, "").body();
    return new String(Base64.getDecoder().decode(told), StandardCharsets.UTF_8);
  }

  @Test
  void eachServerHasAUserOfItsOwnWhoReadsNobodysSecrets() throws Exception {
    deploy(app("one", Map.of("API_KEY", "sesame-opens")));
    int first = said("/").uid();
    deploy(app("two", Map.of("API_KEY", "sesame-opens")));
    int second = said("/").uid();
    assertThat(second).isNotEqualTo(first).isBetween(61_184, 65_519);
    assertThat(
            scene()
                .there(
                    "setpriv --reuid=%d --regid=%d --clear-groups cat /srv/freehold/services/*/env 2>&1 ||:"
                        .formatted(first, first)))
        .contains("Permission denied")
        .doesNotContain("sesame");
    assertThat(scene().there("ps axww -o args")).doesNotContain("sesame");
    assertThat(scene().there("cat /proc/*/cmdline | tr '\\0' ' '")).doesNotContain("sesame");
  }

  @Test
  void ofFiveDeploymentsTheLiveOneAndTheOneBeforeRun() throws Exception {
    for (String text : List.of("one", "two", "three", "four", "five")) {
      deploy(app(text, Map.of()));
    }
    assertThat(said("/").text()).isEqualTo("five");
    assertThat(services().lines()).hasSize(2).allMatch(name -> name.matches(".*[.]v[45]-.*"));
    assertThat(running()).hasSize(2);

    bring(app("six", Map.of()), "staged");
    assertThat(running()).as("what is staged runs too").hasSize(3);
    deploy(app("seven", Map.of()));
    assertThat(services().lines()).hasSize(2).allMatch(name -> name.matches(".*[.]v[57]-.*"));
    assertThat(running()).hasSize(2);
  }

  @Test
  void aStagingHasHappenedWhenItsServersAnswer() {
    Activation one = app("one", Map.of());
    Staged staged = bring(one, "d1");
    var step = RunningStep.of("d1", "stage");
    assertThat(target.probe(step.record())).isEqualTo(new Probe.Happened(Json.tree(staged)));
    scene().there(SERVICE + "stop " + services().strip());
    assertThat(target.probe(step.record())).isInstanceOf(Probe.DidNotHappen.class);
    target.stage(one, step);
    assertThat(target.probe(step.record())).isEqualTo(new Probe.Happened(Json.tree(staged)));
  }

  @Test
  void aServerThatDoesNotStartGoesNowhere() throws Exception {
    deploy(app("one", Map.of()));
    Activation broken = app("two", Map.of("BROKEN", "yes", "API_KEY", "sesame-opens"));
    assertThatThrownBy(() -> bring(broken, "d2"))
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo("target.server-not-ready");
              assertThat(e.getMessage())
                  .contains("v2")
                  .contains("exit code 3")
                  .contains("no database at all")
                  .contains("starting with the key ***")
                  .doesNotContain("sesame");
            });
    assertThat(said("/").text()).isEqualTo("one");
    assertThat(scene().there("pgrep -c -f [s]erver.js").strip()).isEqualTo("1");
    deploy(app("three", Map.of()));
    assertThat(said("/").text()).isEqualTo("three");
  }

  @Test
  void whatItPrintsIsThereToRead() throws Exception {
    deploy(app("one", Map.of("API_KEY", "first")));
    LogPage page = target.logs(OptionalLong.empty(), 10);
    assertThat(page.lines())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.text()).isEqualTo("starting with the key first");
              assertThat(line.release()).isEqualTo("v1");
              assertThat(line.server()).isEqualTo("web");
              assertThat(line.at()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
            });
    assertThat(target.logs(OptionalLong.of(page.next()), 10))
        .isEqualTo(new LogPage(List.of(), page.next()));
    deploy(app("two", Map.of("API_KEY", "second")));
    assertThat(target.logs(OptionalLong.of(page.next()), 10).lines())
        .extracting(LogPage.Line::text)
        .containsExactly("starting with the key second");
    assertThat(target.logs(OptionalLong.empty(), 10).lines())
        .extracting(LogPage.Line::release)
        .containsExactly("v1", "v2");
    assertThat(target.logs(OptionalLong.empty(), 1).lines())
        .extracting(LogPage.Line::release)
        .containsExactly("v2");
  }

  @Test
  void whatAnotherMachineNeedsIsThereForItsOwnerAlone() throws Exception {
    deploy(app("one", Map.of("API_KEY", "sesame-first")));
    deploy(app("two", Map.of("API_KEY", "sesame-second", "VITE_TITLE", "shown")));
    deploy(app("three", Map.of("API_KEY", "sesame-third")));
    SiteHistory history =
        SiteHistories.of(scene().logins.to(scene().machine.address("deploy"))).getFirst();
    assertThat(history.site()).isEqualTo(Activations.SITE);
    assertThat(history.pointer()).isEqualTo(target.observe().pointer());
    assertThat(history.switches())
        .extracting(each -> each.release().name() + " " + each.settings().withheld())
        .containsExactly("v1 [API_KEY]", "v2 [API_KEY]", "v3 [API_KEY]");
    assertThat(history.switches().get(1).settings().values())
        .isEqualTo(Map.of("VITE_TITLE", "shown"));
    assertThat(history.artifacts()).hasSize(3);
    assertThat(history.variables().values())
        .extracting(values -> values.get("API_KEY"))
        .containsExactlyInAnyOrder("sesame-first", "sesame-second", "sesame-third");
    assertThat(history.toString()).doesNotContain("sesame");
    assertThat(
            scene().there("cd /srv/freehold; grep -rl sesame . | xargs stat -c '%a %U' | sort -u"))
        .isEqualTo("600 deploy\n");

    room.pass(Duration.ofDays(1));
    target.prune(Set.of());
    assertThat(scene().there("cat /srv/freehold/guestbook/production/settings/*"))
        .contains("sesame-second", "sesame-third")
        .doesNotContain("sesame-first");
  }

  @Test
  void aNodeThatIsMissingIsBroughtOnce() throws Exception {
    Path node = folder.resolve("node");
    String installed = scene().there("command -v node").strip();
    Files.writeString(node, "#!/bin/sh\nexec " + installed + " \"$@\"\n");
    Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rwxr-xr-x"));
    var brought = new AtomicInteger();
    scene().nodes =
        (major, arch) -> {
          assertThat(major + " " + arch)
              .isEqualTo("26 " + System.getProperty("os.arch").replace("amd64", "x86_64"));
          brought.incrementAndGet();
          return node;
        };
    target = scene().target(room.blobs);
    Activation app = ServerApp.of(activations, "one", new NodeRange("26"), Map.of());
    assertThat(target.prepare(app, target.observe()).resources())
        .last()
        .extracting(Resource::what)
        .isEqualTo("Node.js 26 for the app's server, in /srv/freehold/runtimes/node-26.");
    assertThat(scene().synced(() -> deploy(app)).lines())
        .map(line -> line.replaceFirst("node-26[.].*", "NODE"))
        .containsSubsequence("-f /srv/freehold/runtimes/NODE", "/srv/freehold/runtimes");
    assertThat(said("/").text()).isEqualTo("one");
    deploy(ServerApp.of(activations, "two", new NodeRange("26"), Map.of()));
    assertThat(brought).hasValue(1);

    Files.writeString(node, "#!/bin/sh\necho 'version of libc not found' >&2; exit 1\n");
    scene().there("rm -rf /srv/freehold/runtimes");
    assertThatThrownBy(
            () -> deploy(ServerApp.of(activations, "three", new NodeRange("26"), Map.of())))
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo("target.runtime-refused");
              assertThat(e.getMessage()).contains("version of libc not found");
            });
  }

  @Test
  void aPythonServerRunsWithThePackagesOfItsRelease() throws Exception {
    String version =
        scene().there("python3 -c 'import sys; print(\"%d.%d\" % sys.version_info[:2])'").strip();
    var service =
        new Service(
            "api",
            "/api",
            List.of("python", "-m", "app", "{port}"),
            "backend",
            Map.of(),
            "/api/",
            List.of(),
            NodeRange.ANY);
    String code =
        """
        import sys, http.server, brought
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200); self.end_headers()
                self.wfile.write((brought.WORD + ' ' + self.path).encode())
        http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), Handler).serve_forever()
        """;
    deploy(
        activations.of(
            new OutputTree()
                .with("backend/app.py", code)
                .with(
                    "backend/.venv/lib/python" + version + "/site-packages/brought.py",
                    "WORD = 'packages'\n")
                .with("public/index.html", "<h1>page</h1>"),
            new Serving("public", Optional.of("index.html"), List.of(service), List.of()),
            Map.of()));
    assertThat(ask("GET", "/api/people?x=1", "").body()).isEqualTo("packages /api/people?x=1");
    assertThat(ask("GET", "/api", "").body()).isEqualTo("packages /api");
    assertThat(ask("GET", "/", "").body()).isEqualTo("<h1>page</h1>");
    assertThat(ask("GET", "/apis", "").body()).doesNotContain("packages");
  }

  /** As Flask and Django are: with the real gunicorn, and from the release's own root. */
  @Test
  void anApplicationThatIsAskedByWsgiRunsThere() throws Exception {
    String version =
        scene().there("python3 -c 'import sys; print(\"%d.%d\" % sys.version_info[:2])'").strip();
    String code =
        """
        def app(environ, start_response):
            start_response('200 OK', [('Content-Type', 'text/html')])
            told = [environ['HTTP_HOST'], environ['wsgi.url_scheme'], environ['PATH_INFO']]
            return [(' '.join(told) + ' ' + environ['wsgi.input'].read().decode()).encode()]
        """;
    OutputTree tree =
        new OutputTree().with("shop.py", code).with("public/static/site.css", "h1 { color: teal }");
    Path debian = Path.of("/usr/lib/python3/dist-packages");
    for (String name : List.of("gunicorn", "pkg_resources")) {
      try (var below = Files.walk(debian.resolve(name))) {
        for (Path file : (Iterable<Path>) below::iterator) {
          if (file.toString().endsWith(".py")) {
            tree.with(
                ".venv/lib/python" + version + "/site-packages/" + debian.relativize(file),
                Files.readString(file));
          }
        }
      }
    }
    Serving serving =
        new Detector()
            .detect(
                MemoryTree.of(
                    "requirements.txt", "flask\ngunicorn\n",
                    "shop.py", "app = Flask(__name__)"),
                Overrides.NONE)
            .serving();
    deploy(activations.of(tree, serving, Map.of()));
    assertThat(ask("GET", "/people?x=1", "").body()).endsWith(" http /people ");
    assertThat(ask("POST", "/", "hello").body()).endsWith(" http / hello");
    assertThat(ask("GET", "/static/site.css", "").body()).isEqualTo("h1 { color: teal }");
    assertThat(ask("GET", "/shop.py", "").body()).endsWith(" http /shop.py ");
  }

  @Test
  void aServerForDenoRunsWithWhatWasBrought() throws Exception {
    var runner = new ProcessRunner(System.getenv());
    var tools =
        new Tools(
            room.home,
            new Sandboxes(
                new Bubblewrap(runner, List.of("bwrap"), room.home.cache(), List.of()),
                new Unsandboxed(runner)));
    scene().deno =
        new Denos(runner, System.getenv(), new Toolchains(runner, System.getenv()), tools)
            ::forLinux;
    target = scene().target(room.blobs);
    String code =
        """
        Deno.serve({ port: 9 }, async (request) =>
          new Response([new URL(request.url).pathname, Deno.env.get("GREETING"),
            (await Deno.readTextFile("word.txt")).trim(),
            await Deno.writeTextFile("x", "").catch((e) => e.name)].join(" ")));
        """;
    Serving serving =
        new Detector().detect(MemoryTree.of("main.ts", code), Overrides.NONE).serving();
    Activation app =
        activations.of(
            new OutputTree().with("main.ts", code).with("word.txt", "file\n"),
            serving,
            Map.of("GREETING", "hello"));
    assertThat(target.prepare(app, target.observe()).resources())
        .last()
        .extracting(Resource::what)
        .isEqualTo("Deno 2 (100 MB) for the app's server, in /srv/freehold/runtimes/deno-2.");
    deploy(app);
    assertThat(ask("GET", "/people?x=1", "").body()).isEqualTo("/people hello file NotCapable");
    assertThat(target.prepare(app, target.observe()).resources())
        .extracting(Resource::what)
        .noneMatch(what -> what.contains("Deno"));
  }

  @Test
  void aServerThatWasNotSetUpForThemSaysSo() throws Exception {
    Activation one = app("one", Map.of());
    scene().there("mv /usr/local/lib/freehold/service /usr/local/lib/freehold/away");
    try {
      assertThatThrownBy(() -> target.prepare(one, target.observe()))
          .isInstanceOfSatisfying(
              UserError.class, e -> assertThat(e.code()).isEqualTo("target.not-set-up"));
    } finally {
      scene().there("mv /usr/local/lib/freehold/away /usr/local/lib/freehold/service");
    }
  }

  @Test
  void whatStartsThemReadsNoFileOfSomebodyElse() throws Exception {
    deploy(app("one", Map.of()));
    String name = services().strip();
    scene().there(SERVICE + "stop " + name);
    secret();
    for (String trap :
        List.of(
            "ln -s /root/secret env",
            "ln -s /dev/zero env",
            "mkfifo env",
            "mkdir env",
            "cd ..; mv %1$s aside; ln -s /root %1$s")) {
      scene()
          .there(
              "cd /srv/freehold/services/%1$s; [ -f away ] || mv env away; rm -rf env; "
                      .formatted(name)
                  + trap.formatted(name));
      assertThat(
              scene().there("timeout 4 " + SERVICE + "start " + name + " 2>&1 || echo refused $?"))
          .as(trap)
          .contains("refused 2")
          .doesNotContain("sesame");
      assertThat(scene().there(SERVICE + "state " + name)).isEqualTo("stopped\n");
      assertThat(scene().there("ls /var/lib/freehold")).doesNotContain("guestbook");
    }
    scene().there("cd /srv/freehold/services; rm %1$s; mv aside %1$s".formatted(name));
  }

  /** For root alone; a line of it looks like a failure of a server. */
  private void secret() {
    scene()
        .there(
            "printf 'KEY=sesame\\n1 SESAME\\n' > /root/secret; cp /root/secret /root/env;"
                + " chmod 600 /root/secret /root/env");
  }

  @Test
  void noVerbOfWhatRunsAsRootGoesWhereTheAppsUserLeadsIt() throws Exception {
    deploy(app("one", Map.of()));
    String name = services().strip();
    int user = said("/").uid();
    secret();
    for (String trap :
        List.of(
            "ln -s /root/secret failures",
            "ln -s /dev/zero failures",
            "mkfifo failures",
            "mkdir failures",
            "yes '1 words that are none' | head -c 30000000 >failures",
            "head -c 30000000 /dev/zero >failures")) {
      asUser(user, name, trap);
      for (String verb : List.of("state %s", "start %s", "log %s 10 0")) {
        assertThat(scene().there("timeout 4 " + SERVICE + verb.formatted(name) + " 2>&1"))
            .as(verb + ": " + trap)
            .hasSizeLessThan(1000)
            .doesNotContainIgnoringCase("sesame");
      }
      assertThat(scene().there(SERVICE + "state " + name)).as(trap).isEqualTo("running\n");
      assertThat(target.servers())
          .containsExactly(new Server("web", "ready", 0, Optional.empty(), Optional.empty()));
    }
    asUser(user, name, "echo '1 7' >failures; echo words >>failures; echo '2 KILL' >>failures");
    assertThat(scene().there(SERVICE + "state " + name)).isEqualTo("running\n1 7\n2 KILL\n");

    asUser(user, name, "mkdir own; ln -s /root/secret own/link; ln -s /root own/folder");
    scene().there("timeout 4 " + SERVICE + "stop " + name);
    assertThat(scene().there("cat /root/secret")).contains("sesame");
    assertThat(scene().there("ls /var/lib/freehold")).isEmpty();
  }

  private void asUser(int user, String name, String command) {
    scene()
        .there(
            "cd -P /run/freehold/%1$s; setpriv --reuid=%2$d --regid=%2$d --clear-groups sh -c %3$s"
                .formatted(name, user, ServerScripts.quoted("rm -rf failures; " + command)));
  }

  @Test
  void aLineWithoutAnEndIsCutInWhatItPrinted() throws Exception {
    deploy(app("one", Map.of()));
    ask("POST", "/print", "");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(target.logs(OptionalLong.empty(), 10).lines())
                    .last()
                    .satisfies(
                        line ->
                            assertThat(line.text())
                                .startsWith("xxxx")
                                .hasSizeBetween(16_000, 17_000)));
  }

  @Test
  void whatStartsThemTakesOnlyNamesOfServers() {
    for (String name : List.of("../web", "a/b", "-x", "a;b", "A", "")) {
      assertThat(
              scene().there("/usr/local/lib/freehold/service start '" + name + "' 2>&1; echo $?"))
          .isEqualTo("not the name of a server: " + name + "\n2\n");
    }
  }

  static Activation keeping(Activation app, String... folders) {
    return new Activation(
        app.release(),
        app.artifact(),
        app.settings(),
        new Placement("here", Optional.empty(), List.of(folders)));
  }

  private String read(String file) throws Exception {
    return ask("GET", "/file/" + file, "").body();
  }

  private String write(String file, String text) throws Exception {
    return ask("POST", "/file/" + file, text).body();
  }

  @Test
  void whatIsKeptIsThereForEveryReleaseAndGoesWithTheSite() throws Exception {
    Activation one = app("one", Map.of());
    deploy(one);
    int alone = said("/").uid();
    assertThat(write("uploads/a", "x")).isEqualTo("EACCES");
    assertThat(target.kept()).isEmpty();

    deploy(keeping(one, "uploads", "server/cache/kept"));
    int user = said("/").uid();
    assertThat(user).isNotEqualTo(alone).isBetween(65_200, 65_519);
    assertThat(read("uploads/old")).isEqualTo("seed of one");
    assertThat(write("uploads/a", "by one, ")).isEqualTo("by one, ");
    assertThat(write("server/cache/kept/b", "kept")).isEqualTo("kept");

    deploy(keeping(app("two", Map.of()), "uploads", "server/cache/kept"));
    assertThat(said("/").text()).isEqualTo("two");
    assertThat(said("/").uid()).as("one for all releases").isEqualTo(user);
    assertThat(write("uploads/a", "by two, ")).isEqualTo("by one, by two, ");
    assertThat(write("uploads/old", "")).as("of the first time").isEqualTo("seed of one");
    assertThat(read("server/cache/kept/b")).isEqualTo("kept");
    assertThat(write("a", "x")).as("the release's own files").isEqualTo("EACCES");

    room.pass(Duration.ofDays(1));
    target.prune(Set.of());
    deploy(keeping(one, "uploads", "server/cache/kept"));
    assertThat(said("/").text()).isEqualTo("one");
    assertThat(write("uploads/a", "by one")).isEqualTo("by one, by two, by one");
    assertThat(target.kept())
        .containsExactlyInAnyOrder(
            new KeptFolder("uploads", 2, 33), new KeptFolder("server/cache/kept", 1, 4));
    for (String other : List.of(Integer.toString(alone), "65201", "deploy")) {
      assertThat(
              scene()
                  .there(
                      """
                      setpriv --reuid=%1$s --regid=%1$s --clear-groups sh -c '
                        cd /; cat %2$s/uploads/a; ls %2$s/uploads; ls %2$s; echo >%2$s/x' 2>&1 || :
                      """
                          .formatted(other, KEPT)))
          .as(other)
          .doesNotContain("by one", "\nold")
          .contains("Permission denied");
    }

    deploy(one);
    assertThat(said("/").uid()).isNotEqualTo(user);
    assertThat(write("uploads/a", "x")).isEqualTo("EACCES");
    assertThat(scene().there("cat " + KEPT + "/uploads/a")).isEqualTo("by one, by two, by one");

    target.remove();
    assertThat(leftOfKept()).isEmpty();
    deploy(keeping(app("three", Map.of()), "uploads"));
    assertThat(read("uploads/a")).isEqualTo("ENOENT");
    assertThat(read("uploads/old")).isEqualTo("seed of three");
  }

  private static final String KEPT = "/var/lib/freehold-kept/guestbook.production";

  private String leftOfKept() {
    return scene()
        .there(
            "ls -A /var/lib/freehold-kept; grep ^freehold- /etc/passwd /etc/group;"
                + " find /etc/systemd/system -name 'freehold@*.d'");
  }

  @Test
  void aPlanSaysWhatIsKeptThere() throws Exception {
    Activation one = app("one", Map.of());
    deploy(one);
    Delta coming = target.prepare(keeping(one, "uploads"), target.observe());
    assertThat(coming.notes()).containsExactly("Kept across releases: uploads/ (0 files, 0 B)");
    assertThat(coming.resources())
        .extracting(Resource::what)
        .containsExactly(
            "uploads/ is kept from release to release, and the server may write to it.");
    deploy(keeping(one, "uploads"));
    Delta same = target.prepare(keeping(one, "uploads"), target.observe());
    assertThat(same.resources()).isEmpty();
    assertThat(same.notes()).containsExactly("Kept across releases: uploads/ (1 file, 11 B)");
    Delta going = target.prepare(one, target.observe());
    assertThat(going.notes()).isEmpty();
    assertThat(going.resources())
        .singleElement()
        .extracting(Resource::what)
        .asString()
        .endsWith("What was written stays in " + KEPT + "/uploads.");
  }

  @Test
  void rootGoesNowhereElseForWhatIsKept() throws Exception {
    deploy(keeping(app("one", Map.of()), "uploads"));
    String name = services().strip();
    int user = said("/").uid();
    secret();
    assertThat(scene().there(SERVICE + "forget guestbook.production 2>&1 || echo refused"))
        .isEqualTo("servers of guestbook.production run\nrefused\n");
    scene()
        .there(
            "cd %s/uploads; setpriv --reuid=%d --clear-groups sh -c 'ln -s /root root; ln -s / all; mkfifo pipe'"
                .formatted(KEPT, user));
    assertThat(scene().there(SERVICE + "kept guestbook.production"))
        .matches("uploads 4 \\d{1,3}\n");

    scene().there(SERVICE + "stop " + name + "; mv /srv/freehold/services/" + name + "/kept /tmp");
    for (String trap :
        List.of(
            "ln -s /root/secret kept",
            "ln -s /dev/zero kept",
            "mkfifo kept",
            "mkdir kept",
            ": >kept",
            "echo '../x /srv' >kept",
            "echo '.user /srv' >kept",
            "echo 'a/b /srv' >kept",
            "echo '/root/x /srv' >kept",
            "echo 'uploads' >kept; echo ' /srv' >>kept")) {
      scene().there("cd /srv/freehold/services/" + name + "; rm -rf kept; " + trap);
      assertThat(
              scene().there("timeout 9 " + SERVICE + "start " + name + " 2>&1 || echo refused $?"))
          .as(trap)
          .contains("refused 2")
          .doesNotContainIgnoringCase("sesame");
      assertThat(scene().there(SERVICE + "state " + name)).isEqualTo("stopped\n");
    }
    assertThat(scene().there("cd /var/lib/freehold-kept; find . -maxdepth 2 | LC_ALL=C sort"))
        .isEqualTo(
            ".\n./guestbook.production\n./guestbook.production/.user\n"
                + "./guestbook.production/uploads\n");

    // what a new one begins with is read as the app's user
    scene()
        .there(
            "cd /srv/freehold/services/%s; rm -rf kept; mkdir /srv/freehold/to; ln -s /root /srv/freehold/to/root;"
                    .formatted(name)
                + " printf 'linked /srv/freehold/to/root\nby-link /srv/freehold/to\n' >kept");
    scene().there(SERVICE + "start " + name);
    assertThat(scene().there("cd %s; ls linked; readlink by-link/root".formatted(KEPT)))
        .isEqualTo("/root\n");
    scene().there("rm -rf /srv/freehold/to; mv /tmp/kept /srv/freehold/services/" + name);

    target.remove();
    assertThat(leftOfKept()).isEmpty();
    assertThat(scene().there("cat /root/secret")).contains("sesame");
    for (String site : List.of("guestbook", "a.b.c", "a.", "../x", "")) {
      assertThat(scene().there(SERVICE + "forget '" + site + "' 2>&1; echo $?"))
          .startsWith("not the name of a ")
          .endsWith("2\n");
    }
  }
}
