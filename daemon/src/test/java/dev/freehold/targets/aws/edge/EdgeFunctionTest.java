package dev.freehold.targets.aws.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.ProxyRule;
import dev.freehold.detect.oldhost.HeaderRule;
import dev.freehold.detect.oldhost.Redirect;
import dev.freehold.release.Artifact;
import dev.freehold.release.HashedNames;
import dev.freehold.release.OutputTree;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activations;
import dev.freehold.targets.OldHostApp;
import dev.freehold.targets.aws.edge.EdgeScene.Reply;
import dev.freehold.targets.local.LocalScene;
import dev.freehold.targets.local.RawHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The function that is published, run by Node, with a bucket and a store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeFunctionTest {
  private static final String PAGE = "Accept: text/html";
  private static final String SCRIPT = "assets/index-AbCd1234.js";

  private ReleaseRoom room;
  private Activations activations;
  private FunctionHarness harness;
  private EdgeScene scene;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    room = new ReleaseRoom(folder.resolve("home"));
    activations = new Activations(room);
    harness = new FunctionHarness();
  }

  @AfterAll
  void end() throws Exception {
    harness.close();
  }

  @BeforeEach
  void empty() {
    scene = new EdgeScene(harness);
  }

  private Artifact artifact(Serving serving, String... paths) {
    var tree = new OutputTree();
    for (String path : paths) {
      tree.with(path, "bytes of " + path);
    }
    return room.artifacts.assemble(tree, serving, List.of());
  }

  private static Serving spa() {
    return Serving.files(Optional.of("index.html"));
  }

  private static Serving pages() {
    return Serving.files(Optional.empty());
  }

  private Artifact viteApp() {
    return artifact(
        spa(),
        "index.html",
        SCRIPT,
        "assets/style-BcDe2345.css",
        "assets/logo.png",
        "favicon.ico",
        "robots.txt",
        "LICENSE",
        ".well-known/apple-app-site-association",
        "über uns.html",
        "файлы/книга.pdf",
        "a+b&c.txt",
        "docs/index.html",
        "v1.2.html",
        "about.us.html",
        "sw.js");
  }

  @ParameterizedTest
  @CsvSource({
    "/, index.html",
    "/index.html, index.html",
    "/index, index.html",
    "/people/7, index.html",
    "/people/7?tab=a%20b, index.html",
    "/people/v1.5, index.html",
    "/people/7/, index.html",
    "/assets/index-AbCd1234.js, assets/index-AbCd1234.js",
    "/assets/logo.png, assets/logo.png",
    "/favicon.ico, favicon.ico",
    "/LICENSE, LICENSE",
    "/.well-known/apple-app-site-association, .well-known/apple-app-site-association",
    "/%C3%BCber%20uns, über uns.html",
    "/%c3%bcber%20uns.html, über uns.html",
    "/%D1%84%D0%B0%D0%B9%D0%BB%D1%8B/%D0%BA%D0%BD%D0%B8%D0%B3%D0%B0.pdf, файлы/книга.pdf",
    "/a+b&c.txt, a+b&c.txt",
    "/a%2Bb%26c.txt, a+b&c.txt",
    "/docs/, docs/index.html",
    "/v1.2, v1.2.html",
    "/about.us, about.us.html",
    "/sw.js, sw.js",
    "/%61ssets/index-AbCd1234.js, assets/index-AbCd1234.js",
  })
  void anAddressShowsItsFile(String address, String file) throws Exception {
    scene.deploy(viteApp(), "one");
    Reply reply = scene.get(address, PAGE);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.file()).isEqualTo(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/gone-XyZa9876.js",
        "/assets/gone.css",
        "/api/people",
        "/.well-known/nothing",
        "/__freehold/other",
        "/__freehold/release",
        "/people.json",
      })
  void whatIsNoPageIsNotThere(String address) throws Exception {
    scene.deploy(viteApp(), "one");
    Reply reply = scene.get(address, PAGE);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.key()).isEqualTo("e/404.html");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html,application/xhtml+xml | | 200",
        "text/html;q=0, */* | | 404",
        "*/* | | 200",
        "*/* | document | 200",
        "*/* | iframe | 200",
        "*/* | empty | 404",
        "text/html | empty | 200",
        "*/*;q=0 | | 404",
        "application/json | | 404",
        "image/webp, */* | image | 404",
        " | | 200",
        " | script | 404",
      })
  void onlyNavigationsGetThePageOfTheApp(String accept, String destination, int status)
      throws Exception {
    scene.deploy(viteApp(), "one");
    var headers = new ArrayList<String>();
    if (accept != null) {
      headers.add("Accept: " + accept);
    }
    if (destination != null) {
      headers.add("Sec-Fetch-Dest: " + destination);
    }
    assertThat(scene.get("/people", headers.toArray(String[]::new)).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/../x", "/a/%2e%2e/b", "/a%2fb", "/a%00", "/%ff", "/a%5Cb", "/%", "/a%0d%0ab"})
  void anAddressThatCouldMeanAnotherFileIsRefused(String address) throws Exception {
    scene.deploy(viteApp(), "one");
    assertThat(scene.get(address, PAGE).status()).isEqualTo(400);
  }

  @Test
  void manySlashesAreHarmless() throws Exception {
    scene.deploy(viteApp(), "one");
    assertThat(scene.get("//evil.example.com", PAGE).status()).isEqualTo(404);
    assertThat(scene.get("//evil", PAGE).file()).isEqualTo("index.html");
    assertThat(scene.get("/assets//logo.png", PAGE).status()).isEqualTo(404);
  }

  @Test
  void onlyReadingWorksWhereThereAreFiles() throws Exception {
    scene.deploy(viteApp(), "one");
    Reply reply = scene.ask("POST", "/people", PAGE);
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("allow")).isEqualTo("GET, HEAD");
    assertThat(scene.ask("HEAD", "/people").file()).isEqualTo("index.html");
  }

  @Test
  void aPageIsAskedForAgainAndAHashedFileIsNot() throws Exception {
    scene.deploy(viteApp(), "one");
    Reply page = scene.get("/", PAGE);
    assertThat(page.headers())
        .containsEntry("cache-control", "public, max-age=0, must-revalidate")
        .containsEntry("content-type", "text/html; charset=utf-8")
        .containsEntry("x-content-type-options", "nosniff")
        .doesNotContainKeys("server", "x-amz-request-id", "x-amz-meta-h");
    assertThat(page.object().orElseThrow().cacheControl()).endsWith(", s-maxage=31536000");
    assertThat(scene.get("/" + SCRIPT).header("cache-control"))
        .isEqualTo("public, max-age=31536000, immutable");
    assertThat(scene.get("/LICENSE").header("content-type")).isEqualTo("application/octet-stream");
  }

  @Test
  void aHashedFileDoesNotWaitForTheStore() throws Exception {
    scene.deploy(viteApp(), "one");
    scene.get("/", PAGE);
    int before = scene.asked;
    assertThat(scene.get("/" + SCRIPT).key()).isEqualTo("a/" + SCRIPT);
    assertThat(scene.asked).isEqualTo(before);
  }

  @Test
  void thePublicVariablesAreThoseOfThePointer() throws Exception {
    scene.deploy(viteApp(), "one");
    Reply reply = scene.get("/__freehold/env.js");
    assertThat(reply.file()).contains("\"TITLE\":\"one\"");
    assertThat(reply.header("cache-control")).isEqualTo("no-store");
    assertThat(reply.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
  }

  @Test
  void aSecondNameLeadsToTheFirst() throws Exception {
    scene.at("example.org").deploy(viteApp(), "one");
    Reply reply = scene.get("/a%20b?c=%20d&e=", "Host: www.Example.org");
    assertThat(reply.status()).isEqualTo(308);
    assertThat(reply.header("location")).isEqualTo("https://example.org/a%20b?c=%20d&e=");
    assertThat(scene.get("/", "Host: www.example.org").header("location"))
        .isEqualTo("https://example.org/");
    assertThat(scene.get("/", PAGE).status()).isEqualTo(200);
  }

  @Test
  void aStagedReleaseIsSeenOnlyWithItsHeader() throws Exception {
    scene.deploy(viteApp(), "one");
    EdgePointer two = scene.upload(artifact(pages(), "index.html"), "two", Optional.empty());
    scene.store().put(EdgeScene.SITE + "/p/abc123", Json.write(two.json()));
    String header = "x-freehold-preview: abc123";
    assertThat(scene.get("/", header).asked()).isEqualTo("Not staged.");
    scene.publish(two);
    assertThat(scene.get("/", header).key()).isEqualTo("r/two/index.html");
    assertThat(scene.get("/__freehold/release", header).asked()).isEqualTo("two");
    assertThat(scene.get("/__freehold/env.js", header).file()).contains("two");
    assertThat(scene.get("/", PAGE).key()).isEqualTo("r/one/index.html");
    assertThat(scene.get("/", "x-freehold-preview: def").status()).isEqualTo(404);
    assertThat(scene.get("/", "x-freehold-preview: ../x").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "{}", "null", "{\"r\":\"x\",\"u\":\"unknown\"}", "7"})
  void aPointerThatIsNoneLeadsToWhatWasPublished(String value) throws Exception {
    EdgePointer one = scene.deploy(viteApp(), "one");
    scene.store().put(EdgeScene.SITE, value);
    assertThat(scene.get("/people", PAGE).key()).isEqualTo("r/one/index.html");
    scene.store().clear();
    assertThat(scene.get("/people", PAGE).key()).isEqualTo("r/one/index.html");
    assertThat(one.release()).isEqualTo("one");
  }

  @Test
  void aWorkerOfAnEarlierReleaseIsEnded() throws Exception {
    scene.deploy(artifact(spa(), "index.html"), "two", "sw.js", "assets/app.js");
    assertThat(scene.get("/sw.js").file()).contains("unregister");
    assertThat(scene.get("/sw.js").header("content-type")).startsWith("text/javascript");
    assertThat(scene.get("/sw.js").header("cache-control")).isEqualTo("no-store");
    assertThat(scene.get("/assets/app.js").status()).isEqualTo(404);
  }

  @Test
  void proxiesGetTheirPathAndNothingElseDoes() throws Exception {
    URI host = URI.create("https://api.example.com");
    Serving serving =
        spa()
            .withProxies(
                List.of(new ProxyRule("/v1.0/", host, "/v2/"), new ProxyRule("/api/", host)));
    scene.deploy(artifact(serving, "index.html"), "one");
    assertThat(scene.get("/v1.0/a%20b/c").asked()).isEqualTo("/v2/a%20b/c");
    assertThat(scene.get("/%761.0/a").asked()).isEqualTo("/v2/a");
    assertThat(scene.get("/api/a").origin().orElseThrow().get("id").asText())
        .as("never where the behaviour happens to lead")
        .isEqualTo("api.example.com");
    assertThat(scene.ask("POST", "/api/a?b=c").asked()).isEqualTo("/api/a");
    assertThat(scene.get("/api/assets/x-AbCd1234.js").asked())
        .isEqualTo("/api/assets/x-AbCd1234.js");
    assertThat(scene.get("/v1x0/a", PAGE).file()).isEqualTo("index.html");
    EdgePointer without = scene.upload(artifact(spa(), "index.html"), "two", Optional.empty());
    scene.publish(without);
    scene.switchTo(without);
    Reply files = scene.get("/api/a");
    assertThat(files.asked()).isEqualTo("/r/two/api/a.html");
    assertThat(files.origin().orElseThrow().get("id").asText())
        .isEqualTo(EdgeFunction.FILES_ORIGIN);
  }

  private static Serving.Service server(String prefix) {
    return new Serving.Service(
        "web", prefix, List.of("node"), "", Map.of(), "/", List.of(), NodeRange.ANY);
  }

  private static Serving served(String prefix, Optional<String> fallback) {
    return new Serving("", fallback, List.of(server(prefix)), List.of());
  }

  private static String origin(Reply reply) {
    return reply.origin().map(origin -> origin.path("domainName").asText("files")).orElse("none");
  }

  @Test
  void aServerIsAskedBelowItsPrefixWithASecret() throws Exception {
    Artifact artifact = artifact(served("/api", Optional.of("index.html")), "index.html", SCRIPT);
    EdgePointer one = scene.upload(artifact, "one", Optional.of("abc.lambda-url.eu-west-1.on.aws"));
    scene.publish(one);
    scene.switchTo(one);
    Reply reply = scene.ask("POST", "/api/people?a=b");
    assertThat(origin(reply)).isEqualTo("abc.lambda-url.eu-west-1.on.aws");
    assertThat(reply.asked()).isEqualTo("/api/people");
    assertThat(reply.origin().orElseThrow().at("/customHeaders/x-freehold-origin").asText())
        .isEqualTo(EdgeScene.SECRET);
    assertThat(origin(scene.get("/api"))).startsWith("abc.");
    assertThat(origin(scene.get("/apis", PAGE))).isEqualTo("files");
    assertThat(origin(scene.get("/" + SCRIPT))).isEqualTo("files");
    scene.switchTo(scene.upload(artifact, "two", Optional.empty()));
    assertThat(scene.get("/api/people").asked()).isEqualTo("/r/two/api/people.html");
  }

  @Test
  void aServerOfAllAnswersWhateverIsNoFile() throws Exception {
    Artifact artifact =
        artifact(served("/", Optional.empty()), "index.html", "LICENSE", "a/b.txt", SCRIPT);
    EdgePointer one = scene.upload(artifact, "one", Optional.of("abc"), "sw.js");
    scene.publish(one);
    scene.switchTo(one);
    for (String file : List.of("/index.html", "/LICENSE", "/a/b.txt", "/" + SCRIPT, "/sw.js")) {
      Reply reply = scene.get(file);
      assertThat(origin(reply)).as(file).isEqualTo("files");
      assertThat(reply.status()).as(file).isEqualTo(200);
    }
    for (String page :
        List.of("/", "/index", "/x", "/a/c.txt", "/a%2fb", "/static/own-AbCd1234.js")) {
      assertThat(origin(scene.get(page, PAGE))).as(page).isEqualTo("abc");
    }
    assertThat(origin(scene.ask("POST", "/a/b.txt"))).isEqualTo("abc");
    assertThat(scene.get("/__freehold/env.js").key()).isEqualTo("s/settings-of-one.js");
  }

  @Test
  void whatIsMeantForAServerGoesNowhereElse() throws Exception {
    Artifact artifact = artifact(served("/", Optional.empty()), "index.html", SCRIPT);
    EdgePointer one = scene.upload(artifact, "one", Optional.of("refused"));
    scene.publish(one);
    scene.switchTo(one);
    assertThat(scene.ask("POST", "/people").status()).isEqualTo(503);
    Reply page = scene.get("/people");
    assertThat(origin(page)).isEqualTo("files");
    assertThat(page.asked()).isEqualTo("/r/one/people");
  }

  @Test
  void aStagedServerIsNotAskedWhereAnswersAreKept() throws Exception {
    Artifact artifact = artifact(served("/", Optional.empty()), "index.html", SCRIPT);
    EdgePointer one = scene.upload(artifact, "one", Optional.of("abc"));
    scene.publish(one);
    scene.switchTo(one);
    EdgePointer staged = scene.upload(artifact, "two", Optional.of("def"));
    scene.store().put(EdgeScene.SITE + "/p/token", staged.json().toString());
    String header = "x-freehold-preview: token";
    assertThat(origin(scene.get("/assets/made", header))).isEqualTo("none");
    assertThat(scene.get("/assets/made", header).status()).isEqualTo(404);
    assertThat(origin(scene.get("/people", header))).isEqualTo("def");
    assertThat(scene.get("/" + SCRIPT, header).file()).isEqualTo(SCRIPT);
    assertThat(origin(scene.get("/assets/made"))).isEqualTo("abc");
  }

  @Test
  void headersThatAFunctionMayNotSetAreLeftOut() throws Exception {
    List<HeaderRule> headers =
        List.of(
            new HeaderRule("/*", "X-Accel-Buffering", "no"),
            new HeaderRule("/*", "x-amzn-trace-id", "1"),
            new HeaderRule("/*", "X-Frame-Options", "DENY"));
    Serving serving = pages().with(Optional.empty(), List.of(), headers);
    scene.deploy(artifact(serving, "index.html"), "one");
    assertThat(scene.get("/").headers())
        .containsEntry("x-frame-options", "DENY")
        .doesNotContainKeys("x-accel-buffering", "x-amzn-trace-id");
  }

  @Test
  void twoFilesThatWouldHaveOneKeyHaveTwo() throws Exception {
    scene.deploy(artifact(pages(), "LICENSE", "LICENSE.html", "a/b", "a/b.html"), "one");
    assertThat(scene.get("/LICENSE").file()).isEqualTo("LICENSE");
    assertThat(scene.get("/LICENSE.html").file()).isEqualTo("LICENSE.html");
    assertThat(scene.get("/a/b").file()).isEqualTo("a/b");
    assertThat(scene.get("/a/b.html").file()).isEqualTo("a/b.html");
  }

  @Test
  void manyFoldersAreNotListed() throws Exception {
    String[] paths =
        IntStream.range(0, 1200)
            .mapToObj("blog/post-number-%d/index.html"::formatted)
            .toArray(String[]::new);
    var all = new ArrayList<String>(List.of(paths));
    all.addAll(List.of("index.html", "about.html", "v1.x/index.html", "LICENSE", "404.html"));
    scene.deploy(artifact(pages(), all.toArray(String[]::new)), "one");
    assertThat(scene.source().length()).isLessThan(8_000);
    for (String folder : List.of("/blog/post-number-7", "/v1.x")) {
      Reply reply = scene.get(folder + "?a=b");
      assertThat(reply.status()).as(folder).isEqualTo(308);
      assertThat(reply.header("location")).isEqualTo(folder + "/?a=b");
      assertThat(reply.header("cache-control")).isEqualTo("no-cache");
      assertThat(scene.get(folder + "/").status()).as(folder).isEqualTo(200);
    }
    assertThat(scene.get("/about").file()).isEqualTo("about.html");
    assertThat(scene.get("/LICENSE").file()).isEqualTo("LICENSE");
    assertThat(scene.get("/gone.css").file()).isEqualTo("404.html");
  }

  @Test
  void rulesThatDoNotFitAreRefused() {
    var redirects = new ArrayList<Redirect>();
    for (int i = 0; i < 200; i++) {
      redirects.add(new Redirect("/old-page-" + i, "/new-page-" + i, 301, false));
    }
    Serving many = spa().with(Optional.of("index.html"), redirects, List.of());
    assertThatThrownBy(() -> scene.deploy(artifact(many, "index.html"), "one"))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("aws.rules-too-large"));
    List<HeaderRule> overlapping =
        IntStream.range(0, 7)
            .mapToObj(
                i ->
                    new HeaderRule(
                        IntStream.range(0, 7)
                            .mapToObj(j -> i == j ? "/x" : "/:a" + j)
                            .collect(Collectors.joining()),
                        "x-" + i,
                        "y"))
            .toList();
    Serving ways = spa().with(Optional.of("index.html"), List.of(), overlapping);
    assertThatThrownBy(() -> scene.deploy(artifact(ways, "index.html"), "one"))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("aws.rules-too-large"));
  }

  @Test
  void headersThatDoNotFitAreRefused() {
    List<HeaderRule> headers =
        List.of(
            new HeaderRule("/*", "x-one", "a".repeat(1200)),
            new HeaderRule("/*", "x-two", "b".repeat(1200)));
    Serving serving = spa().with(Optional.of("index.html"), List.of(), headers);
    assertThatThrownBy(() -> scene.deploy(artifact(serving, "index.html"), "one"))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("aws.headers-too-long"));
  }

  @Test
  void whatCloudFrontDoesNotKnowIsNotUsed() throws Exception {
    scene.deploy(viteApp(), "one");
    assertThat(scene.source())
        .startsWith("import cf from 'cloudfront';")
        .doesNotContain("?.", "...", "class ", "??", "(?<", "eval(", "for await", "**")
        .doesNotContainPattern("async ?\\(")
        .doesNotContainPattern("[(,?:]await ")
        .doesNotContain("HashedNames")
        .hasSizeLessThan(6_500);
    EdgePointer pointer = new EdgePointer(3, "r", "s", "u", Optional.of("f"));
    assertThat(pointer.json().toString())
        .isEqualTo("{\"g\":3,\"r\":\"r\",\"s\":\"s\",\"u\":\"u\",\"f\":\"f\"}");
  }

  /** Both say it of a name alone, so they must say the same. */
  @Test
  void theFunctionTakesTheSameNamesForHashedAsABuildDoes() throws Exception {
    scene.deploy(artifact(pages(), "index.html"), "one");
    var stems =
        List.of(
            "index-AbCd1234",
            "index-abcdefgh",
            "index-12345678",
            "index-ABCDEFGH",
            "index-Abcdefgh",
            "index_Ab_d12-4",
            "0123456789abcdef",
            "deadbeef",
            "12345678",
            "main.0a1b2c3d",
            "main.0A1B2C3D",
            "main-0a1b2c3d4",
            "x7Kq2LmP",
            "photo-x7Kq2LmP",
            "photo-iPhone15",
            "photo",
            "-AbCd1234",
            ".AbCd1234",
            "a-abcd123");
    var folders = List.of("", "assets/", "a/_next/static/", "myassets/", "img/", "build/x/");
    var endings =
        List.of("", ".js", ".mjs", ".css", ".js.map", ".css.map", ".map", ".png", ".html");
    for (String folder : folders) {
      for (String stem : stems) {
        for (String ending : endings) {
          String path = folder + stem + ending;
          assertThat(scene.get("/" + path).asked().startsWith("/a/"))
              .as(path)
              .isEqualTo(HashedNames.isHashed(path));
        }
      }
    }
  }

  private Artifact large(String release) {
    var paths = new ArrayList<String>(List.of("index.html", "404.html", "sw.js", "robots.txt"));
    for (int i = 0; i < 550; i++) {
      paths.add("assets/chunk%d-%s.js".formatted(i, hash(release + i)));
      paths.add("images/picture-%d.png".formatted(i));
    }
    for (int i = 0; i < 100; i++) {
      paths.add("page-%d.html".formatted(i));
    }
    return artifact(spa(), paths.toArray(String[]::new));
  }

  private static String hash(String text) {
    return Sha256.of(text).hex().substring(0, 7) + "a";
  }

  @Test
  void aStoreThatFailsNowAndThenShowsNobodyAWrongFile() throws Exception {
    Artifact first = large("one");
    Artifact second = large("two");
    EdgePointer one = scene.deploy(first, "one");
    scene.failing(10);
    visitAll(first, first, "one");
    scene.deploy(second, "two");
    visitAll(second, first, "two");
    scene.switchTo(one);
    visitAll(first, second, "two", "one");
  }

  /** Pages of another release that are still open load their scripts too. */
  private void visitAll(Artifact live, Artifact other, String... releases) throws Exception {
    for (Artifact.File file : live.files()) {
      Reply reply = scene.get("/" + file.path());
      assertThat(reply.status()).as(file.path()).isEqualTo(200);
      assertThat(reply.file()).isEqualTo(file.path());
      if (!file.immutable()) {
        assertThat(reply.key().split("/")[1]).isIn((Object[]) releases);
      }
    }
    for (Artifact.File file : other.files()) {
      if (file.immutable()) {
        assertThat(scene.get("/" + file.path()).file()).isEqualTo(file.path());
      }
    }
  }

  @Test
  void theAppGoesOnDoingWhatTheOldHostDid() throws Exception {
    Artifact app = OldHostApp.of(activations).artifact();
    scene.deploy(app, "one");
    OldHostApp.check(
        (path, headers) -> {
          Reply reply = scene.get(path, headers);
          String body = reply.object().isPresent() ? body(app, reply) : reply.asked();
          // CloudFront asks no function about an error's headers
          return new OldHostApp.Said(
              reply.status(),
              body,
              name ->
                  reply.status() == 404
                      ? OldHostApp.POLICY
                      : reply.header(name.toLowerCase(Locale.ROOT)));
        });
  }

  private String body(Artifact app, Reply reply) throws Exception {
    for (Artifact.File file : app.files()) {
      if (file.path().equals(reply.file())) {
        try (var in = room.blobs.open(file.blob())) {
          return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    return "";
  }

  /**
   * But for hashed names that no release has: only a list could tell that a redirect is for them.
   */
  @Test
  void itAnswersAsThisMachineDoes() throws Exception {
    try (var local = new LocalScene(room)) {
      for (Serving serving : List.of(OldHostApp.serving(), redirecting(), pages(), spa())) {
        OutputTree tree = Activations.app("one");
        for (String path : FILES) {
          tree.with(path, "bytes of " + path);
        }
        var activation = activations.of(tree, serving, Map.of());
        local.deploy(Activations.SITE, activation);
        scene = new EdgeScene(harness);
        scene.deploy(activation.artifact(), "one");
        for (String path : ASKED) {
          for (String accept : List.of("text/html", "application/json", "*/*")) {
            compare(local, activation.artifact(), path, "Accept: " + accept);
          }
        }
      }
    }
  }

  private static final List<String> FILES =
      List.of(
          "about.html",
          "start.html",
          "docs/index.html",
          "docs/guide.html",
          "docs/guide/index.html",
          "blog/first.html",
          "blog/pictures/one.png",
          "LICENSE",
          "LICENSE.html",
          "v1.2/index.html",
          "v1.3.html",
          "about.us.html",
          "über/ç d.html",
          "it's.html",
          "404.html");

  private static final List<String> ASKED =
      List.of(
          "/",
          "/index",
          "/index/",
          "/about",
          "/about/",
          "/about.html",
          "/about?x=y%20z",
          "/start",
          "/start/",
          "/docs",
          "/docs?a=b",
          "/docs/",
          "/docs/index",
          "/docs/guide",
          "/docs/guide/",
          "/docs/gone",
          "/blog/first",
          "/blog/first/",
          "/blog/first.html",
          "/blog/second",
          "/blog/pictures/one.png",
          "/blog",
          "/blog/",
          "/LICENSE",
          "/LICENSE.html",
          "/v1.2",
          "/v1.3",
          "/v1.4",
          "/about.us",
          "/%C3%BCber/%C3%A7%20d",
          "/%C3%BCber/%C3%A7%20e",
          "/it's",
          "/it%27s",
          "/old-menu",
          "/old-menu/?a=b",
          "/old/a/b%20c?d=e",
          "/old//evil",
          "/p/7%20a/edit?x=y",
          "/p/7/edit/more",
          "/out//evil.example.com",
          "/moved/x?y",
          "/api/gone",
          "/gone",
          "/gone.css",
          "/.well-known/x",
          "/__freehold/x",
          "/a/../b",
          "/a%2fb",
          "/%zz",
          "//admin/x",
          "/picture.png");

  private static Serving redirecting() {
    return pages()
        .with(
            Optional.empty(),
            List.of(
                new Redirect("/docs", "/about", 301, false),
                new Redirect("/blog/*", "/news/:splat?from=blog", 302, false),
                new Redirect("/old/:a/*", "https://example.com/:splat/:a", 307, true),
                new Redirect("/moved/*", "/", 308, true),
                new Redirect("/über/*", "/u", 303, false),
                new Redirect("/*", "/all/:splat", 302, false)),
            List.of());
  }

  private void compare(LocalScene local, Artifact artifact, String path, String header)
      throws Exception {
    RawHttp.Reply there = local.get(path, header);
    Reply here = scene.get(path, header);
    String asked = path + " " + header;
    assertThat(here.status()).as(asked).isEqualTo(there.status());
    assertThat(here.header("location")).as(asked).isEqualTo(there.header("Location").orElse(""));
    if (there.status() == 200) {
      assertThat(body(artifact, here)).as(asked).isEqualTo(there.text());
      assertThat(here.header("content-type"))
          .as(asked)
          .isEqualTo(there.header("Content-Type").orElseThrow());
    }
  }
}
