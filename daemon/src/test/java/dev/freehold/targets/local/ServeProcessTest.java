package dev.freehold.targets.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Site;
import dev.freehold.targets.local.RawHttp.Reply;
import dev.freehold.targets.local.site.Ports;
import dev.freehold.targets.local.site.ServeStatus;
import dev.freehold.targets.local.site.SiteFolder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of the serving process. */
class ServeProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private ReleaseRoom room;
  private LocalScene scene;
  private Activations activations;

  @BeforeEach
  void open() {
    room = new ReleaseRoom(folder.resolve("home"));
    scene = new LocalScene(room);
    activations = new Activations(room);
  }

  @AfterEach
  void end() throws Exception {
    scene.close();
    room.close();
  }

  @Test
  void outlivesTheProcessThatStartedIt() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ParentProcess.class.getName(),
                room.home.root().toString())
            .inheritIO()
            .start();
    try {
      await().atMost(PATIENCE).until(() -> scene.serving.status().isPresent());
      scene.deploy(Activations.SITE, activations.page("one"));
      parent.destroyForcibly();
      assertThat(parent.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(scene.get("/").text()).contains("<h1>one</h1>");
      scene.deploy(Activations.SITE, activations.page("two"));
      assertThat(scene.get("/").text()).contains("<h1>two</h1>");
    } finally {
      parent.destroyForcibly();
      scene.serving.stop();
    }
  }

  @Test
  void killedAndStartedAgainItAnswersOnTheSamePorts() throws Exception {
    var staging = new Site(Activations.APP, "staging");
    scene.deploy(Activations.SITE, activations.page("one"));
    scene.deploy(staging, activations.page("two"));
    Ports before = scene.serving.ports().orElseThrow();
    ServeStatus first = scene.serving.status().orElseThrow();
    scene.kill();
    assertThat(scene.serving.status()).isEmpty();

    ServeStatus second = scene.serving.ensureRunning();
    assertThat(second.instance()).isNotEqualTo(first.instance());
    assertThat(scene.serving.ports()).contains(before);
    assertThat(scene.get("/").text()).contains("<h1>one</h1>");
    int own = before.of(staging).orElseThrow();
    assertThat(RawHttp.get(own, "127.0.0.1:" + own, "/").text()).contains("<h1>two</h1>");
  }

  @Test
  void thereIsOnePerHome() throws Exception {
    ServeStatus running = scene.serving.ensureRunning();
    Process second = scene.launch(room.home, "0");
    assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isZero();
    assertThat(scene.serving.status()).contains(running);
    assertThat(scene.serving.ensureRunning()).isEqualTo(running);
    assertThat(ProcessHandle.of(running.pid())).isPresent();
  }

  @Test
  void aProcessOfAnotherBuildIsReplaced() throws Exception {
    scene.deploy(Activations.SITE, activations.page("one"));
    ServeStatus current = scene.serving.ensureCurrent();
    assertThat(scene.serving.ensureCurrent()).isEqualTo(current);

    new ServeStatus(
            current.pid(),
            current.port(),
            current.startedAt(),
            current.instance(),
            Optional.of("another build"))
        .write(room.home);
    ServeStatus next = scene.serving.ensureCurrent();

    assertThat(next.instance()).isNotEqualTo(current.instance());
    assertThat(next.port()).isEqualTo(current.port());
    assertThat(scene.get("/").text()).contains("<h1>one</h1>");
  }

  @Test
  void aTakenPortIsReplacedAndTheNewOneKept() throws Exception {
    scene.deploy(Activations.SITE, activations.page("one"));
    Ports before = scene.serving.ports().orElseThrow();
    scene.kill();
    try (var _ = new ServerSocket(before.shared(), 1, InetAddress.getByName("127.0.0.1"))) {
      scene.serving.ensureRunning();
      assertThat(scene.port()).isNotEqualTo(before.shared());
      assertThat(scene.get("/").text()).contains("<h1>one</h1>");
      assertThat(scene.log())
          .contains("Port " + before.shared() + " is taken by another program")
          .contains("answers on port " + scene.port() + " from now on");
    }
    int chosen = scene.port();
    scene.kill();
    scene.serving.ensureRunning();
    assertThat(scene.port()).isEqualTo(chosen);
  }

  @Test
  void listensOnTheLoopbackAddressOnly() throws Exception {
    scene.deploy(Activations.SITE, activations.page("one"));
    try (var _ = new ServerSocket(scene.port(), 1, InetAddress.getByName("127.0.0.2"))) {
      assertThat(scene.get("/").status()).as("the same port elsewhere is free").isEqualTo(200);
    }
  }

  @Test
  void askedToEndItFinishesWhatItSends() throws Exception {
    scene.deploy(Activations.SITE, activations.withFilm("three"));
    int port = scene.port();
    long pid = scene.serving.status().orElseThrow().pid();
    try (var visitor = new RawHttp(port)) {
      visitor.send("GET /film.mp4 HTTP/1.1\r\nHost: guestbook.localhost\r\n\r\n");
      Reply begun = visitor.readHead();
      Thread stopping = Thread.startVirtualThread(scene.serving::stop);
      await().atMost(PATIENCE).until(() -> refusesConnections(port));
      assertThat(visitor.readBody(begun).body()).isEqualTo(Activations.film());
      assertThat(stopping.join(PATIENCE)).isTrue();
    }
    assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    assertThat(scene.serving.status()).isEmpty();
    assertThat(ServeStatus.read(room.home)).as("its state is gone").isEmpty();
    scene.serving.stop();
  }

  private static boolean refusesConnections(int port) throws IOException {
    try (var _ = new RawHttp(port)) {
      return false;
    } catch (ConnectException _) {
      return true;
    }
  }

  @Test
  void servesOnThePortThatWasAskedFor() throws Exception {
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    var serving = new Serving(room.home, () -> scene.launch(room.home, String.valueOf(free)).pid());
    assertThat(serving.ensureRunning().port()).isEqualTo(free);
  }

  @Test
  void refusesAPortThatIsNone() throws Exception {
    for (String port : new String[] {"-1", "65536", "http", "99999999"}) {
      Process process = scene.launch(room.home, port);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(5);
    }
    assertThat(scene.log()).contains("serve.port-invalid FREEHOLD_SERVE_PORT is not a port");
  }

  @Test
  void aNewSiteGetsItsPortWithoutARestart() throws Exception {
    scene.deploy(Activations.SITE, activations.page("one"));
    ServeStatus running = scene.serving.status().orElseThrow();
    var staging = new Site(Activations.APP, "staging");
    scene.deploy(staging, activations.page("two"));
    assertThat(scene.serving.status()).contains(running);
    int own = scene.ownPort(staging);
    assertThat(RawHttp.get(own, "localhost", "/").text()).contains("<h1>two</h1>");
  }

  @Test
  void hundredsOfAppsHaveAPortEach() throws Exception {
    ServeStatus running = scene.serving.ensureRunning();
    List<Site> sites =
        IntStream.range(0, 450).mapToObj(i -> new Site("client-" + i, "production")).toList();
    for (Site site : sites) {
      Files.createDirectories(SiteFolder.of(room.home, site).path());
    }
    assertThat(scene.serving.status()).contains(running);
    assertThat(answering(sites)).hasSize(sites.size());

    scene.kill();
    scene.serving.ensureRunning();
    // a few may be others: these ports are free for any program that connects to something
    assertThat(answering(sites)).hasSize(sites.size());
  }

  private Set<Integer> answering(List<Site> sites) throws IOException {
    var ports = new HashSet<Integer>();
    for (Site site : sites) {
      int own = scene.ownPort(site);
      ports.add(own);
      assertThat(RawHttp.get(own, "localhost", "/").text()).contains("Nothing is live here");
    }
    return ports;
  }
}
