package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.builds.PackageIndex;
import dev.freehold.check.FakeSecrets;
import dev.freehold.deploy.bring.AssetHost;
import dev.freehold.kill.Page;
import dev.freehold.render.ReturningVisitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Exports that went wrong after they left their builder, each with one cause: they go live as they
 * were there, or are told what is missing. What of it needs a server of one's own is in
 * docs/testing.md.
 */
@Tag("soak")
@ExtendWith(FirstTry.class)
class CasesIT {
  private static Launcher freehold;
  private static Optional<PackageIndex> index = Optional.empty();

  @BeforeAll
  static void launch() throws Exception {
    freehold = Launcher.withNewHome();
    index = PackageIndex.ofDebian().map(CasesIT::withPasswords);
    index.ifPresent(packages -> freehold.in(packages.variables()));
  }

  @AfterAll
  static void stop() throws Exception {
    freehold.close();
    index.ifPresent(PackageIndex::close);
  }

  /** As passlib asks bcrypt for what it is, with a password that bcrypt 5 refuses. */
  private static PackageIndex withPasswords(PackageIndex packages) {
    return packages
        .with(
            "passlib",
            "1.7.4",
            "Provides-Extra: bcrypt\nRequires-Dist: bcrypt>=3.1.0; extra == 'bcrypt'\n",
            Map.of(
                "passlib/__init__.py",
                "",
                "passlib/context.py",
                """
                import bcrypt


                class CryptContext:
                    def __init__(self, schemes, deprecated):
                        self.schemes = schemes

                    def hash(self, secret):
                        bcrypt.hashpw(b"0123456789" * 26, b"$2b$04$" + b"a" * 22)
                        return bcrypt.hashpw(secret.encode(), b"$2b$12$" + b"a" * 22).decode()
                """))
        .with(
            "bcrypt",
            "5.0.0",
            "",
            Map.of(
                "bcrypt/__init__.py",
                """
                def hashpw(password, salt):
                    if len(password) > 72:
                        raise ValueError("password cannot be longer than 72 bytes, truncate manually")
                    return salt + b"x" * 31
                """));
  }

  private static ExportFolder export(String name) throws IOException {
    return export(name, name);
  }

  private static ExportFolder export(String name, String app) throws IOException {
    return ExportFolder.ofCase(name, freehold.folder().resolve(app));
  }

  private static String live(ExportFolder app, String... more) throws Exception {
    return freehold.deploy(app.path(), more).path("url").asText();
  }

  private static JsonNode refused(ExportFolder app, String code) throws Exception {
    JsonNode refused = freehold.refused("deploy", app.path().toString(), "--yes", "--watch", "0");
    assertThat(refused.at("/error/code").asText()).isEqualTo(code);
    return refused;
  }

  private static String message(JsonNode refused) {
    return refused.at("/error/message").asText();
  }

  private static JsonNode plan(ExportFolder app) throws Exception {
    return freehold.json("plan", app.path().toString(), "--yes");
  }

  private static List<String> texts(JsonNode list, String... fields) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(
            each ->
                fields.length == 0
                    ? each.asText()
                    : List.of(fields).stream()
                        .map(field -> each.path(field).asText())
                        .collect(Collectors.joining(" ")))
        .toList();
  }

  /** All scripts of the page in one text. */
  private static String scripts(String url) throws IOException {
    var all = new StringBuilder();
    for (String part : Page.fetch(url).body().split("src=\"/")) {
      String path = part.split("\"", 2)[0];
      if (path.endsWith(".js")) {
        all.append(Page.fetch(url + path).body());
      }
    }
    return all.toString();
  }

  @Test
  void picturesThatOnlyTheBuilderHas() throws Exception {
    ExportFolder app = export("lovable-asset-pointers");
    JsonNode deployment = freehold.deploy(app.path());

    assertThat(texts(deployment.path("checks"), "severity", "rule", "file", "line"))
        .containsExactly(
            "warning left-at-builder src/App.jsx 8",
            "warning left-at-builder src/assets/logo.png.asset.json 5");
    assertThat(deployment.path("checks").toString())
        .contains(
            "hero.jpg", "logo.png", "only Lovable's hosting", "freehold app set asset-source=");
    Page picture =
        Page.fetch(
            deployment.path("url").asText()
                + "__l5e/assets-v1/11111111-1111-4111-8111-111111111111/logo.png");
    assertThat(picture.status()).isEqualTo(404);
    assertThat(picture.body()).doesNotContain("<div id=\"root\">");
  }

  @Test
  void picturesOfTheBuilderThatTheExportHasAfterAll() throws Exception {
    ExportFolder app = export("lovable-asset-pointers", "brought-pictures");
    String logo = "__l5e/assets-v1/11111111-1111-4111-8111-111111111111/logo.png";
    String hero = "__l5e/assets-v1/33333333-3333-4333-8333-333333333333/hero.jpg";
    app.with("public/" + hero, "<!doctype html><title>Sign in</title>");
    Path file = app.path().resolve("public/" + logo);
    Files.createDirectories(file.getParent());
    Files.write(file, AssetHost.PNG);
    JsonNode deployment = freehold.deploy(app.path());

    assertThat(texts(deployment.path("checks"), "severity", "rule", "file"))
        .containsExactly("warning not-brought src/App.jsx");
    String url = deployment.path("url").asText();
    Page picture = Page.fetch(url + logo);
    assertThat(picture.status()).isEqualTo(200);
    assertThat(picture.header("content-type")).isEqualTo("image/png");
    assertThat(picture.header("content-length")).isEqualTo(Integer.toString(AssetHost.PNG.length));
    assertThat(Page.fetch(url + hero).status()).isEqualTo(404);
  }

  @Test
  void anErrorThatReactMended() throws Exception {
    ExportFolder app = export("recovered-error");
    assertThat(texts(freehold.deploy(app.path()).path("notes")))
        .singleElement()
        .satisfies(note -> assertThat(note).contains("hydration", "error #418"));

    app.startingWith("src/main.jsx", "throw new Error('x');\n");
    refused(app, "gate.blank-page");
  }

  @Test
  void whatBrowsersHaveOnSafeAddressesOnly() throws Exception {
    ExportFolder app = export("secure-context");
    plan(app);
    freehold.done("app", "journey", "add", "/", "--expect", "Basket", "--app", "secure-context");
    JsonNode deployment = freehold.deploy(app.path());
    assertThat(deployment.path("checks").toString()).doesNotContain("needs-https");
  }

  @ParameterizedTest
  @CsvSource({"host-config, false", "host-config-toml, true"})
  void rulesOfTheOldHost(String name, boolean toml) throws Exception {
    ExportFolder app = export("host-config", name);
    if (toml) {
      app.without("public/_redirects")
          .without("public/_headers")
          .with(
              "netlify.toml",
              """
              [[redirects]]
              from = "/old-menu"
              to = "/menu"
              status = 301
              [[redirects]]
              from = "/api/*"
              to = "https://api.example.com/:splat"
              status = 200
              [[redirects]]
              from = "/*"
              to = "/index.html"
              status = 200
              [[headers]]
              for = "/*"
              [headers.values]
              Cross-Origin-Opener-Policy = "same-origin"
              Cross-Origin-Embedder-Policy = "require-corp"
              """);
    }
    JsonNode plan = plan(app);
    assertThat(texts(plan.path("conclusions"), "subject", "value"))
        .contains(
            "old host /old-menu leads to /menu",
            "old host not taken over: /api/* https://api.example.com/:splat 200",
            "old host /* /index.html 200",
            "old host Cross-Origin-Opener-Policy is sent for /*",
            "old host Cross-Origin-Embedder-Policy is sent for /*",
            "old host /blog leads to https://blog.example.com/",
            "old host X-Frame-Options is sent for /*");
    assertThat(plan.path("conclusions").toString())
        .contains(
            "what visitors send to /api/ would go to api.example.com, and nobody agreed to that, so"
                + " the page gets nothing there",
            "addresses that match no file answer index.html");
    assertThat(texts(plan.path("questions"), "name", "needed"))
        .contains("proxy:api.example.com false");
    freehold.done("app", "journey", "add", "/", "--expect", "Isolated: true", "--app", name);
    String url = live(app);

    Page old = Page.fetch(url + "old-menu");
    assertThat(old.status()).isEqualTo(301);
    assertThat(old.header("location")).isEqualTo("/menu");
    Page blog = Page.fetch(url + "blog");
    assertThat(blog.status()).isEqualTo(307);
    assertThat(blog.header("location")).isEqualTo("https://blog.example.com/");
    assertThat(Page.fetch(url).headers())
        .containsEntry("x-frame-options", "DENY")
        .containsEntry("cross-origin-opener-policy", "same-origin")
        .containsEntry("cross-origin-embedder-policy", "require-corp");
    assertThat(Page.fetch(url + "_redirects").body()).doesNotContain("old-menu");
    assertThat(Page.fetch(url + "_headers").body()).doesNotContain("require-corp");
  }

  @Test
  void aSecretThatTheBuildWritesIntoThePage() throws Exception {
    ExportFolder app = export("defined-secret");
    JsonNode refused = refused(app, "check.baked-variable");
    assertThat(message(refused)).contains("vite.config.ts", "GEMINI_API_KEY", "everybody can read");
    assertThat(texts(refused.path("checks"), "code", "file"))
        .contains("check.placeholder .env.local");

    String key = "AIza" + new FakeSecrets(7).alphanumeric(35);
    freehold.done("app", "set", "with=baked-variables", "--app", "defined-secret");
    freehold.done("var", "set", "GEMINI_API_KEY=" + key, "--app", "defined-secret");
    JsonNode secret = refused(app, "check.secret");
    assertThat(secret.toString()).contains("Gemini").doesNotContain(key);
  }

  @ParameterizedTest
  @CsvSource({
    "npmrc, ''",
    "variable, NODE_ENV=production",
    "dotenv, NODE_ENV=production",
    "dotenv-dev, NODE_ENV=development"
  })
  void packagesThatTheBuildNeeds(String kind, String line) throws Exception {
    String name = "omits-" + kind;
    ExportFolder app = export("npmrc-omits-dev", name);
    if (!line.isEmpty()) {
      app.without(".npmrc");
    }
    if (kind.startsWith("dotenv")) {
      app.with(".env", line + "\n");
    } else if (!line.isEmpty()) {
      freehold.run("plan", app.path().toString());
      freehold.done("var", "set", line, "--app", name);
    }
    JsonNode plan = plan(app);
    assertThat(plan.at("/changes/notes").toString().contains("all-packages"))
        .isEqualTo(kind.equals("npmrc"));
    // React's own words for developers are in its other build
    assertThat(scripts(live(app))).contains("All tools there").doesNotContain("jsxDEV");
  }

  @Test
  void aPatchThatTheAppMakesAfterAnInstall() throws Exception {
    ExportFolder app = export("postinstall-patch");
    JsonNode plan = plan(app);
    assertThat(texts(plan.path("questions"), "question").toString())
        .contains("postinstall (patch-package)");
    assertThat(plan.at("/changes/notes").toString())
        .contains("they were not run: postinstall (patch-package)", "missing in this release");
    freehold.done(
        "app", "journey", "add", "/", "--expect", "Answer: patched", "--app", "postinstall-patch");
    live(app, "--allow-script", "postinstall");
  }

  @Test
  void aPackageWhoseInstallMakesItsProgram() throws Exception {
    ExportFolder app = export("native-module");
    wantsItsScript(app);

    String server = Files.readString(app.path().resolve("server.js"));
    app.with(
        "server.js",
        """
        import express from 'express';
        express()
          .use(express.static('dist'))
          .get('/api/notes', (_, answer) => answer.json(['kept in memory']))
          .listen(process.env.PORT ?? 3000);
        """);
    String url = live(app);
    freehold.done("var", "set", "DATABASE_FILE=./notes.db", "--app", "native-module");
    JsonNode plan = plan(app.with("server.js", server));
    assertThat(texts(plan.path("questions"), "question").toString()).contains("better-sqlite3");
    assertThat(plan.at("/changes/notes").toString())
        .contains(
            "they were not run: better-sqlite3",
            "--allow-script better-sqlite3",
            "DATABASE_FILE names a database in a file of the app");
    wantsItsScript(app);
    assertThat(Page.fetch(url + "api/notes").body()).isEqualTo("[\"kept in memory\"]");
  }

  private static void wantsItsScript(ExportFolder app) throws Exception {
    JsonNode refused = refused(app, "target.server-not-ready");
    assertThat(message(refused))
        .startsWith("Likely cause: the install script of better-sqlite3 was not run");
    assertThat(refused.at("/error/remedy").asText()).contains("--allow-script better-sqlite3");
  }

  @Test
  void aServiceWorkerThatComesAndGoes() throws Exception {
    ExportFolder app = export("service-worker");
    assertThat(texts(plan(app).path("conclusions"), "subject")).contains("service worker");
    String url = live(app);
    for (String path : List.of("sw.js", "registerSW.js", "manifest.webmanifest", "index.html")) {
      Page page = Page.fetch(url + path);
      assertThat(page.status()).as(path).isEqualTo(200);
      assertThat(page.header("cache-control")).as(path).contains("no-cache");
    }
    ReturningVisitor visitor = visitor("visitor");
    assertThat(visitor.visit(url)).contains("Version one");
    live(app.replacing("index.html", "Version one", "Version two"));
    assertThat(secondVisit(visitor, url)).contains("Version two");
    freehold.done("rollback", "--yes", "--watch", "0", "--app", "service-worker");
    assertThat(Page.fetch(url).body()).contains("Version one");
    assertThat(secondVisit(visitor, url)).contains("Version one");

    live(app.with("vite.config.js", "export default {};"));
    Page ended = Page.fetch(url + "sw.js");
    assertThat(ended.status()).isEqualTo(200);
    assertThat(ended.header("cache-control")).contains("no-store");
    assertThat(ended.body()).contains(".unregister()").doesNotContain("<h1>");
    assertThat(secondVisit(visitor, url)).contains("Version two");
  }

  private static ReturningVisitor visitor(String folder) throws IOException {
    return new ReturningVisitor(Files.createDirectory(freehold.folder().resolve(folder)));
  }

  /** A worker shows what it kept at the first visit after a switch, and looks for another. */
  private static String secondVisit(ReturningVisitor visitor, String url) throws IOException {
    visitor.visit(url);
    return visitor.visit(url);
  }

  @Test
  void anAppOfFigma() throws Exception {
    ExportFolder app = export("figma-make");
    assertThat(message(refused(app, "build.failed")))
        .startsWith("src/App.tsx:3 wants a picture of Figma");

    String code = Files.readString(app.path().resolve("src/App.tsx"));
    app.with(
        "src/App.tsx",
        code.lines()
            .filter(line -> !line.startsWith("import photo"))
            .map(line -> line.replaceFirst("<img src=\\{photo}[^>]*/>", ""))
            .collect(Collectors.joining("\n")));
    JsonNode plan = plan(app);
    assertThat(plan.at("/changes/notes").toString()).contains("own-peers", "react, react-dom");
    assertThat(texts(plan.path("conclusions"), "subject", "value")).contains("output build");
    assertThat(Page.fetch(live(app)).status()).isEqualTo(200);
  }

  @Test
  void aWorkspaceOfReplit() throws Exception {
    ExportFolder app = export("replit-artifacts");
    JsonNode plan = plan(app);
    assertThat(texts(plan.path("conclusions"), "subject", "value"))
        .contains("server artifacts/api-server, answers /api");
    assertThat(plan.at("/changes/notes").toString()).doesNotContain("npm-instead");
    freehold.done(
        "app", "journey", "add", "/", "--expect", "Good morning", "--app", "replit-artifacts");

    String url = live(app);

    assertThat(Page.fetch(url).body()).contains("<h1 id=\"hello\">");
    assertThat(Page.fetch(url + "api/greeting").body())
        .isEqualTo("{\"greeting\":\"Good morning\"}");
    assertThat(Page.fetch(url + "api/none").status()).isEqualTo(404);
    assertThat(Page.fetch(url + "artifacts/api-server/dist/index.mjs").status()).isEqualTo(404);
  }

  @Test
  void aWorkspaceOfReplitWithTwoServers() throws Exception {
    ExportFolder app =
        export("replit-artifacts", "two-servers")
            .with("artifacts/jobs/.replit-artifact/artifact.toml", "kind = \"api\"");
    JsonNode refused = refused(app, "detect.unsupported-workspace");
    assertThat(message(refused)).contains("artifact.toml", "api at /api");
    assertThat(refused.at("/error/remedy").asText()).contains("root=artifacts/shop");
  }

  @Test
  void packagesOfPythonThatDoNotFitEachOther() throws Exception {
    ExportFolder app =
        export("fastapi-unpinned-bcrypt")
            .with(
                "backend/requirements.txt",
                """
                passlib[bcrypt]>=1.7.4
                fastapi
                uvicorn
                anyio
                asgiref
                click
                h11
                idna
                sniffio
                typing_extensions
                """);
    assertThat(texts(plan(app).at("/changes/notes")).toString())
        .contains(
            "backend/requirements.txt leaves versions open",
            "passlib (1.7.4)",
            "passlib 1.7.4 fails with bcrypt 5.",
            "write bcrypt==4.3.0 into backend/requirements.txt");
    String url = live(app);

    assertThat(Page.fetch(url).body()).contains("<h1>Members</h1>");
    assertThat(Page.fetch(url + "api/health").body()).isEqualTo("{\"status\":\"ok\"}");
    Page registered =
        Page.post(url + "api/register", url.replaceFirst("/$", ""), "application/json", "{}");
    assertThat(registered.status()).isEqualTo(500);
    assertThat(freehold.done("logs", "--app", "fastapi-unpinned-bcrypt").out())
        .contains(
            "Traceback (most recent call last)",
            "server.py",
            "ValueError: password cannot be longer than 72 bytes");
  }

  @Test
  void valuesWithEverySign() throws Exception {
    ExportFolder app = export("env-values");
    Map<String, String> values = new TreeMap<>();
    Json.mapper()
        .readTree(app.path().resolve("values.json").toFile())
        .properties()
        .forEach(value -> values.put(value.getKey(), value.getValue().asText()));
    plan(app);
    var set = new ArrayList<>(List.of("var", "set"));
    values.forEach((name, value) -> set.add(name + "=" + value));
    set.addAll(List.of("--app", "env-values"));
    freehold.done(set.toArray(String[]::new));
    String url = live(app);
    assertValues(url, values);
    assertThat(Page.fetch(url + "api/value/NEVER_SET").body()).isEqualTo("{\"missing\":true}");

    var others = new TreeMap<String, String>();
    var turned = new ArrayList<>(values.values());
    Collections.rotate(turned, 1);
    for (String name : values.keySet()) {
      others.put(name, turned.removeFirst());
      freehold.given(others.get(name) + "\n", "var", "set", name, "-", "--app", "env-values");
    }
    live(app);
    assertValues(url, others);
    freehold.done("rollback", "--yes", "--watch", "0", "--app", "env-values");
    assertValues(url, values);

    var told = new StringBuilder(freehold.done("logs", "--app", "env-values").out());
    told.append(plan(app));
    try (var logs = Files.walk(freehold.home().logs())) {
      for (Path log : (Iterable<Path>) logs.filter(Files::isRegularFile)::iterator) {
        told.append(Files.readString(log));
      }
    }
    assertThat(told).hasSizeGreaterThan(1000);
    assertThat(values.values())
        .filteredOn(value -> !value.isEmpty())
        .allSatisfy(value -> assertThat(told.toString()).doesNotContain(value));
  }

  private static void assertValues(String url, Map<String, String> values) throws IOException {
    for (var value : values.entrySet()) {
      byte[] bytes = value.getValue().getBytes(StandardCharsets.UTF_8);
      assertThat(Page.fetch(url + "api/value/" + value.getKey()).body())
          .as(value.getKey())
          .isEqualTo(
              "{\"bytes\":%d,\"sha256\":\"%s\"}".formatted(bytes.length, Sha256.of(bytes).hex()));
    }
  }

  @Test
  void aSessionOfManyCookies() throws Exception {
    URI url = URI.create(live(export("large-response-header")));
    // Java does not resolve names under localhost
    URI server = URI.create("http://127.0.0.1:" + url.getPort());
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> signedIn =
          client.send(
              HttpRequest.newBuilder(server.resolve("/api/sign-in"))
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .header("Host", url.getAuthority())
                  .header("Origin", "http://" + url.getAuthority())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(signedIn.statusCode()).isEqualTo(200);
      List<String> cookies = signedIn.headers().allValues("set-cookie");
      assertThat(cookies).hasSize(4);
      String cookie =
          cookies.stream().map(line -> line.split(";", 2)[0]).collect(Collectors.joining("; "));
      HttpResponse<String> me =
          client.send(
              HttpRequest.newBuilder(server.resolve("/api/me"))
                  .header("Host", url.getAuthority())
                  .header("Cookie", cookie)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(me.body()).isEqualTo("{\"cookieBytes\":" + cookie.length() + "}");
    }
  }

  @Test
  void aServerWithAHoleThatIsUsed() throws Exception {
    ExportFolder app = export("next-known-exploited");
    JsonNode refused = refused(app, "check.known-exploited");
    assertThat(message(refused))
        .contains("next 15.4.5", "CVE-2025-66478", "list of such holes is of");
    assertThat(refused.at("/error/remedy").asText()).startsWith("Set next to 15.4.8");
    String id = refused.at("/checks/0/id").asText();
    freehold.done(
        "check",
        "allow",
        id,
        "--reason",
        "nobody else reaches it",
        "--app",
        "next-known-exploited");
    live(app);

    ExportFolder files =
        export("next-known-exploited", "next-export")
            .with("next.config.js", "module.exports = { output: 'export' };");
    assertThat(Page.fetch(live(files)).body()).contains("Reading list");
  }

  @Test
  void formsOfAstro() throws Exception {
    String url =
        live(
            export("astro-form-post")
                .replacing("src/pages/index.astro", "</form>", "</form><p>{Astro.url.href}</p>"));
    String own = url.replaceFirst("/$", "");
    assertThat(Page.fetch(url).body()).contains("<p>" + own + "/</p>");
    String type = "application/x-www-form-urlencoded";
    Page thanked = Page.post(url, own, type, "name=Ann");
    assertThat(thanked.status()).isEqualTo(200);
    assertThat(thanked.body()).contains("Thank you, Ann");
    assertThat(Page.post(url, "http://evil.localhost", type, "name=Eve").status()).isEqualTo(403);
  }

  @Test
  void iconFontsOfExpo() throws Exception {
    Path app = export("expo-icon-fonts").path();
    JsonNode plan = freehold.json("plan", app.toString(), "--yes");
    assertThat(plan.at("/changes/withheld").toString()).doesNotContain("node_modules");
    String url = freehold.deploy(app).path("url").asText();
    String scripts = scripts(url);
    int at = scripts.indexOf("assets/node_modules/");
    assertThat(at).isPositive();
    String font = scripts.substring(at, scripts.indexOf(".ttf", at) + ".ttf".length());
    Page answered = Page.fetch(url + font);
    assertThat(answered.status()).as(font).isEqualTo(200);
    assertThat(answered.header("content-type")).isEqualTo("font/ttf");
    assertThat(Long.parseLong(answered.header("content-length"))).isGreaterThan(100_000);
    // as long as the font is not there, Expo leaves its icons out
    assertThat(visitor("icons").visit(url))
        .contains("Trips")
        .containsPattern("[\\uE000-\\uF8FF]|[\\x{F0000}-\\x{10FFFD}]");
  }
}
