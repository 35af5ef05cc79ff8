package dev.freehold.targets.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.freehold.app.Domain;
import dev.freehold.app.Placement;
import dev.freehold.base.Json;
import dev.freehold.base.ProviderError;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.credential.EncryptionKey;
import dev.freehold.credential.Secret;
import dev.freehold.credential.Vault;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving;
import dev.freehold.step.Probe;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Pointer;
import dev.freehold.targets.Setup;
import dev.freehold.targets.Site;
import dev.freehold.targets.SiteHistory;
import dev.freehold.targets.Staged;
import dev.freehold.targets.Target;
import dev.freehold.targets.TargetContract;
import dev.freehold.targets.local.RawHttp;
import dev.freehold.targets.registry.Drivers;
import dev.freehold.targets.registry.TargetStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A kind of place that nothing but its own classes knows. */
class ShelfTargetTest extends TargetContract {
  private static final String TOKEN = "shelf-token-that-nobody-sees";

  /** Set by {@link #open}, which runs before each test. */
  @SuppressWarnings("NullAway.Init")
  private ShelfServer server;

  @SuppressWarnings("NullAway.Init")
  private ShelfDriver driver;

  @SuppressWarnings("NullAway.Init")
  private TargetStore store;

  @SuppressWarnings("NullAway.Init")
  private Drivers drivers;

  @SuppressWarnings("NullAway.Init")
  private Connected books;

  /** Which steps of setting up were said to be at work. */
  private final List<Integer> told = new ArrayList<>();

  @Override
  protected Target open() throws Exception {
    server = ShelfServer.start(folder.resolve("shelf"), TOKEN);
    driver = new ShelfDriver(room.clock);
    var vault = new Vault(EncryptionKey.find(Map.of(), room.home.encryptionKey()));
    store = new TargetStore(room.database, vault, room.clock);
    drivers = new Drivers(List.of(driver), store);
    books = connect("books", "books");
    return at(Activations.SITE, Optional.empty());
  }

  @AfterEach
  void end() {
    drivers.close();
    server.close();
  }

  private Map<String, String> values(String name) {
    return Map.of("address", server.address(), "token", TOKEN, "room", name);
  }

  private Connected connect(String name, String roomName) {
    Setup setup = drivers.look("shelf", values(roomName));
    return drivers.connect(name, "shelf", values(roomName), setup.hash(), told::add);
  }

  private Target at(Site site, Optional<Domain> domain) {
    return drivers.open(site, new Placement("books", domain));
  }

  @Override
  protected Object everythingThere() throws Exception {
    var files = new TreeMap<String, Sha256>();
    try (Stream<Path> all = Files.walk(server.root())) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        files.put(server.root().relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  @Override
  protected String fetch(Staged at, String path) throws Exception {
    RawHttp.Reply reply = get(at, path);
    assertThat(reply.status()).as(path + " at " + at.host()).isEqualTo(200);
    return reply.text();
  }

  private static RawHttp.Reply get(Staged at, String path) throws IOException {
    String[] headers =
        at.headers().entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue())
            .toArray(String[]::new);
    return RawHttp.get(at.connect().getPort(), at.host(), path, headers);
  }

  private String named(String name, String path) throws IOException {
    RawHttp.Reply reply = RawHttp.get(server.port(), name + ":" + server.port(), path);
    return reply.status() + " " + reply.header("Location").orElse(reply.text());
  }

  private static void mayPass(ThrowingCallable work, String code) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            ProviderError.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.retryable()).isTrue();
            });
  }

  private static void refused(ThrowingCallable work, String code) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.remedy()).isNotBlank();
            });
  }

  @Test
  void aLostAnswerOfTheSwitchIsFoundOutByAsking() {
    Activation one = activations.page("one");
    bring(one, "d1");
    server.loseAnswers(ShelfCall.SWITCH, 1);
    mayPass(() -> target.activate(one, 0, step("d1", "activate")), "shelf.unreachable");
    Pointer now = target.observe().pointer();
    assertThat(now.generation()).isEqualTo(1);
    assertThat(target.probe(step("d1", "activate").record()))
        .isEqualTo(new Probe.Happened(Json.tree(now)));
    assertThat(target.activate(one, 0, step("d1", "activate"))).isEqualTo(now);
    assertThat(server.calls(ShelfCall.SWITCH)).isEqualTo(1);
  }

  @Test
  void aFailureOfTheShelfMayPass() throws Exception {
    Activation one = activations.page("one");
    bring(one, "d1");
    server.fail(ShelfCall.SWITCH, 1);
    mayPass(() -> target.activate(one, 0, step("d1", "activate")), "shelf.failing");
    assertThat(target.probe(step("d1", "activate").record()))
        .isInstanceOf(Probe.DidNotHappen.class);
    assertThat(target.activate(one, 0, step("d1", "activate")).generation()).isEqualTo(1);
    server.close();
    mayPass(() -> target.observe(), "shelf.unreachable");
    server = server.again();
    assertThat(fetch(target.live(), "/")).contains("<h1>one</h1>");
  }

  @Test
  void whatIsStagedAsksForAPassThatIsNeverWrittenDown() throws Exception {
    Staged staged = bring(activations.page("one"), "d1");
    Staged written = Json.read(Json.write(staged), Staged.class);
    assertThat(Json.write(staged)).doesNotContain("headers");
    assertThat(get(written, "/").status()).isEqualTo(403);
    assertThat(get(target.reach(written), "/").status()).isEqualTo(200);
    assertThat(target.reach(written).headers()).containsOnlyKeys(ShelfServer.PASS);
    assertThat(staged.toString())
        .doesNotContain(staged.headers().getOrDefault(ShelfServer.PASS, "?"));
  }

  @Test
  void theTokenIsSealed() throws Exception {
    String row =
        room.database.read(
            sql ->
                sql.one(
                    "select name || ' ' || kind || ' ' || address || ' ' || config || ' ' || state"
                        + " as shown, hex(secrets) as sealed from targets",
                    found -> found.text("shown") + " | " + found.text("sealed")));
    assertThat(row).startsWith("books shelf " + server.address() + " ").contains("\"room\"");
    assertThat(row).doesNotContain(TOKEN).doesNotContain(hex(TOKEN));
    assertThat(row.substring(row.indexOf(" | ") + 3)).isNotBlank();
    assertThat(drivers.require("books").secrets())
        .containsExactly(Map.entry("token", Secret.of(TOKEN)));
    assertThat(drivers.require("books").toString()).doesNotContain(TOKEN);
  }

  private static String hex(String text) {
    var hex = new StringBuilder();
    text.chars().forEach(letter -> hex.append("%02X".formatted(letter)));
    return hex.toString();
  }

  @Test
  void anAppWithAServerIsRefused() throws Exception {
    var node =
        new Serving.Service(
            "web", "/", List.of("node", "server.js"), "", Map.of(), "/", List.of(), NodeRange.ANY);
    Activation app =
        activations.of(
            Activations.app("one").with("server.js", "1"),
            new Serving("", Optional.empty(), List.of(node), List.of()),
            Map.of());
    Object before = everythingThere();
    refused(() -> target.prepare(app, target.observe()), "target.servers-unsupported");
    assertThat(everythingThere()).isEqualTo(before);
    assertThat(drivers.traits("books").runsServers()).isFalse();
  }

  @Test
  void aDomainIsOneMoreNameFromTheSwitchOn() throws Exception {
    var domain = new Domain("app.example.test", true);
    Activation one = activations.page("one");
    deploy(one);
    target = at(Activations.SITE, Optional.of(domain));
    assertThat(driver.domain(books, domain).problems()).hasSize(2);
    assertThat(target.prepare(one, target.observe()).resources()).hasSize(1);
    assertThat(named("app.example.test", "/")).startsWith("404 ");
    deploy(one);
    assertThat(named("app.example.test", "/")).startsWith("200 ").contains("<h1>one</h1>");
    assertThat(named("www.app.example.test", "/a?b=c"))
        .isEqualTo("308 http://app.example.test:" + server.port() + "/a?b=c");
    assertThat(target.addresses().getFirst())
        .hasToString("http://app.example.test:" + server.port() + "/");
    assertThat(driver.domain(books, domain).problems()).isEmpty();
    assertThat(target.prepare(one, target.observe()).resources()).isEmpty();

    Target other = at(new Site(Activations.APP, "staging"), Optional.of(domain));
    refused(() -> other.prepare(activations.page("two"), other.observe()), "target.address-taken");
    target = at(Activations.SITE, Optional.empty());
    deploy(one);
    assertThat(named("app.example.test", "/")).startsWith("404 ");
  }

  @Test
  void aRoomIsMadeLookedAfterAndRemoved() throws Exception {
    assertThat(driver.verify(books).problems()).isEmpty();
    assertThat(drivers.look("shelf", values("books")).steps()).as("it is there").isEmpty();
    Object before = everythingThere();
    assertThat(drivers.look("shelf", values("toys")).steps())
        .containsExactly("Make the room toys.");
    assertThat(everythingThere()).isEqualTo(before);
    refused(
        () -> drivers.connect("toys", "shelf", values("toys"), "not the hash", told::add),
        "deploy.stale");
    refused(() -> drivers.look("shelf", values("no room")), "shelf.room-invalid");
    told.clear();
    Connected toys = connect("toys", "toys");
    assertThat(told).as("the one step").containsExactly(0);
    connect("toys", "toys");
    assertThat(told).as("nothing is missing any more").containsExactly(0);

    deploy(activations.page("one"));
    assertThat(driver.verify(books).removal())
        .containsExactly("Remove the room books with production.guestbook.");
    drivers.remove(books, true);
    assertThat(driver.verify(books).problems())
        .containsExactly("The room books is not there any more.");
    assertThat(target.observe().pointer()).isEqualTo(Pointer.NONE);
    refused(() -> target.prepare(activations.page("two"), target.observe()), "target.not-set-up");
    driver.disconnect(books);
    assertThat(driver.verify(toys).problems()).isEmpty();
    assertThat(drivers.all()).containsExactly(toys);
  }

  @Test
  void aTokenThatIsNotKnownIsAProblem() {
    var stranger =
        new Connected(
            "books",
            "shelf",
            server.address(),
            Map.of("room", "books"),
            Map.of("token", Secret.of("another")),
            NullNode.getInstance());
    assertThat(driver.verify(stranger).problems())
        .containsExactly("The shelf at " + server.address() + " does not know this token.");
    refused(() -> driver.disconnect(stranger), "shelf.token-refused");
  }

  @Test
  void itsHistoryCanBeTakenOver() {
    Activation one = activations.page("one");
    Activation two = activations.page("two");
    deploy(one);
    Pointer now = deploy(two);
    SiteHistory history = driver.histories(books).getFirst();
    assertThat(history.site()).isEqualTo(Activations.SITE);
    assertThat(history.pointer()).isEqualTo(now);
    assertThat(history.artifacts().values())
        .containsExactlyInAnyOrder(one.artifact(), two.artifact());
    assertThat(history.switches())
        .extracting(each -> each.generation() + " " + each.release().id())
        .containsExactly("1 " + one.release().id(), "2 " + two.release().id());
    assertThat(history.switches().getFirst().settings().withheld()).containsExactly("SECRET_KEY");
  }

  @Test
  void theShelfRefusesWhatIsWrong() throws Exception {
    deploy(activations.page("one"));
    Object before = everythingThere();
    String path = "/v1/rooms/books/sites/production.guestbook";
    assertThat(ask("GET", path, "", "another")).isEqualTo(401);
    assertThat(ask("PUT", path + "/blobs/" + Sha256.of("a").hex(), "b", TOKEN)).isEqualTo(422);
    assertThat(ask("PUT", path + "/blobs/..", "b", TOKEN)).isEqualTo(422);
    for (String wrong : List.of("../a", "/a", "a//b", "a/./b", "")) {
      String release =
          Json.write(
              new ShelfApi.Release(
                  Map.of(), Optional.empty(), Map.of(wrong, "x"), NullNode.getInstance()));
      assertThat(ask("PUT", path + "/releases/v9", release, TOKEN)).as(wrong).isEqualTo(422);
    }
    assertThat(ask("PUT", path + "/releases/v9", "{", TOKEN)).isEqualTo(422);
    assertThat(ask("PUT", "/v1/rooms/..", "", TOKEN)).isEqualTo(422);
    assertThat(everythingThere()).isEqualTo(before);
  }

  private int ask(String method, String path, String body, String token) throws IOException {
    try (var line = new RawHttp(server.port())) {
      line.send(
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
              + token
              + "\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
      return line.readHead().status();
    }
  }
}
