package dev.freehold.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.Json;
import dev.freehold.base.ProviderError;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Delta;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.Server;
import dev.freehold.targets.Staged;
import dev.freehold.targets.Target;
import dev.freehold.targets.local.RawHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What servers of apps and a real web server owe each other, on a server with a real sshd. A
 * subclass brings the server.
 */
abstract class AppsBehindWebServerContract {
  static final HttpClient CLIENT = HttpClient.newHttpClient();
  static final String SERVICE = "/usr/local/lib/freehold/service ";

  /** Even: the last switch is to the second app, whose process the test knows from before. */
  static final int SWITCHES = 16;

  @TempDir Path folder;
  ReleaseRoom room;
  Activations activations;
  Target target;
  int deployments;

  /** One for all tests of the subclass. */
  abstract ServerScene scene();

  /** Whether the web server keeps a request until a server that crashed is there again. */
  boolean waitsForServers() {
    return true;
  }

  @BeforeEach
  void openTarget() throws Exception {
    room = new ReleaseRoom(folder.resolve("home"));
    activations = new Activations(room);
    scene().empty();
    scene().clock = room.clock;
    target = scene().target(room.blobs);
  }

  @AfterEach
  void closeRoom() {
    room.close();
  }

  final Activation app(String text, Map<String, String> variables) {
    return ServerApp.of(activations, text, ServerApp.INSTALLED, variables);
  }

  final Staged bring(Activation activation, String run) {
    Delta delta = target.prepare(activation, target.observe());
    target.provision(activation, delta, RunningStep.of(run, "provision"));
    target.upload(activation, delta, room.blobs, RunningStep.of(run, "upload"));
    return target.stage(activation, RunningStep.of(run, "stage"));
  }

  final void deploy(Activation activation) {
    String run = "deployment-" + ++deployments;
    long generation = target.observe().pointer().generation();
    bring(activation, run);
    target.activate(activation, generation, RunningStep.of(run, "activate"));
  }

  HttpResponse<String> ask(String method, String path, String body) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + scene().machine.http + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  final Said said(String path) throws Exception {
    HttpResponse<String> answer = ask("GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.read(answer.body(), Said.class);
  }

  /** What the app answers of itself. */
  record Said(
      String text,
      String url,
      String method,
      String body,
      Map<String, String> headers,
      String strange,
      String key,
      int uid,
      int pid,
      int cached) {}

  String services() {
    return scene().there("ls /srv/freehold/services | grep guestbook || :");
  }

  @Test
  void aServerAnswersWhatNoFileDoes() throws Exception {
    String strange = "a \"quoted\" 'word' $HOME `id` \\ back\\slash\nsecond line = 2 #";
    deploy(app("one", Map.of("STRANGE", strange, "API_KEY", "sesame-opens")));

    Said page = said("/people/7?a=b%20c");
    assertThat(page.text()).isEqualTo("one");
    assertThat(page.url()).isEqualTo("/people/7?a=b%20c");
    assertThat(page.strange()).isEqualTo(strange);
    assertThat(page.key()).isEqualTo("sesame-opens");
    assertThat(page.headers())
        .containsEntry("host", "127.0.0.1:" + scene().machine.http)
        .containsEntry("x-forwarded-proto", "http");
    assertThat(page.cached()).as("files in a folder that is empty at each start").isEqualTo(1);

    HttpResponse<String> posted = ask("POST", "/robots.txt", "words");
    assertThat(posted.headers().allValues("x-content-type-options")).containsExactly("mine");
    assertThat(Json.read(posted.body(), Said.class).body()).isEqualTo("words");
    assertThat(ask("GET", "/robots.txt", "").body()).isEqualTo("robots of one");
    assertThat(ask("GET", "/__freehold/env.js", "").body()).doesNotContain("sesame");
    assertThat(ask("GET", "/__freehold/other", "").statusCode()).isEqualTo(404);
    assertThat(target.servers())
        .containsExactly(new Server("web", "ready", 0, Optional.empty(), Optional.empty()));
    assertThat(target.complaint()).isEmpty();
  }

  /** Frameworks compare it with the origin of a form, and refuse the app's own if it differs. */
  @Test
  void behindTlsItGetsTheAddressThatItsVisitorSees() throws Exception {
    target = scene().target(room.blobs, "app.example.test");
    deploy(app("one", Map.of()));
    String host = "app.example.test:" + scene().https;
    for (String lie :
        List.of("", "-H 'X-Forwarded-Proto: http' -H 'X-Forwarded-Host: evil.test'")) {
      Said page =
          Json.read(securely("https://" + host + "/form", lie + " -d name=Ann"), Said.class);
      assertThat(page.method()).isEqualTo("POST");
      assertThat(page.body()).isEqualTo("name=Ann");
      assertThat(page.headers())
          .containsEntry("host", host)
          .containsEntry("x-forwarded-host", host)
          .containsEntry("x-forwarded-proto", "https");
    }
  }

  /** What is answered with a certificate, which may have to be made first. */
  private String securely(String url, String options) {
    return scene()
        .there(
            """
            for i in $(seq 100); do
              curl -skf --resolve app.example.test:%d:127.0.0.1 %s %s && exit 0
              sleep 0.1
            done
            exit 1
            """
                .formatted(scene().https, options, url));
  }

  @Test
  void itGetsTheAddressAsItWasSent() throws Exception {
    deploy(app("one", Map.of()));
    int port = scene().machine.http;
    for (String target :
        List.of(
            "/raw?filter={\"a\":1}",
            "/raw?a|b",
            "/raw/[id]",
            "/raw/[id]?a=[1]&b={}",
            "/raw/a%2Fb%20c",
            "/raw?",
            "/raw?q=%20x+y&&=&a",
            "/raw?q=100%",
            "/raw?c=%zz")) {
      RawHttp.Reply reply = RawHttp.get(port, "127.0.0.1:" + port, target);
      assertThat(reply.status()).as(target).isEqualTo(200);
      assertThat(Json.read(reply.text(), Said.class).url()).isEqualTo(target);
    }
  }

  @Test
  void headersPassThatNodeTakes() throws Exception {
    deploy(app("one", Map.of()));

    HttpResponse<String> signedIn = ask("POST", "/sign-in", "");
    assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
    assertThat(signedIn.headers().allValues("set-cookie"))
        .hasSize(5)
        .allMatch(cookie -> cookie.length() > 3180);
    String cookies = "c".repeat(15_000);
    for (String path : List.of("/me", "/", "/robots.txt")) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + scene().machine.http + path))
              .header("Cookie", cookies)
              .build();
      HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains(path.endsWith("txt") ? "robots of one" : cookies);
    }
  }

  @Test
  void noRequestIsLostWhileServersAreSwitched() throws Exception {
    Activation one = app("one", Map.of());
    Activation two = app("two", Map.of());
    deploy(one);
    deploy(two);
    int two0 = said("/").pid();
    var stopped = new AtomicBoolean();
    var answers = new AtomicInteger();
    Callable<Void> visitor =
        () -> {
          while (!stopped.get()) {
            HttpResponse<String> answer = ask("POST", "/", "x".repeat(1000));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(Json.read(answer.body(), Said.class).body()).hasSize(1000);
            answers.incrementAndGet();
          }
          return null;
        };
    try (var visitors = Executors.newFixedThreadPool(2)) {
      List<Future<Void>> running = List.of(visitors.submit(visitor), visitors.submit(visitor));
      try {
        for (int i = 0; i < SWITCHES; i++) {
          Activation next = i % 2 == 0 ? one : two;
          target.activate(next, 2 + i, RunningStep.of("switch-" + i, "activate"));
          assertThat(said("/").text()).isEqualTo(next == one ? "one" : "two");
        }
      } finally {
        stopped.set(true);
      }
      for (Future<Void> each : running) {
        each.get();
      }
    }
    assertThat(answers).hasValueGreaterThan(SWITCHES);
    assertThat(said("/").pid()).as("the process that ran all the time").isEqualTo(two0);
  }

  @Test
  void onlyWhatIsLiveAndTheOneBeforeRunOn() throws Exception {
    Activation one = app("one", Map.of());
    deploy(one);
    deploy(app("two", Map.of()));
    deploy(app("three", Map.of()));
    room.pass(Duration.ofDays(1));
    target.prune(Set.of(one.release().id()));
    assertThat(services().lines()).hasSize(2).noneMatch(name -> name.contains(".v1-"));
    assertThat(said("/").text()).isEqualTo("three");
    assertThat(scene().there("pgrep -a -f [s]erver.js").lines()).hasSize(2);

    // further back than the one before: its server is started again
    deploy(one);
    assertThat(said("/").text()).isEqualTo("one");

    deploy(activations.page("files"));
    assertThat(ask("GET", "/", "").body()).contains("<h1>files</h1>");
    assertThat(target.servers()).isEmpty();
    deploy(activations.page("more files"));
    room.pass(Duration.ofDays(1));
    target.prune(Set.of());
    assertThat(services()).isEmpty();
    assertThat(scene().there("pgrep -c -f [s]erver.js || :").strip()).isEqualTo("0");
  }

  @Test
  void ofARemovedAppNoServerRunsAndNothingIsKept() throws Exception {
    deploy(app("one", Map.of("SECRET_KEY", "sesame")));
    deploy(app("two", Map.of("SECRET_KEY", "sesame")));
    assertThat(said("/").text()).isEqualTo("two");
    target.remove();
    assertThat(services()).isEmpty();
    assertThat(scene().there("pgrep -c -f [s]erver.js || :").strip()).isEqualTo("0");
    assertThat(
            scene()
                .there(
                    "find /srv/freehold /var/lib/freehold /var/log/freehold /run/freehold"
                        + " /etc/systemd/system -name '*guestbook*' 2>&- || :"))
        .isBlank();
    deploy(app("three", Map.of()));
    assertThat(said("/").text()).isEqualTo("three");
  }

  @Test
  void anOldServerThatCouldNotBeStoppedIsStoppedWhenTheSwitchIsRepeated() throws Exception {
    deploy(app("one", Map.of()));
    deploy(app("two", Map.of()));
    Activation three = app("three", Map.of());
    bring(three, "d3");
    var step = RunningStep.of("d3", "activate");
    scene()
        .there(
            """
            cd /usr/local/lib/freehold
            mv service whole
            printf '#!/bin/sh\n[ "$1" != stop ] || exit 1\nexec %s/whole "$@"\n' "$PWD" >service
            chmod 755 service
            """);
    try {
      assertThatThrownBy(() -> target.activate(three, 2, step))
          .isInstanceOfSatisfying(
              ProviderError.class, e -> assertThat(e.code()).isEqualTo("target.service-manager"));
    } finally {
      scene().there("mv /usr/local/lib/freehold/whole /usr/local/lib/freehold/service");
    }
    assertThat(said("/").text()).isEqualTo("three");
    assertThat(running()).hasSize(3);
    target.activate(three, 2, step);
    assertThat(running()).hasSize(2);
    assertThat(target.observe().pointer().generation()).isEqualTo(3);
  }

  @Test
  void aServerThatEndsIsStartedAgainAndOneThatEndsOftenIsNoticed() throws Exception {
    deploy(app("one", Map.of()));
    int first = said("/").pid();
    assertThat(ask("POST", "/crash", "").statusCode()).isEqualTo(503);
    awaitReady();
    assertThat(said("/").pid()).isNotEqualTo(first);
    assertThat(target.complaint()).isEmpty();
    assertThat(target.servers().getFirst().failures()).isEqualTo(1);
    for (int i = 0; i < 2; i++) {
      ask("POST", "/crash", "");
      awaitReady();
    }
    assertThat(target.complaint())
        .contains(
            "The server web failed 3 times within a minute. The server ended with exit code 7.");
  }

  @Test
  void aRequestWaitsForAServerThatIsBeingStarted() throws Exception {
    deploy(app("one", Map.of()));
    int first = said("/").pid();
    scene()
        .there(
            "kill -9 %1$d; while kill -0 %1$d 2>/dev/null; do sleep 0.01; done".formatted(first));
    if (!waitsForServers()) {
      HttpResponse<String> early = ask("GET", "/", "");
      assertThat(early.statusCode()).isEqualTo(503);
      assertThat(early.headers().firstValue("retry-after")).hasValue("5");
      Awaitility.await().until(() -> ask("GET", "/", "").statusCode() == 200);
    }
    assertThat(said("/").pid()).isNotEqualTo(first);
  }

  List<String> running() {
    return scene().there("pgrep -a -f [s]erver.js || :").lines().toList();
  }

  void awaitReady() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> target.servers().getFirst().state().equals("ready"));
  }
}
