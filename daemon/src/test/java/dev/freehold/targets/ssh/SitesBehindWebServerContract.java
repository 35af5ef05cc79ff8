package dev.freehold.targets.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.freehold.base.UserError;
import dev.freehold.detect.Serving;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Delta;
import dev.freehold.targets.OldHostApp;
import dev.freehold.targets.Site;
import dev.freehold.targets.Staged;
import dev.freehold.targets.Target;
import dev.freehold.targets.TargetTestBase;
import dev.freehold.targets.local.RawHttp;
import dev.freehold.targets.site.OwnPage;
import dev.freehold.targets.site.RetiredWorker;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What visitors get from a real web server, on a server with a real sshd. */
abstract class SitesBehindWebServerContract extends TargetTestBase {
  static final int SWITCHES = 20;

  /** As Expo names the fonts of its icons. */
  private static final String ICONS =
      "/assets/node_modules/@expo/vector-icons/build/vendor/Fonts/Ionicons.6148e7.ttf";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** One for all tests of the subclass. */
  abstract ServerScene scene();

  /** How many connections may be cut while routing is switched. */
  abstract int cutConnections();

  @Override
  protected Target open() {
    return scene().anew(room);
  }

  @Override
  protected Object everythingThere() {
    return scene().everything();
  }

  @Override
  protected String fetch(Staged at, String path) throws Exception {
    HttpResponse<String> answer = ServerScene.get(at, path);
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    return answer.body();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return ServerScene.get(target.live(), path, headers);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void visitorsAreAnsweredAsOnThisMachine() throws Exception {
    deploy(
        activations.of(
            Activations.app("one")
                .with("about.html", "<h1>about</h1>")
                .with("docs/index.html", "<h1>docs</h1>")
                .with("style.css", "body{}")
                .with(ICONS.substring(1), "font"),
            Map.of("VITE_TITLE", "</script>")));

    HttpResponse<String> page = get("/", "Accept", "text/html");
    assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(page, "cache-control")).isEqualTo("no-cache");
    assertThat(header(page, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(get("/", "If-None-Match", header(page, "etag")).statusCode()).isEqualTo(304);

    String script = "/" + Activations.script("one");
    HttpResponse<String> hashed = get(script, "Accept-Encoding", "br");
    assertThat(header(hashed, "content-encoding")).isEqualTo("br");
    assertThat(header(hashed, "content-type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(header(hashed, "cache-control")).contains("immutable");
    assertThat(header(get(script), "content-encoding")).isEmpty();
    assertThat(header(get("/style.css"), "content-type")).isEqualTo("text/css; charset=utf-8");
    HttpResponse<String> icons = get(ICONS, "Sec-Fetch-Dest", "font");
    assertThat(icons.body()).isEqualTo("font");
    assertThat(header(icons, "content-type")).isEqualTo("font/ttf");

    assertThat(get("/about").body()).isEqualTo("<h1>about</h1>");
    assertThat(get("/docs/").body()).isEqualTo("<h1>docs</h1>");
    assertThat(get("/docs?a=b").statusCode()).isEqualTo(308);
    assertThat(header(get("/docs?a=b"), "location")).isEqualTo("/docs/?a=b");

    assertThat(get("/people/7", "Accept", "text/html").body()).contains("<h1>one</h1>");
    assertThat(get("/people/7", "Accept", "*/*", "Sec-Fetch-Dest", "empty").statusCode())
        .isEqualTo(404);
    assertThat(get("/assets/gone.js", "Accept", "*/*").statusCode()).isEqualTo(404);
    assertThat(get("/api/people", "Accept", "text/html").statusCode()).isEqualTo(404);
    assertThat(get("/api/people", "Accept", "application/json").body())
        .isEqualTo(OwnPage.NOT_FOUND.plain());
    assertThat(get("/__l5e/assets-v1/1/a.png", "Accept", "image/png").statusCode()).isEqualTo(404);
    assertThat(get("/__l5e/assets-v1/1/logo", "Accept", "text/html").statusCode()).isEqualTo(404);
    assertThat(get("/__freehold/env.js").body())
        .doesNotContain("</script>")
        .startsWith("globalThis.__FREEHOLD_ENV__=");
    Staged live = target.live();
    HttpResponse<String> posted =
        CLIENT.send(
            HttpRequest.newBuilder(live.connect())
                .header("Host", live.host())
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(header(posted, "allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void pagesLoadedBeforeASwitchStillFindTheirFiles() throws Exception {
    deploy(activations.page("one"));
    deploy(activations.page("two"));
    deploy(activations.page("three"));
    assertThat(get("/" + Activations.script("one")).body()).startsWith("// one");
    assertThat(get("/" + Activations.script("two")).body()).startsWith("// two");
    assertThat(get("/picture.png").statusCode()).isEqualTo(200);
  }

  @Test
  void filesOfAReleaseThatNobodyHasOpenAnyMoreAreGone() throws Exception {
    for (int i = 1; i <= 10; i++) {
      deploy(activations.page("page " + i));
    }
    assertThat(get("/" + Activations.script("page 1")).body()).startsWith("// page 1");
    room.pass(Duration.ofHours(25));
    target.prune(Set.of());
    deploy(activations.page("page 11"));
    assertThat(get("/" + Activations.script("page 1"), "Accept", "*/*").statusCode())
        .isEqualTo(404);
    assertThat(get("/" + Activations.script("page 10")).statusCode()).isEqualTo(200);
  }

  @Test
  void aServiceWorkerThatIsNoLongerThereIsReplacedByOneThatEnds() throws Exception {
    Activation before = activations.page("one");
    deploy(before);
    assertThat(get("/sw.js").statusCode()).isEqualTo(404);
    deploy(
        activations.of(
            Activations.app("two")
                .with("sw.js", "// two")
                .with("push/my-service-worker.js", "// two")
                .with("registerSW.js", "// two")
                .with("manifest.webmanifest", "{}"),
            Map.of()));
    assertThat(get("/sw.js").body()).isEqualTo("// two");
    for (String kept :
        List.of("/sw.js", "/registerSW.js", "/manifest.webmanifest", "/index.html")) {
      HttpResponse<String> answer = get(kept);
      assertThat(answer.statusCode()).as(kept).isEqualTo(200);
      assertThat(header(answer, "cache-control")).as(kept).isEqualTo("no-cache");
    }
    deploy(activations.page("three"));
    for (int time = 1; time <= 2; time++) {
      for (String worker : List.of("/sw.js", "/push/my-service-worker.js")) {
        HttpResponse<String> gone = get(worker, "Service-Worker", "script", "Accept", "*/*");
        assertThat(gone.statusCode()).isEqualTo(200);
        assertThat(gone.body()).isEqualTo(RetiredWorker.SCRIPT);
        assertThat(header(gone, "content-type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(header(gone, "cache-control")).isEqualTo("no-store");
      }
      assertThat(get("/registerSW.js", "Accept", "*/*").statusCode()).isEqualTo(404);
      deploy(before);
    }
  }

  @Test
  void otherRulesAreSwitchedTogetherWithTheirFiles() throws Exception {
    deploy(activations.page("one"));
    var plain = Serving.files(Optional.empty());
    deploy(
        activations.of(Activations.app("two").with("404.html", "<h1>lost</h1>"), plain, Map.of()));
    HttpResponse<String> lost = get("/people/7", "Accept", "text/html");
    assertThat(lost.statusCode()).isEqualTo(404);
    assertThat(lost.body()).isEqualTo("<h1>lost</h1>");
    deploy(activations.page("one"));
    assertThat(get("/people/7", "Accept", "text/html").body()).contains("<h1>one</h1>");
  }

  @Test
  void theAppGoesOnDoingWhatTheOldHostDid() throws Exception {
    deploy(OldHostApp.of(activations));
    OldHostApp.check(
        (path, headers) -> {
          String[] words =
              Stream.of(headers).flatMap(h -> Stream.of(h.split(": "))).toArray(String[]::new);
          HttpResponse<String> answer = get(path, words);
          return new OldHostApp.Said(
              answer.statusCode(), answer.body(), name -> header(answer, name));
        });
    for (String path : List.of("/admin/x", "/%61dmin/x", "//admin/x", "/admin/%0ax")) {
      HttpResponse<String> admin = get(path, "Accept", "text/html");
      assertThat(admin.statusCode() != 200 || header(admin, "X-Frame-Options").equals("DENY"))
          .as(path)
          .isTrue();
    }
    assertThat(header(get("/blog/a%0d%0aX-Evil:%20yes"), "X-Evil")).isEmpty();
    String words = "/old-menu?{env.PATH}$uri{http.request.host}";
    assertThat(
            RawHttp.get(target.live().connect().getPort(), target.live().host(), words)
                .header("Location"))
        .contains(words.replace("old-", ""));
    assertThat(header(get("/out//evil.example.com"), "Location")).doesNotContain("//");
    deploy(activations.page("two"));
    assertThat(get("/old-menu", "Accept", "text/html").body()).contains("<h1>two</h1>");
    assertThat(header(get("/"), "X-Frame-Options")).isEmpty();
  }

  @Test
  void anotherHostAnswersWhatARuleSays() throws Exception {
    var backend = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    backend.createContext(
        "/",
        exchange -> {
          byte[] said =
              (exchange.getRequestURI() + " at " + exchange.getRequestHeaders().getFirst("Host"))
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, said.length);
          exchange.getResponseBody().write(said);
          exchange.close();
        });
    backend.start();
    try {
      String host = "127.0.0.1:" + backend.getAddress().getPort();
      var rule = new Serving.ProxyRule("/api/", URI.create("http://" + host));
      var moved = new Serving.ProxyRule("/shop.v1/", URI.create("http://" + host), "/v2/");
      var serving = Serving.files(Optional.of("index.html")).withProxies(List.of(rule, moved));
      deploy(activations.of(Activations.app("one"), serving, Map.of()));
      assertThat(get("/api/people?page=2").body()).isEqualTo("/api/people?page=2 at " + host);
      assertThat(get("/shop.v1/a%2Fb//c%7Bhttp.request.host%7D?d=%20&e=$uri").body())
          .isEqualTo("/v2/a%2Fb//c%7Bhttp.request.host%7D?d=%20&e=$uri at " + host);
      assertThat(get("/shop.v1/").body()).isEqualTo("/v2/ at " + host);
      for (String other : List.of("/SHOP.v1/a", "/shop%2ev1/a", "/shopXv1/a", "/shop.v12/a")) {
        assertThat(get(other).body()).as(other).doesNotContain(" at " + host);
      }
      assertThat(get("/people", "Accept", "text/html").body()).contains("<h1>one</h1>");
    } finally {
      backend.stop(0);
    }
  }

  @Test
  void aWebServerThatRefusesItsRulesLeavesAllAsItWas() throws Exception {
    deploy(activations.page("one"));
    scene().confuse();
    try {
      Object before = everythingThere();
      var plain = Serving.files(Optional.empty());
      Activation two = activations.of(Activations.app("two"), plain, Map.of());
      assertThatThrownBy(() -> bring(two, "d2"))
          .isInstanceOfSatisfying(
              UserError.class, e -> assertThat(e.code()).isEqualTo("target.web-server"));
      assertThat(get("/").body()).contains("<h1>one</h1>");
      assertThat(before).isNotNull();
    } finally {
      scene().recover();
    }
    deploy(activations.page("two"));
    assertThat(get("/").body()).contains("<h1>two</h1>");
  }

  @Test
  void ofARemovedAppNothingIsLeftAndOthersGoOn() throws Exception {
    var staging = new Site(Activations.APP, "staging");
    var remote = scene().logins.to(scene().machine.address("deploy"));
    Target other = scene().target(room.blobs, remote, staging, "127.0.0.2");
    Activation page = activations.page("other");
    Delta delta = other.prepare(page, other.observe());
    other.provision(page, delta, step("s1", "provision"));
    other.upload(page, delta, room.blobs, step("s1", "upload"));
    other.stage(page, step("s1", "stage"));
    other.activate(page, 0, step("s1", "activate"));
    deploy(activations.page("one"));
    bring(activations.page("two"), "d2");
    String mine = "find /srv/freehold /etc/nginx/freehold -path '*guestbook*production*' 2>&- || :";
    assertThat(scene().there(mine)).isNotBlank();

    target.remove();

    assertThat(scene().there(mine)).isBlank();
    assertThat(fetch(other.live(), "/")).contains("<h1>other</h1>");
    assertThat(get("/").body()).doesNotContain("<h1>one</h1>");
    Target heir = scene().target(room.blobs, remote, new Site("heir", "production"));
    heir.prepare(page, heir.observe());

    other.remove();
    assertThat(scene().there("ls /srv/freehold/web; ls -d /srv/freehold/guestbook 2>&- || :"))
        .isBlank();
    deploy(activations.page("back"));
    assertThat(get("/").body()).contains("<h1>back</h1>");
  }

  /** Nothing but a link changes, so connections stay open. */
  @Test
  void noRequestIsLostWhileReleasesAreSwitched() throws Exception {
    URI address = target.addresses().getFirst();
    switchUnderLoad(
        List.of(activations.page("one"), activations.page("two")),
        () ->
            CLIENT
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body());
  }

  /**
   * Other routing is read anew by the web server; no answer is of the one with files of the other.
   */
  @Test
  void noAnswerIsWrongWhileRulesAreSwitched() throws Exception {
    var cut = new AtomicInteger();
    var plain = Serving.files(Optional.empty());
    switchUnderLoad(
        List.of(activations.page("one"), activations.of(Activations.app("other"), plain, Map.of())),
        () -> {
          try (var socket = new Socket("127.0.0.1", scene().machine.http)) {
            socket
                .getOutputStream()
                .write("GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
          } catch (SocketException e) {
            cut.incrementAndGet();
            return "<h1>";
          }
        });
    assertThat(cut).as("connections that were cut").hasValueLessThanOrEqualTo(cutConnections());
  }

  private void switchUnderLoad(List<Activation> releases, Callable<String> get) throws Exception {
    releases.forEach(this::deploy);
    var stopped = new AtomicBoolean();
    var answers = new AtomicInteger();
    Callable<Void> visitor =
        () -> {
          while (!stopped.get()) {
            assertThat(get.call()).contains("<h1>").doesNotContain("not found");
            answers.incrementAndGet();
          }
          return null;
        };
    try (var visitors = Executors.newFixedThreadPool(2)) {
      List<Future<Void>> running = List.of(visitors.submit(visitor), visitors.submit(visitor));
      try {
        for (int i = 0; i < SWITCHES; i++) {
          target.activate(
              releases.get(i % releases.size()),
              releases.size() + i,
              step("switch-" + i, "activate"));
        }
      } finally {
        stopped.set(true);
      }
      for (Future<Void> each : running) {
        each.get();
      }
    }
    assertThat(answers).hasValueGreaterThan(SWITCHES);
    assertThat(target.observe().pointer().generation()).isEqualTo(releases.size() + SWITCHES);
  }
}
