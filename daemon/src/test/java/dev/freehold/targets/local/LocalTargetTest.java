package dev.freehold.targets.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import dev.freehold.file.BlobStore;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Site;
import dev.freehold.targets.Staged;
import dev.freehold.targets.Target;
import dev.freehold.targets.TargetContract;
import dev.freehold.targets.local.site.SiteFolder;
import dev.freehold.targets.site.RetiredWorker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalTargetTest extends TargetContract {
  /** Set by {@link #open}, which runs before each test. */
  @SuppressWarnings("NullAway.Init")
  private LocalScene scene;

  @Override
  protected Target open() {
    scene = new LocalScene(room);
    return scene.open(Activations.SITE);
  }

  @AfterEach
  void end() throws Exception {
    scene.close();
  }

  @Override
  protected Object everythingThere() throws Exception {
    var files = new TreeMap<String, Sha256>();
    Path sites = room.home.sites();
    if (Files.isDirectory(sites)) {
      try (var all = Files.walk(sites)) {
        for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
          files.put(sites.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
        }
      }
    }
    return files;
  }

  @Override
  protected String fetch(Staged at, String path) throws Exception {
    RawHttp.Reply reply = RawHttp.get(at.connect().getPort(), at.host(), path);
    assertThat(reply.status()).as(path + " at " + at.host()).isEqualTo(200);
    return reply.text();
  }

  private SiteFolder site() {
    return SiteFolder.of(room.home, Activations.SITE);
  }

  @Test
  void filesOfAReleaseThatNobodyHasOpenAnyMoreAreGone() throws Exception {
    for (int i = 1; i <= 10; i++) {
      deploy(activations.page("page " + i));
    }
    assertThat(reply("/" + Activations.script("page 1")).status()).isEqualTo(200);
    room.pass(Duration.ofHours(25));
    target.prune(Set.of());
    assertThat(reply("/" + Activations.script("page 1")).status()).isEqualTo(404);
    assertThat(reply("/" + Activations.script("page 9")).status()).isEqualTo(200);
  }

  @Test
  void aServiceWorkerThatIsNoLongerThereIsReplacedByOneThatEnds() throws Exception {
    Activation before = activations.page("one");
    deploy(before);
    assertThat(reply("/sw.js").status()).isEqualTo(404);
    deploy(
        activations.of(
            Activations.app("two").with("sw.js", "// two").with("registerSW.js", "// two"),
            Map.of()));
    assertThat(fetch(target.live(), "/sw.js")).isEqualTo("// two");
    deploy(activations.page("three"));
    assertThat(fetch(target.live(), "/sw.js")).isEqualTo(RetiredWorker.SCRIPT);
    deploy(before);
    RawHttp.Reply gone = reply("/sw.js");
    assertThat(gone.status()).isEqualTo(200);
    assertThat(gone.text()).isEqualTo(RetiredWorker.SCRIPT);
    assertThat(gone.header("Content-Type")).contains("text/javascript; charset=utf-8");
    assertThat(gone.header("Cache-Control")).contains("no-store");
    assertThat(reply("/registerSW.js").status()).isEqualTo(404);
    RawHttp.Reply asked =
        RawHttp.get(
            target.live().connect().getPort(),
            target.live().host(),
            "/registerSW.js",
            "Service-Worker: script");
    assertThat(asked.status()).as("whatever its name is").isEqualTo(200);
    assertThat(asked.text()).isEqualTo(RetiredWorker.SCRIPT);
  }

  private RawHttp.Reply reply(String path) throws Exception {
    Staged at = target.live();
    return RawHttp.get(at.connect().getPort(), at.host(), path);
  }

  @Test
  void theSiteSharesItsBytesWithTheStoreAndOutlivesIt() throws Exception {
    Activation one = activations.page("one");
    deploy(one);
    for (Sha256 blob : one.artifact().blobsWithVariants().keySet()) {
      assertThat(Files.isSameFile(site().blob(blob), room.blobs.path(blob)))
          .as("a link and not a copy")
          .isTrue();
    }
    Folders.delete(room.home.blobs());
    Folders.delete(room.home.artifacts());
    assertThat(fetch(target.live(), "/picture.png")).hasSize(200_000);
  }

  @Test
  void copiesWhereTheDiskHasNoLinks() throws Exception {
    Path other = Path.of("/dev/shm");
    assertThat(Files.getFileStore(other)).isNotEqualTo(Files.getFileStore(folder));
    Path store = Files.createTempDirectory(other, "freehold");
    try {
      var blobs = new BlobStore(store);
      Sha256 id;
      try (var in = new ByteArrayInputStream(new byte[] {1, 2, 3})) {
        id = blobs.put(in).id();
      }
      site().create();
      new SiteBlobs(site()).claim(List.of(id), blobs, _ -> {});
      assertThat(Files.readAllBytes(site().blob(id))).containsExactly(1, 2, 3);
    } finally {
      Folders.delete(store);
    }
  }

  @Test
  void pruningFreesTheBytesOfNoKeptRelease() throws Exception {
    Activation one = activations.page("one");
    deploy(one);
    deploy(activations.page("two"));
    Activation three = activations.page("three");
    deploy(three);
    Path left = services("v1.no-settings-any-more.web/venv/pyvenv.cfg");
    Path state = services("v3." + three.settings().id() + ".json");
    room.pass(Duration.ofDays(1));
    target.prune(Set.of());
    assertThat(left).doesNotExist();
    assertThat(state).exists();
    assertThat(one.artifact().blobs().keySet())
        .filteredOn(b -> Files.exists(site().blob(b)))
        .as("only the picture, which the others have as well")
        .hasSize(1);
    assertThat(site().manifest(one.artifact().id())).doesNotExist();
    assertThat(site().stagedFile("v1")).doesNotExist();
    assertThat(site().stagedFile("v3")).exists();
  }

  private Path services(String path) throws IOException {
    Path file = site().services().resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }

  @Test
  void anInterruptedSwitchLeavesTheOldPointerInForce() throws Exception {
    deploy(activations.page("one"));
    Files.writeString(site().path().resolve(".pointer.json.1234.tmp"), "{\"generation\":");
    assertThat(fetch(target.live(), "/")).contains("<h1>one</h1>");
    assertThat(target.observe().pointer().generation()).isEqualTo(1);
    deploy(activations.page("two"));
    assertThat(fetch(target.live(), "/")).contains("<h1>two</h1>");
  }

  @Test
  void tellsItsAddresses() {
    assertThat(target.addresses()).as("no port is chosen before anything runs").isEmpty();
    deploy(activations.page("one"));
    assertThat(target.addresses())
        .containsExactly(
            URI.create("http://guestbook.localhost:" + scene.port() + "/"),
            URI.create("http://127.0.0.1:" + scene.ownPort(Activations.SITE) + "/"));
  }

  @Test
  void environmentsAreApart() throws Exception {
    var staging = new Site(Activations.APP, "staging");
    deploy(activations.page("one"));
    scene.deploy(staging, activations.page("two"));
    assertThat(fetch(target.live(), "/")).contains("<h1>one</h1>");
    assertThat(fetch(scene.open(staging).live(), "/")).contains("<h1>two</h1>");
    scene.open(staging).prune(Set.of());
    assertThat(fetch(target.live(), "/" + Activations.script("one"))).startsWith("// one");
  }

  @Test
  void saysWhenTheServingProcessDoesNotStart() {
    var home = new Home(folder.resolve("elsewhere"));
    long ended = ended();
    var serving = new Serving(home, () -> ended);
    assertThatThrownBy(serving::ensureRunning)
        .asInstanceOf(InstanceOfAssertFactories.type(MachineError.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo("target.serve-not-started"))
        .satisfies(e -> assertThat(e.remedy()).contains("serve.log"));
  }

  private static long ended() {
    try {
      Process process = new ProcessBuilder("true").start();
      process.waitFor();
      return process.pid();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
