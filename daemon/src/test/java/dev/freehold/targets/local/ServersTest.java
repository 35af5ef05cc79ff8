package dev.freehold.targets.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.freehold.app.Placement;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.Service;
import dev.freehold.release.OutputTree;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.step.CancelledException;
import dev.freehold.step.Probe;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Delta;
import dev.freehold.targets.Pointer;
import dev.freehold.targets.Resource;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.Site;
import dev.freehold.targets.Staged;
import dev.freehold.targets.local.RawHttp.Reply;
import dev.freehold.targets.local.site.AppLogs;
import dev.freehold.targets.local.site.SiteFolder;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps with a server of their own, run by the real serving process in the real sandbox. */
class ServersTest {
  private static final String SECRET = "correct-horse-battery";
  private static final String PROGRAM =
      """
      const http = require('node:http');
      const boot = require('node:crypto').randomUUID();
      console.log('the key is ' + process.env.SECRET_KEY);
      const crypto = require('node:crypto');
      const server = http.createServer((request, response) => {
        const path = request.url.split('?')[0];
        if (path === '/crash') process.exit(7);
        if (path === '/hang') for (;;);
        if (path === '/eat') { const eaten = []; for (;;) eaten.push(Buffer.alloc(1 << 26, 1)); }
        if (path === '/write') {
          try {
            require('node:fs').writeFileSync(process.cwd() + '/server.js', 'gone');
            response.end('written');
          } catch (e) { response.end(e.code); }
          return;
        }
        if (path.startsWith('/note/')) {
          const fs = require('node:fs');
          try {
            if (request.method === 'POST') fs.appendFileSync('uploads/notes.txt', path.slice(6) + ' by VERSION\\n');
            response.end(fs.readdirSync('uploads').join() + ' ' + fs.readFileSync('uploads/notes.txt'));
          } catch (e) { response.end(e.code); }
          return;
        }
        if (path === '/keep') {
          try {
            require('node:fs').writeFileSync('/build/kept', 'x');
            response.end('kept');
          } catch (e) { response.end(e.code); }
          return;
        }
        if (path === '/long') { setTimeout(() => response.end('VERSION long'), 16000); return; }
        if (path === '/slow') { console.log('slow begins'); setTimeout(() => response.end('VERSION slow'), 1500); return; }
        if (path === '/echo') {
          let size = 0;
          request.on('data', (piece) => { size += piece.length; });
          request.on('end', () => response.end(request.method + ' ' + size));
          return;
        }
        if (request.url.includes('raw')) { response.end(request.url); return; }
        if (path === '/sign-in') {
          for (let i = 0; i < 5; i++) response.appendHeader('Set-Cookie', 'part' + i + '=' + 'x'.repeat(3180));
          response.end('VERSION signed in');
          return;
        }
        if (path === '/me') {
          response.end('VERSION ' + (request.headers.cookie ?? '').length);
          return;
        }
        if (path === '/seen') {
          response.end([request.headers.host, process.env.SECRET_KEY, boot].join(' '));
          return;
        }
        response.setHeader('content-type', 'text/html');
        response.end('VERSION ' + path);
      });
      server.on('upgrade', (request, socket) => {
        if (request.url === '/refused') {
          socket.end('HTTP/1.1 401 Unauthorized\\r\\nContent-Length: 3\\r\\n\\r\\nno!');
          return;
        }
        const accept = crypto.createHash('sha1')
          .update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11')
          .digest('base64');
        socket.write('HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\n' +
          'Connection: Upgrade\\r\\nSec-WebSocket-Accept: ' + accept + '\\r\\n\\r\\n');
        socket.on('data', (frame) => {
          if ((frame[0] & 15) === 8) { socket.end(Buffer.from([136, 0])); return; }
          const length = frame[1] & 127;
          const text = frame.subarray(6, 6 + length).map((byte, i) => byte ^ frame[2 + (i % 4)]);
          const answer = Buffer.from('VERSION heard ' + text.toString());
          socket.write(Buffer.concat([Buffer.from([129, answer.length]), answer]));
        });
        socket.on('error', () => {});
      });
      server.listen(5000, '0.0.0.0');
      """;

  private LocalScene scene;
  private Activations activations;

  @BeforeEach
  void open(@TempDir Path folder) {
    var room = new ReleaseRoom(folder.resolve("home"));
    scene = new LocalScene(room);
    activations = new Activations(room);
  }

  @AfterEach
  void close() throws InterruptedException {
    scene.serving.stop();
    scene.close();
    scene.room.close();
  }

  private Activation app(String version, String program) {
    var files =
        new OutputTree()
            .with("server.js", program.replace("VERSION", version))
            .with("public/robots.txt", "robots of " + version)
            .with("uploads/of-" + version + ".txt", "comes with " + version);
    var service =
        new Service(
            "web", "/", List.of("node", "server.js"), "", Map.of(), "/", List.of(), NodeRange.ANY);
    return activations.of(
        files,
        new Serving("public", Optional.empty(), List.of(service), List.of()),
        Map.of("SECRET_KEY", SECRET));
  }

  private Activation keeping(Activation activation, String... folders) {
    return new Activation(
        activation.release(),
        activation.artifact(),
        activation.settings(),
        new Placement("here", Optional.empty(), List.of(folders)));
  }

  private String note(String text) throws IOException {
    String host = Activations.APP + ".localhost:" + scene.port();
    return RawHttp.once(scene.port(), "POST", host, "/note/" + text, "Content-Length: 0").text();
  }

  private String log() throws IOException {
    return Files.readString(AppLogs.file(scene.room.home, Activations.SITE));
  }

  private String text(String path) throws IOException {
    Reply reply = scene.get(path);
    return reply.status() + " " + new String(reply.body(), StandardCharsets.UTF_8);
  }

  @Test
  void itAnswersWithItsOwnVariablesUnderTheVisitorsName() throws Exception {
    scene.deploy(Activations.SITE, app("one", PROGRAM));

    assertThat(text("/some/page")).isEqualTo("200 one /some/page");
    assertThat(text("/seen")).startsWith("200 guestbook.localhost:" + scene.port() + " " + SECRET);
    assertThat(text("/robots.txt")).isEqualTo("200 robots of one");
    assertThat(text("/write")).isEqualTo("200 EROFS");
    assertThat(scene.get("/some/page").header("Freehold-Release")).hasValue("v1");
  }

  @Test
  void nothingOfARemovedAppIsLeftAndOthersServeOn() throws Exception {
    scene.deploy(Activations.SITE, app("one", PROGRAM));
    var other = new Site("other", "production");
    scene.deploy(other, app("another", PROGRAM));
    int port = scene.ownPort(Activations.SITE);
    assertThat(text("/")).isEqualTo("200 one /");
    List<ProcessHandle> before = servers();

    scene.open(Activations.SITE).remove();

    assertThat(before).hasSizeGreaterThan(servers().size());
    assertThat(scene.room.home.sites().resolve(Activations.APP)).doesNotExist();
    assertThat(AppLogs.file(scene.room.home, Activations.SITE).getParent()).doesNotExist();
    assertThat(scene.get("/").status()).isEqualTo(421);
    assertThatThrownBy(() -> RawHttp.get(port, "127.0.0.1:" + port, "/"))
        .isInstanceOf(IOException.class);
    assertThat(scene.serving.ports().orElseThrow().of(Activations.SITE)).isEmpty();
    Reply others = RawHttp.get(scene.port(), "other.localhost:" + scene.port(), "/");
    assertThat(others.text()).isEqualTo("another /");

    scene.deploy(Activations.SITE, app("back", PROGRAM));
    assertThat(text("/")).isEqualTo("200 back /");
    assertThat(log()).contains("v3 web");
  }

  private List<ProcessHandle> servers() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains("server.js"))
        .toList();
  }

  @Test
  void itGetsTheAddressAsItWasSent() throws Exception {
    scene.deploy(Activations.SITE, app("one", PROGRAM));

    for (String target :
        List.of(
            "/raw?filter={\"a\":1}",
            "/raw?a|b",
            "/raw/[id]",
            "/raw/[id]?a=[1]&b={}",
            "/raw/a%2Fb%20c",
            "//raw//a",
            "/raw?",
            "/raw?q=%20x+y&&=&a",
            "/raw?q=100%",
            "/raw?c=%zz")) {
      assertThat(text(target)).isEqualTo("200 " + target);
    }
  }

  @Test
  void headersPassThatNodeTakes() throws Exception {
    scene.deploy(Activations.SITE, app("one", PROGRAM));

    Reply signedIn = scene.get("/sign-in");
    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(signedIn.header("Set-Cookie").orElseThrow().lines())
        .hasSize(5)
        .allMatch(cookie -> cookie.length() > 3180);
    String cookies = "Cookie: " + "c".repeat(15_000);
    for (String path : List.of("/me", "/robots.txt", "/")) {
      assertThat(scene.get(path, cookies).status()).as(path).isEqualTo(200);
    }
    assertThat(scene.get("/me", cookies).text()).isEqualTo("one 15000");
  }

  @Test
  void theSecretStandsInNoFileAndNoArgument() throws Exception {
    scene.deploy(Activations.SITE, app("one", PROGRAM));

    assertThat(log()).contains("v1 web the key is ***");
    try (var files = Files.walk(scene.room.home.root())) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (!file.toString().contains("freehold.db")) {
          assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(SECRET);
        }
      }
    }
    assertThat(
            ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains("bwrap")))
        .isNotEmpty()
        .noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void aServerThatNeverAnswersDoesNotGoLive() throws Exception {
    scene.deploy(Activations.SITE, app("one", PROGRAM));

    var refused =
        catchThrowableOfType(
            UserError.class,
            () ->
                scene.deploy(
                    Activations.SITE,
                    app("two", "throw new Error('no DATABASE_URL, only " + SECRET + "')")));

    assertThat(refused.code()).isEqualTo("target.server-not-ready");
    assertThat(refused.getMessage())
        .contains("ended with exit code 1 before it answered", "no DATABASE_URL, only ***")
        .doesNotContain(SECRET);
    assertThat(text("/")).isEqualTo("200 one /");
  }

  @Test
  void aStagingHasHappenedWhenItsServersAnswer() throws Exception {
    LocalTarget target = scene.open(Activations.SITE);
    Activation one = app("one", PROGRAM);
    Delta delta = target.prepare(one, target.observe());
    target.provision(one, delta, RunningStep.of("d1", "provision"));
    target.upload(one, delta, scene.room.blobs, RunningStep.of("d1", "upload"));
    var step = RunningStep.of("d1", "stage");
    Staged staged = target.stage(one, step);
    assertThat(target.probe(step.record())).isEqualTo(new Probe.Happened(Json.tree(staged)));

    scene.kill();
    assertThat(target.probe(step.record())).isInstanceOf(Probe.DidNotHappen.class);
    assertThat(target.probe(RunningStep.of("d2", "stage").record()))
        .isInstanceOf(Probe.DidNotHappen.class);
    Staged again = target.stage(one, step);
    assertThat(target.probe(step.record())).isEqualTo(new Probe.Happened(Json.tree(again)));
  }

  @Test
  void aStartThatIsCancelledIsNotWaitedFor() {
    LocalTarget target = scene.open(Activations.SITE);
    Activation silent = app("one", "setInterval(() => {}, 1000)");
    Delta delta = target.prepare(silent, target.observe());
    target.provision(silent, delta, RunningStep.of("d1", "provision"));
    target.upload(silent, delta, scene.room.blobs, RunningStep.of("d1", "upload"));

    RunningStep cancelled = RunningStep.of("d1", "stage").toldToEnd();
    assertThatThrownBy(() -> target.stage(silent, cancelled))
        .isInstanceOf(CancelledException.class);
  }

  @Test
  void aSwitchLosesNoRequestAndTheOneBeforeStaysReady() throws Exception {
    scene.deploy(Activations.SITE, app("one", PROGRAM));
    var slow = new FutureTask<>(() -> text("/slow"));
    Thread.startVirtualThread(slow);
    await().until(() -> log().contains("slow begins"));

    scene.deploy(Activations.SITE, app("two", PROGRAM));

    assertThat(text("/")).isEqualTo("200 two /");
    assertThat(slow.get()).isEqualTo("200 one slow");
  }

  @Test
  void aWebSocketPassesThroughAndSoDoesItsRefusal() throws Exception {
    scene.deploy(Activations.SITE, app("one", PROGRAM));
    var heard = new CompletableFuture<String>();
    var ended = new CompletableFuture<String>();
    var listener =
        new WebSocket.Listener() {
          @Override
          public @Nullable CompletionStage<?> onText(
              WebSocket socket, CharSequence data, boolean last) {
            heard.complete(data.toString());
            socket.request(1);
            return null;
          }

          @Override
          public void onError(WebSocket socket, Throwable cause) {
            ended.complete("cut off");
          }

          @Override
          public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            ended.complete("closed");
            return null;
          }
        };
    String site = "ws://127.0.0.1:" + scene.ownPort(Activations.SITE);

    try (var client = HttpClient.newHttpClient()) {
      WebSocket socket =
          client.newWebSocketBuilder().buildAsync(URI.create(site + "/live"), listener).get();
      socket.sendText("hello", true).get();

      assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo("one heard hello");
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get();
      assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo("closed");
      assertThat(client.newWebSocketBuilder().buildAsync(URI.create(site + "/refused"), listener))
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(WebSocketHandshakeException.class);
    }
    Reply refused =
        scene.get("/refused", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: x");
    assertThat(refused.status() + " " + refused.text()).isEqualTo("401 no!");
  }

  @Test
  void itIsStartedAgainWhenItEnds() throws Exception {
    scene.deploy(Activations.SITE, app("one", PROGRAM));
    String first = text("/seen");

    assertThat(scene.get("/crash").status()).isEqualTo(502);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(text("/seen")).startsWith("200").isNotEqualTo(first));
    assertThat(log())
        .contains("[freehold] The server ended with exit code 7. It is started again in 100 ms.");
  }

  @Test
  @Tag("soak")
  void oneThatHangsIsStartedAgain() throws Exception {
    scene.deploy(Activations.SITE, app("one", PROGRAM));
    String first = text("/seen");
    Thread.startVirtualThread(new FutureTask<>(() -> scene.get("/hang")));

    await()
        .atMost(Duration.ofMinutes(3))
        .ignoreExceptionsInstanceOf(SocketTimeoutException.class)
        .untilAsserted(() -> assertThat(text("/seen")).startsWith("200").isNotEqualTo(first));
    assertThat(log())
        .contains("[freehold] The server hangs: it let visitors wait, and did not answer GET /");
  }

  @Test
  @Tag("soak")
  void oneThatTakesLongForAnAnswerIsLeftAlone() throws Exception {
    scene.deploy(Activations.SITE, app("one", PROGRAM));
    String first = text("/seen");
    assertThat(text("/long")).isEqualTo("200 one long");
    assertThat(text("/seen")).isEqualTo(first);
    assertThat(log()).doesNotContain("hangs");
  }

  @Test
  void oneThatEndsAgainAndAgainIsComplainedOf() throws Exception {
    scene.deploy(Activations.SITE, app("one", PROGRAM));
    LocalTarget target = scene.open(Activations.SITE);
    assertThat(target.complaint()).isEmpty();

    for (int crash = 0; crash < 3; crash++) {
      await().until(() -> text("/").startsWith("200"));
      assertThat(scene.get("/crash").status()).isEqualTo(502);
      int ends = crash + 1;
      await().until(() -> log().split("exit code 7", -1).length > ends);
    }

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(target.complaint())
                    .hasValue(
                        "The server web failed 3 times within a minute. The server ended with exit"
                            + " code 7."));
  }

  @Test
  void whatItWritesIntoAKeptFolderOutlivesReleases() throws Exception {
    Activation one = app("one", PROGRAM);
    scene.deploy(Activations.SITE, one);
    assertThat(note("a")).isEqualTo("EROFS");

    Pointer first = scene.deploy(Activations.SITE, keeping(one, "uploads"));
    assertThat(note("a")).isEqualTo("notes.txt,of-one.txt a by one\n");
    scene.deploy(Activations.SITE, keeping(app("two", PROGRAM), "uploads"));
    assertThat(note("b")).isEqualTo("notes.txt,of-one.txt a by one\nb by two\n");
    assertThat(text("/write")).isEqualTo("200 EROFS");

    scene.open(Activations.SITE).prune(Set.of());
    Pointer back = scene.deploy(Activations.SITE, keeping(one, "uploads"));
    assertThat(note("c")).endsWith(" a by one\nb by two\nc by one\n");
    assertThat(back.live()).isEqualTo(first.live());

    LocalTarget target = scene.open(Activations.SITE);
    assertThat(target.kept())
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.folder()).isEqualTo("uploads");
              assertThat(kept.files()).isEqualTo(2);
              assertThat(kept.shown()).isEqualTo("uploads/ (2 files, 41 B)");
            });
    target.remove();
    assertThat(scene.room.home.sites().resolve(Activations.APP)).doesNotExist();
  }

  @Test
  void aPlanSaysWhatIsKeptAndDiffersWhereThatDoes() throws Exception {
    Activation one = app("one", PROGRAM);
    LocalTarget target = scene.open(Activations.SITE);
    scene.deploy(Activations.SITE, one);
    Activation keeping = keeping(one, "uploads");

    Delta coming = target.prepare(keeping, target.observe());
    assertThat(coming.notes()).containsExactly("Kept across releases: uploads/ (0 files, 0 B)");
    assertThat(coming.resources())
        .extracting(Resource::what)
        .containsExactly(
            "uploads/ is kept from release to release, and the server may write to it.");

    scene.deploy(Activations.SITE, keeping);
    note("a");
    Delta same = target.prepare(keeping, target.observe());
    assertThat(same.resources()).isEmpty();
    assertThat(same.notes()).containsExactly("Kept across releases: uploads/ (2 files, 23 B)");

    Delta going = target.prepare(one, target.observe());
    assertThat(going.notes()).isEmpty();
    assertThat(going.resources())
        .singleElement()
        .extracting(Resource::what)
        .asString()
        .startsWith("uploads/ is no longer kept")
        .endsWith("What was written stays in " + kept("uploads") + ".");
    scene.deploy(Activations.SITE, one);
    assertThat(note("b")).isEqualTo("EROFS");
    assertThat(kept("uploads").resolve("notes.txt")).hasContent("a by one");
  }

  private Path kept(String folder) {
    return SiteFolder.of(scene.room.home, Activations.SITE).kept().resolve(folder);
  }

  @Test
  void anAddressThatNoFileCanHaveReachesTheServer() throws Exception {
    scene.deploy(Activations.SITE, app("one", PROGRAM));

    assertThat(text("/items/a%2Fb")).isEqualTo("200 one /items/a%2Fb");
  }

  @Test
  void whatItWritesBesideItsFilesIsNotOnTheDisk() throws Exception {
    scene.deploy(Activations.SITE, app("one", PROGRAM));

    assertThat(text("/keep")).isEqualTo("200 kept");
    try (Stream<Path> files = Files.walk(scene.room.home.root())) {
      assertThat(files).noneMatch(file -> file.endsWith("kept"));
    }
  }

  @Test
  void itIsStoppedWhenItTakesTooMuchMemory() throws Exception {
    scene.deploy(Activations.SITE, app("one", PROGRAM));

    assertThat(scene.get("/eat").status()).isEqualTo(502);

    // until its end was noticed it is still asked
    await().untilAsserted(() -> assertThat(text("/")).isEqualTo("200 one /"));
    assertThat(log())
        .containsPattern("\\[freehold\\] The server (was stopped|ended with exit code)");
  }

  @Test
  void itComesBackWithTheServingProcess() throws Exception {
    scene.deploy(Activations.SITE, app("one", PROGRAM));
    String first = text("/seen");

    scene.kill();
    scene.serving.ensureRunning();

    assertThat(text("/seen")).startsWith("200").isNotEqualTo(first);
  }
}
