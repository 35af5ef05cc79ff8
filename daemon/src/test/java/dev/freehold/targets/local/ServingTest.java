package dev.freehold.targets.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.Decoder;
import dev.freehold.release.Artifact;
import dev.freehold.release.OutputTree;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.Site;
import dev.freehold.targets.local.RawHttp.Reply;
import dev.freehold.targets.local.site.SiteFolder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the serving process answers, asked over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServingTest {
  private static final String SCRIPT = "assets/index-4f9a1b2c.js";
  private static final String CODE = "export const answer = 42;\n".repeat(400);
  private static final byte[] FILM = new byte[300_000];
  private static final Site PLAIN = new Site("plain", "production");
  private static final Site EMPTY = new Site("empty", "production");

  private ReleaseRoom room;
  private LocalScene scene;
  private Artifact artifact;

  @BeforeAll
  void serve(@TempDir Path folder) throws Exception {
    new Random(3).nextBytes(FILM);
    room = new ReleaseRoom(folder.resolve("home"));
    scene = new LocalScene(room);
    var activations = new Activations(room);
    Activation app =
        activations.of(
            app(),
            Map.of(
                "VITE_TITLE",
                "</script><script>alert(1)</script>\u2028\u2029\"'&",
                "SECRET_KEY",
                "hidden"));
    artifact = app.artifact();
    scene.deploy(Activations.SITE, app);
    scene.deploy(PLAIN, activations.of(plain(), Map.of()));
    scene
        .open(EMPTY)
        .provision(
            app,
            scene.open(EMPTY).prepare(app, scene.open(EMPTY).observe()),
            RunningStep.of("d", "provision"));
  }

  @AfterAll
  void end() throws Exception {
    scene.close();
    room.close();
  }

  /** A single-page app. */
  private static OutputTree app() {
    return new OutputTree()
        .with("index.html", "<!doctype html><title>Guestbook</title><div id=root></div>")
        .with(SCRIPT, CODE)
        .with("assets/plain.css", "a{}")
        .with("robots.txt", "User-agent: *")
        .with("film.mp4", FILM)
        .with("empty.txt", "")
        .with("größe 1.txt", "non-ASCII")
        .with("docs/index.html", "<h1>docs</h1>")
        .with("about.html", "<h1>about</h1>");
  }

  /** Pages without a fallback, with a page for what is not there. */
  private static OutputTree plain() {
    return new OutputTree()
        .with("start.html", "<h1>start</h1>")
        .with("404.html", "<h1>nobody is home</h1>" + " ".repeat(3_000));
  }

  private Reply get(String path, String... headers) throws Exception {
    return scene.get(path, headers);
  }

  private Reply plain(String path, String... headers) throws Exception {
    return RawHttp.get(scene.port(), "plain.localhost", path, headers);
  }

  private Artifact.File file(String path) {
    return artifact.files().stream().filter(f -> f.path().equals(path)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /                        | text/html; charset=utf-8       | no-cache
          /index.html              | text/html; charset=utf-8       | no-cache
          /assets/index-4f9a1b2c.js| text/javascript; charset=utf-8 | public, max-age=31536000, immutable
          /assets/plain.css        | text/css; charset=utf-8        | no-cache
          /robots.txt              | text/plain; charset=utf-8      | no-cache
          /film.mp4                | video/mp4                      | no-cache
          /empty.txt               | text/plain; charset=utf-8      | no-cache
          /gr%C3%B6%C3%9Fe%201.txt | text/plain; charset=utf-8      | no-cache
          /docs/                   | text/html; charset=utf-8       | no-cache
          /about                   | text/html; charset=utf-8       | no-cache
          """)
  void filesHaveTheirTypeAndCaching(String path, String type, String caching) throws Exception {
    Reply reply = get(path);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).contains(type);
    assertThat(reply.header("Cache-Control")).contains(caching);
    assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(reply.header("Freehold-Release")).contains("v1");
    assertThat(reply.header("ETag").orElseThrow()).matches("\"[0-9a-f]{64}\"");
    assertThat(reply.header("Server")).isEmpty();

    Reply head = RawHttp.once(scene.port(), "HEAD", "guestbook.localhost", path);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : List.of("content-length", "etag", "content-type")) {
      assertThat(head.header(name)).as(name).isEqualTo(reply.header(name));
    }
  }

  @Test
  void bodiesAreTheFilesBytes() throws Exception {
    assertThat(get("/film.mp4").body()).isEqualTo(FILM);
    assertThat(get("/" + SCRIPT).text()).isEqualTo(CODE);
    assertThat(get("/empty.txt").body()).isEmpty();
    assertThat(get("/gr%C3%B6%C3%9Fe%201.txt").text()).isEqualTo("non-ASCII");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                                | -
          gzip                             | gzip
          br                               | br
          gzip, deflate, br, zstd          | br
          GZIP                             | gzip
          br;q=0, gzip                     | gzip
          br;q=0.5, gzip;q=0.8             | gzip
          *                                | br
          gzip;q=0, *;q=0.1                | br
          identity, gzip;q=0.5             | -
          identity;q=0, gzip               | gzip
          *;q=0                            | -
          br;q=nonsense                    | -
          deflate                          | -
          """)
  void theSmallestAcceptableEncodingIsSent(@Nullable String accepted, @Nullable String coding)
      throws Exception {
    Reply reply =
        accepted == null ? get("/" + SCRIPT) : get("/" + SCRIPT, "Accept-Encoding: " + accepted);
    assertThat(reply.header("Content-Encoding")).isEqualTo(Optional.ofNullable(coding));
    assertThat(reply.header("Vary")).contains("Accept-Encoding");
    byte[] bytes = reply.body();
    if ("gzip".equals(coding)) {
      bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    } else if ("br".equals(coding)) {
      Brotli4jLoader.ensureAvailability();
      bytes = Decoder.decompress(bytes).getDecompressedData();
    }
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(CODE);
  }

  @Test
  void everyEncodingHasItsOwnTagAndNoTagIsSentForOthers() throws Exception {
    String identity = get("/" + SCRIPT).header("ETag").orElseThrow();
    String brotli = get("/" + SCRIPT, "Accept-Encoding: br").header("ETag").orElseThrow();
    assertThat(identity).isEqualTo('"' + file(SCRIPT).blob().hex() + '"').isNotEqualTo(brotli);
    assertThat(get("/" + SCRIPT, "If-None-Match: " + brotli).status()).isEqualTo(200);
    Reply same = get("/" + SCRIPT, "Accept-Encoding: br", "If-None-Match: " + brotli);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.header("ETag")).contains(brotli);
    assertThat(same.header("Vary")).contains("Accept-Encoding");
    assertThat(same.header("Cache-Control").orElseThrow()).contains("immutable");
  }

  @Test
  void aKnownTagIsNotSentAgain() throws Exception {
    String tag = get("/robots.txt").header("ETag").orElseThrow();
    for (String condition : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
      assertThat(get("/robots.txt", "If-None-Match: " + condition).status())
          .as(condition)
          .isEqualTo(304);
    }
    assertThat(get("/robots.txt", "If-None-Match: \"x\"").status()).isEqualTo(200);
    assertThat(get("/a/deep/link", "If-None-Match: " + get("/").header("ETag").orElseThrow()))
        .as("the fallback is the same document")
        .extracting(Reply::status)
        .isEqualTo(304);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bytes=0-99        | 0      | 100
          bytes=100000-     | 100000 | 200000
          bytes=-1000       | 299000 | 1000
          bytes=-999999     | 0      | 300000
          bytes=299999-     | 299999 | 1
          bytes=299990-9999999 | 299990 | 10
          """)
  void aRangeIsAPartOfTheBytes(String range, int first, int length) throws Exception {
    Reply reply = get("/film.mp4", "Range: " + range, "Accept-Encoding: gzip");
    assertThat(reply.status()).isEqualTo(206);
    assertThat(reply.header("Content-Range"))
        .contains("bytes " + first + "-" + (first + length - 1) + "/300000");
    assertThat(reply.body()).isEqualTo(Arrays.copyOfRange(FILM, first, first + length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=300000-", "bytes=400000-500000", "bytes=-0"})
  void aRangeBeyondTheEndIsRefused(String range) throws Exception {
    Reply reply = get("/film.mp4", "Range: " + range);
    assertThat(reply.status()).isEqualTo(416);
    assertThat(reply.header("Content-Range")).contains("bytes */300000");
    assertThat(reply.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=0-1,5-6", "bytes=5-2", "bytes=-", "bytes=a-b", "items=0-1", "nonsense"})
  void aRangeThatIsNotOneRangeIsPassedOver(String range) throws Exception {
    Reply reply = get("/film.mp4", "Range: " + range);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).hasSize(FILM.length);
  }

  @Test
  void aRangeHoldsOnlyForTheBytesItWasAskedFor() throws Exception {
    String tag = get("/film.mp4").header("ETag").orElseThrow();
    assertThat(get("/film.mp4", "Range: bytes=0-0", "If-Range: " + tag).status()).isEqualTo(206);
    assertThat(get("/film.mp4", "Range: bytes=0-0", "If-Range: \"other\"").status()).isEqualTo(200);
    assertThat(
            get("/film.mp4", "Range: bytes=0-0", "If-Range: Mon, 04 May 2026 10:00:00 GMT")
                .status())
        .isEqualTo(200);
    assertThat(get("/" + SCRIPT, "Range: bytes=0-5", "Accept-Encoding: br").text())
        .as("parts are parts of the plain bytes")
        .isEqualTo("export");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          /entries/7          | -                             | -        | 200
          /entries/7          | */*                           | -        | 200
          /entries/7          | text/html,*/*;q=0.8           | document | 200
          /entries/7?page=2   | text/html                     | -        | 200
          /entries/           | text/html                     | -        | 200
          /docs/v1.2          | text/html                     | -        | 200
          /entries/7          | text/html                     | empty    | 200
          /entries/7          | */*                           | iframe   | 200
          /entries/7          | */*                           | empty    | 404
          /entries/7          | */*                           | script   | 404
          /entries/7          | application/json              | -        | 404
          /entries/7          | image/avif,image/*            | image    | 404
          /entries/7          | text/html;q=0, */*            | -        | 404
          /missing.js         | text/html                     | document | 404
          /assets/index-0a0a0a0a.js | */*                     | -        | 404
          /manifest.json      | text/html                     | -        | 404
          /favicon.ico        | */*                           | -        | 404
          /api                | text/html                     | -        | 404
          /api/entries        | text/html                     | document | 404
          /.well-known/thing  | text/html                     | -        | 404
          /__freehold/thing   | text/html                     | -        | 404
          /__l5e/assets-v1/1/a.png | text/html                | document | 404
          /__l5e/assets-v1/1/logo | text/html                 | document | 404
          /apiary             | text/html                     | -        | 200
          """)
  void onlyNavigationsFallBackToTheApp(
      String path, @Nullable String accept, @Nullable String destination, int status)
      throws Exception {
    var headers = new ArrayList<String>();
    if (accept != null) {
      headers.add("Accept: " + accept);
    }
    if (destination != null) {
      headers.add("Sec-Fetch-Dest: " + destination);
    }
    Reply reply = get(path, headers.toArray(String[]::new));
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Freehold-Release")).contains("v1");
    if (status == 200) {
      assertThat(reply.text()).contains("<div id=root>");
      assertThat(reply.header("Cache-Control")).contains("no-cache");
    } else {
      assertThat(reply.text()).doesNotContain("<div id=root>");
    }
  }

  @Test
  void withoutAFallbackThereIsAPageForWhatIsNotThere() throws Exception {
    Reply own = plain("/missing", "Accept: text/html", "Accept-Encoding: br");
    assertThat(own.status()).isEqualTo(404);
    assertThat(own.header("Content-Encoding")).contains("br");
    assertThat(own.header("Cache-Control")).contains("no-cache");
    assertThat(plain("/missing").text()).startsWith("<h1>nobody is home</h1>");
    assertThat(plain("/missing", "Range: bytes=0-3").status()).isEqualTo(404);
    assertThat(plain("/missing.png", "Accept: image/*").header("Content-Type"))
        .contains("text/plain; charset=utf-8");
    assertThat(plain("/", "Accept: text/html").status()).isEqualTo(404);
    assertThat(plain("/start.html").status()).isEqualTo(200);

    Reply ours = get("/missing.png", "Accept: text/html");
    assertThat(ours.status()).isEqualTo(404);
    assertThat(ours.text()).contains("lang=\"en\"").contains("<h1>Page not found</h1>");
  }

  @Test
  void aFolderIsRedirectedToItsSlash() throws Exception {
    Reply reply = get("/docs?x=1&y=%2F");
    assertThat(reply.status()).isEqualTo(308);
    assertThat(reply.header("Location")).contains("/docs/?x=1&y=%2F");
    assertThat(get("/docs/").text()).isEqualTo("<h1>docs</h1>");
    assertThat(get("//docs", "Accept: text/html").status()).isEqualTo(200);
    assertThat(get("//docs").header("Location")).as("never to another host").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../pointer.json",
        "/assets/../../pointer.json",
        "/%2e%2e/pointer.json",
        "/..%2fpointer.json",
        "/assets%2Findex.js",
        "/assets/..",
        "/./index.html",
        "/index.html%00.js",
        "/%00",
        "/a\\b",
        "/a%5cb",
        "/%0d%0aSet-Cookie:x",
        "/%7f",
        "/%",
        "/%4",
        "/%zz",
        "/%ff%fe",
        "/%c0%ae%c0%ae/pointer.json",
      })
  void aPathThatCouldMeanAnotherIsRefused(String path) throws Exception {
    Reply reply = get(path, "Accept: text/html");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(reply.header("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"})
  void onlyReadingWorks(String method) throws Exception {
    Reply reply = RawHttp.once(scene.port(), method, "guestbook.localhost", "/");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).contains("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "guestbook.localhost.example.com",
        "evil.com:7420",
        "other.localhost",
        "127.0.0.1",
        "localhost",
        "[::1]",
        "staging.guestbook.localhost",
        "x.production.guestbook.localhost",
        "a.v1.production.guestbook.localhost",
        "..localhost",
        ".localhost",
        "ports.json.localhost",
        "xn--guestbook.localhost",
      })
  void anUnknownHostIsRefused(String host) throws Exception {
    Reply reply = RawHttp.get(scene.port(), host, "/");
    assertThat(reply.status()).isEqualTo(421);
    assertThat(reply.text()).isEqualTo("No app has this name here.\n");
  }

  @Test
  void hostNamesHaveNoCaseAndMayHaveAPort() throws Exception {
    for (String host :
        List.of("guestbook.localhost", "GuestBook.LOCALHOST:1", "production.guestbook.localhost")) {
      assertThat(RawHttp.get(scene.port(), host, "/").status()).as(host).isEqualTo(200);
    }
    assertThat(RawHttp.get(scene.port(), "v1.production.guestbook.localhost", "/").status())
        .isEqualTo(200);
    assertThat(RawHttp.get(scene.port(), "v9.production.guestbook.localhost", "/").status())
        .isEqualTo(404);
  }

  @Test
  void theOwnPortAnswersToThisMachineAndToTheSite() throws Exception {
    int port = scene.ownPort(Activations.SITE);
    for (String host :
        List.of("127.0.0.1:" + port, "localhost:" + port, "guestbook.localhost:" + port)) {
      assertThat(RawHttp.get(port, host, "/").text()).as(host).contains("Guestbook");
    }
    for (String host :
        List.of("example.com", "plain.localhost", "v1.production.guestbook.localhost")) {
      assertThat(RawHttp.get(port, host, "/").status()).as(host).isEqualTo(421);
    }
    assertThat(scene.ownPort(PLAIN)).isNotEqualTo(port);
  }

  @Test
  void publicValuesAreAScriptThatNothingCanBreakOutOf() throws Exception {
    Reply reply = get("/__freehold/env.js");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).contains("text/javascript; charset=utf-8");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.text())
        .isEqualTo(
            "globalThis.__FREEHOLD_ENV__={\"VITE_TITLE\":\"\\u003c/script\\u003e\\u003cscript"
                + "\\u003ealert(1)\\u003c/script\\u003e\\u2028\\u2029\\\"'\\u0026\"};\n");
    assertThat(plain("/__freehold/env.js").text())
        .as("always there")
        .isEqualTo("globalThis.__FREEHOLD_ENV__={};\n");
  }

  @Test
  void aSiteThatWasNeverDeployedSaysSo() throws Exception {
    Reply reply = RawHttp.get(scene.port(), "empty.localhost", "/", "Accept: text/html");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.text()).contains("Nothing is live here yet");
  }

  @Test
  void whatIsNotHttpIsRefused() throws Exception {
    try (var connection = new RawHttp(scene.port())) {
      connection.send("GET / HTTP/1.1\r\n\r\n");
      assertThat(connection.read(false).status()).as("no Host").isEqualTo(400);
    }
    try (var connection = new RawHttp(scene.port())) {
      connection.send("GET / HTTP/1.1\r\nHost: a.localhost\r\nHost: b.localhost\r\n\r\n");
      Reply reply = connection.read(false);
      assertThat(reply.status()).as("two Hosts").isEqualTo(400);
      assertThat(reply.text()).isEqualTo("This request can't be read.\n");
    }
  }

  @Test
  void aMissingFileIsAnErrorAndNotAnEmptyAnswer() throws Exception {
    var site = SiteFolder.of(room.home, Activations.SITE);
    Path blob = site.blob(file("robots.txt").blob());
    Path aside = blob.resolveSibling("aside");
    Files.move(blob, aside);
    try {
      Reply reply = get("/robots.txt");
      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.text()).isEqualTo("This app can't be served right now.\n");
      assertThat(reply.header("Cache-Control")).contains("no-store");
    } finally {
      Files.move(aside, blob);
    }
  }

  @Test
  void oneConnectionAnswersManyRequests() throws Exception {
    try (var connection = new RawHttp(scene.port())) {
      for (int i = 0; i < 50; i++) {
        assertThat(connection.ask("GET", "guestbook.localhost", "/film.mp4").body())
            .hasSize(FILM.length);
        assertThat(connection.ask("HEAD", "guestbook.localhost", "/film.mp4").body()).isEmpty();
        assertThat(connection.ask("GET", "guestbook.localhost", "/x/y").status()).isEqualTo(200);
      }
    }
  }
}
