package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.SseClient;
import dev.freehold.builds.PackageIndex;
import dev.freehold.kill.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exports as the builders make them, each with what breaks outside: installed, built, shown by the
 * browser and served, or stopped with the code that says why. They have no npm lock file, so that
 * what is installed is what is to be had.
 */
@ExtendWith(FirstTry.class)
class ExportsIT {
  private static Launcher freehold;
  private static Optional<PackageIndex> index = Optional.empty();

  @BeforeAll
  static void launch() throws Exception {
    freehold = Launcher.withNewHome();
    index = PackageIndex.ofDebian();
    index.ifPresent(packages -> freehold.in(packages.variables()));
  }

  @AfterAll
  static void stop() throws Exception {
    freehold.close();
    index.ifPresent(PackageIndex::close);
  }

  /** Where the code of a page is into which many components are put. */
  private static final Map<String, String> PAGES =
      Map.of(
          "bolt-vite", "src/main.ts",
          "base44-vite", "src/main.ts",
          "express", "client/src/main.js",
          "cra", "src/index.js",
          "next-export", "app/page.js",
          "next-server", "app/page.js",
          "remix", "app/routes/_index.tsx",
          "tanstack-nitro", "src/routes/index.tsx",
          "tanstack-worker", "src/routes/index.tsx",
          "emergent", "frontend/src/App.js");

  /** Those with React. */
  private static final Map<String, String> EXTENSIONS =
      Map.of(
          "cra", "jsx",
          "next-export", "jsx",
          "next-server", "jsx",
          "remix", "tsx",
          "tanstack-nitro", "tsx",
          "tanstack-worker", "tsx",
          "emergent", "jsx");

  private static final Map<String, String> PICTURES =
      Map.of("express", "client/public/hero.png", "emergent", "frontend/public/hero.png");

  /** With a picture of more than 1 MB, and with 60 files of code where that is React or Vite. */
  private static Path export(String name) throws IOException {
    ExportFolder export =
        ExportFolder.copy(name, freehold.folder().resolve(name))
            .picture(PICTURES.getOrDefault(name, "public/hero.png"));
    String page = PAGES.get(name);
    if (page != null) {
      String folder = page.substring(0, page.lastIndexOf('/'));
      // what lies beside a route is a route
      String shelf = folder.endsWith("/routes") ? "../shelf" : "./shelf";
      export
          .shelf(
              Path.of(folder, shelf).normalize().toString(),
              60,
              EXTENSIONS.getOrDefault(name, "js"))
          .startingWith(page, "import { shelf } from '" + shelf + "';\n")
          .endingWith(page, "\nconsole.debug(shelf.length);\n");
    }
    return export.path();
  }

  private static JsonNode express() throws Exception {
    for (JsonNode app : freehold.json("status").path("apps")) {
      if (app.path("slug").asText().equals("express")) {
        return app;
      }
    }
    throw new AssertionError("no app called express");
  }

  private static List<String> ids(JsonNode plan) {
    var ids = new ArrayList<String>();
    plan.path("adaptations").forEach(adaptation -> ids.add(adaptation.path("id").asText()));
    return ids;
  }

  private static void deployed(JsonNode deployment) throws IOException {
    String url = deployment.path("url").asText();
    assertThat(deployment.path("state").asText()).isEqualTo("succeeded");
    assertThat(Page.fetch(url).status()).isEqualTo(200);
    assertThat(Long.parseLong(Page.fetch(url + "hero.png").header("content-length")))
        .isGreaterThan(1_000_000);
  }

  @Test
  void aBoltAppWithATypeErrorAnotherMinifierAndAnothersLock() throws Exception {
    Path app = export("bolt-vite");
    JsonNode missing = freehold.refused("deploy", app.toString(), "--yes", "--watch", "0");
    assertThat(missing.path("error").path("code").asText()).isEqualTo("gate.blank-page");
    assertThat(missing.path("error").path("message").asText()).contains("supabaseUrl is required");

    freehold.done(
        "var", "set", "VITE_SUPABASE_URL=https://example.supabase.co", "--app", "bolt-vite");
    JsonNode plan = freehold.json("plan", app.toString(), "--yes");
    assertThat(ids(plan))
        .containsExactly("skip-type-check", "own-minifier", "vite-runtime-variables");
    deployed(freehold.deploy(app));
  }

  @Test
  void aBase44AppWhoseBackendStaysThere() throws Exception {
    Path app = export("base44-vite");
    JsonNode plan = freehold.json("plan", app.toString(), "--yes");
    assertThat(plan.path("conclusions"))
        .anySatisfy(
            conclusion ->
                assertThat(conclusion.path("value").asText())
                    .isEqualTo("stays at Base44, https://base44.app"));
    deployed(freehold.deploy(app));
  }

  @Test
  void anExpressAppWithASecretThatBreaksTenSecondsLater() throws Exception {
    Path app = export("express");
    JsonNode without = freehold.refused("deploy", app.toString(), "--yes", "--watch", "0");
    assertThat(without.path("error").path("code").asText()).isEqualTo("target.server-not-ready");
    assertThat(without.path("error").path("message").asText())
        .contains("SESSION_SECRET must be set");

    freehold.done("var", "set", "SESSION_SECRET=0123456789abcdef", "--app", "express");
    JsonNode deployment = freehold.deploy(app);

    deployed(deployment);
    String url = deployment.path("url").asText();
    assertThat(Page.fetch(url + "api/hello").body())
        .isEqualTo("{\"hello\":\"from express\",\"secret\":16}");
    assertThat(Page.fetch(url + "some/deep/link").body()).contains("/assets/");
    assertThat(freehold.json("logs", "--app", "express").path("lines"))
        .extracting(line -> line.path("text").asText())
        .contains("serving on 5000");

    freehold.done(
        "app", "journey", "add", "/deep/link", "--expect", "No such words", "--app", "express");
    freehold.done("var", "set", "NOTHING=1", "--app", "express");
    JsonNode lost = freehold.refused("deploy", app.toString(), "--yes", "--watch", "0");
    assertThat(lost.path("error").path("code").asText()).isEqualTo("gate.journey-failed");
    assertThat(lost.path("error").path("message").asText()).contains("The page at /deep/link");
    freehold.done(
        "app", "journey", "add", "/deep/link", "--expect", "from express", "--app", "express");

    freehold.done("var", "set", "WORKS_FOR_MILLIS=10000", "--app", "express");
    JsonNode broken = freehold.refused("deploy", app.toString(), "--yes", "--watch", "30");
    assertThat(broken.path("error").path("code").asText()).isEqualTo("watch.failed");
    assertThat(broken.path("error").path("message").asText())
        .contains("/ is answered with status 500", "was put back");
    assertThat(Page.fetch(url + "some/deep/link").status()).isEqualTo(200);

    JsonNode server = express().at("/environments/0/servers/0");
    assertThat(server.path("name").asText()).isEqualTo("web");
    assertThat(server.path("state").asText()).isEqualTo("ready");
    try (var events =
        SseClient.listen(freehold.home().socket(), "/v1/events?app=express", Map.of())) {
      await().until(() -> events.comments().contains("connected"));
      ProcessHandle.allProcesses()
          .filter(process -> process.info().commandLine().orElse("").endsWith("dist/index.js"))
          .forEach(ProcessHandle::destroyForcibly);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(events.events())
                      .filteredOn(heard -> heard.type().equals("server.failed"))
                      .extracting(heard -> heard.data().path("server").asText())
                      .contains("web"));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(Page.fetch(url + "api/hello").status()).isEqualTo(200));
  }

  @Tag("soak")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "next-server; NEXT_PUBLIC_NAME=Ann; items/7; <h1>Item",
        "remix; UNUSED=1; ''; from the loader",
        "tanstack-nitro; UNUSED=1; ''; abcdefghijklmnopqrst.supabase.co",
        "tanstack-worker; UNUSED=1; menu; Menu"
      })
  void appsWithAServer(String name, String variable, String path, String shown) throws Exception {
    Path app = export(name);
    freehold.run("plan", app.toString(), "--yes");
    freehold.done("var", "set", variable, "--app", name);
    JsonNode deployment = freehold.deploy(app);

    deployed(deployment);
    assertThat(Page.fetch(deployment.path("url").asText() + path).body()).contains(shown);
  }

  @Tag("soak")
  @Test
  void aNextAppThatReadsASecretWhileItsPagesAreMade() throws Exception {
    ExportFolder export =
        ExportFolder.copy("next-server", freehold.folder().resolve("next-secret"))
            .picture("public/hero.png")
            .with(
                "lib/pay.js",
                "if (!process.env.STRIPE_SECRET_KEY) throw new Error('Neither apiKey nor config');"
                    + "export const pays = process.env.STRIPE_SECRET_KEY.length;")
            .with(
                "app/page.js",
                "import { pays } from '../lib/pay.js';"
                    + "export const dynamic = 'force-dynamic';"
                    + "export default function P() { return <h1>Key of {pays}</h1>; }");
    String app = export.path().toString();
    freehold.run("plan", app, "--yes");
    freehold.done("var", "set", "STRIPE_SECRET_KEY=0123456789", "--app", "next-secret");
    JsonNode failed = freehold.refused("deploy", app, "--yes", "--watch", "0");
    assertThat(failed.path("error").path("code").asText()).isEqualTo("build.failed");
    assertThat(failed.path("error").path("remedy").asText())
        .contains("freehold app set with=placeholders");

    freehold.done("app", "set", "with=placeholders", "--app", "next-secret");
    JsonNode deployment = freehold.deploy(export.path());
    deployed(deployment);
    assertThat(Page.fetch(deployment.path("url").asText()).body()).contains("10</h1>");

    export.with(
        "app/layout.js",
        "import { Inter } from 'next/font/google'; const inter = Inter({ subsets: ['latin'] });"
            + "export default function L({ children }) {"
            + " return <html className={inter.className}><body>{children}</body></html>; }");
    JsonNode fonts = freehold.refused("deploy", app, "--yes", "--watch", "0");
    assertThat(fonts.path("error").path("code").asText()).isEqualTo("build.failed");
    assertThat(fonts.path("error").path("message").asText())
        .contains("wants something from the network, which this app's builds reach");
  }

  @Tag("soak")
  @Test
  void aNextAppBelowAnotherLockKeepsItsActionsFromReleaseToRelease() throws Exception {
    Path top = freehold.folder().resolve("next-below");
    ExportFolder.empty(top)
        .with("package-lock.json", "{\"name\": \"top\", \"lockfileVersion\": 3, \"packages\": {}}")
        .with("web/.env.local", "NEXT_PUBLIC_API=http://my-laptop:3001\n");
    ExportFolder app =
        ExportFolder.copy("next-server", top.resolve("web"))
            .without("next.config.js")
            .replacing(
                "package.json",
                "\"react\"",
                "\"typescript\":\"^5.9.0\",\"@types/react\":\"^19.0.0\",\"@types/node\":\"^22.0.0\","
                    + "\"react\"")
            .with(
                "tsconfig.json",
                """
                {"compilerOptions": {"strict": true, "noEmit": true, "skipLibCheck": true,
                  "lib": ["dom", "esnext"], "module": "esnext", "moduleResolution": "bundler",
                  "esModuleInterop": true, "isolatedModules": true, "resolveJsonModule": true,
                  "allowJs": true, "incremental": true, "jsx": "preserve",
                  "plugins": [{"name": "next"}]},
                 "include": ["next-env.d.ts", "**/*.ts", "**/*.tsx"], "exclude": ["node_modules"]}
                """)
            .with(
                "next.config.ts",
                """
                import type { NextConfig } from 'next';
                export default (phase: string): NextConfig => ({ env: { PHASE: phase } });
                """)
            .with("app/page.js", actions("one"));
    JsonNode first = freehold.deploy(top);
    assertThat(first.path("state").asText()).isEqualTo("succeeded");
    String url = first.path("url").asText();
    Page one = Page.fetch(url);
    assertThat(one.status()).isEqualTo(200);
    assertThat(one.body()).contains("Greeting one").doesNotContain("my-laptop");
    Matcher script = Pattern.compile("src=\"/(_next/static/[^\"]+\\.js)").matcher(one.body());
    assertThat(script.find()).isTrue();
    assertThat(Page.fetch(url + script.group(1)).status()).isEqualTo(200);
    assertThat(act(url, action(one)).status()).isEqualTo(200);

    app.with("app/page.js", actions("two"));
    freehold.deploy(top);
    assertThat(action(Page.fetch(url))).isEqualTo(action(one));
    assertThat(act(url, action(one)).body()).contains("Greeting two");
    freehold.done("rollback", "--yes", "--watch", "0", "--app", "next-below");
    assertThat(act(url, action(one)).body()).contains("Greeting one");
  }

  /** As its workspace installs it: packages at the top, one of the workspace's own among them. */
  private static ExportFolder inAWorkspace(String name, String manager, String version)
      throws IOException {
    Path top = freehold.folder().resolve(name + "-in-a-workspace-of-" + manager.split("@", 2)[0]);
    ExportFolder.empty(top)
        .with(
            "package.json",
            "{\"name\": \"mono\", \"private\": true, \"packageManager\": \""
                + manager
                + "\", \"workspaces\": [\"apps/*\", \"packages/*\"]}")
        .with("pnpm-workspace.yaml", "packages:\n  - apps/*\n  - packages/*\n")
        .with(
            "packages/words/package.json",
            "{\"name\": \"@repo/words\", \"version\": \"0.0.0\", \"type\": \"module\", \"exports\":"
                + " \"./index.js\"}")
        .with("packages/words/index.js", "export const words = 'words of the workspace';\n");
    return ExportFolder.copy(name, top.resolve("apps/web"))
        .replacing("package.json", "\"react\"", "\"@repo/words\": \"" + version + "\", \"react\"");
  }

  @Tag("soak")
  @ParameterizedTest
  @CsvSource({"npm@10.0.0, *", "pnpm@10.4.0, workspace:*"})
  void aNextServerInAWorkspace(String manager, String version) throws Exception {
    ExportFolder app =
        inAWorkspace("next-server", manager, version)
            .with("public/robots.txt", "User-agent: *")
            .with(
                "app/page.js",
                "import { words } from '@repo/words';"
                    + "export const dynamic = 'force-dynamic';"
                    + "export default function P() { return <h1>{words}</h1>; }");
    JsonNode deployment = freehold.deploy(app.path().getParent().getParent());

    assertThat(deployment.path("state").asText()).isEqualTo("succeeded");
    String url = deployment.path("url").asText();
    Page page = Page.fetch(url);
    assertThat(page.body()).contains("words of the workspace");
    Matcher script = Pattern.compile("src=\"/(_next/static/[^\"]+\\.js)").matcher(page.body());
    assertThat(script.find()).isTrue();
    assertThat(Page.fetch(url + script.group(1)).status()).isEqualTo(200);
    assertThat(Page.fetch(url + "robots.txt").body()).isEqualTo("User-agent: *");
    assertThat(Page.fetch(url + "apps/web/server.js").status()).isEqualTo(404);
  }

  @Tag("soak")
  @Test
  void aServerOfReactRouterInAWorkspace() throws Exception {
    ExportFolder app = inAWorkspace("react-router", "npm@10.0.0", "*");
    JsonNode deployment = freehold.deploy(app.path().getParent().getParent());

    assertThat(deployment.path("state").asText()).isEqualTo("succeeded");
    assertThat(Page.fetch(deployment.path("url").asText()).status()).isEqualTo(200);
  }

  private static String actions(String text) {
    return """
    export const dynamic = 'force-dynamic';
    async function greet(data) { 'use server'; console.log('heard ' + data.get('name')); }
    export default function P() {
      return <form action={greet}><h1>{'Greeting %s, API ' + (process.env.NEXT_PUBLIC_API ?? 'none')}</h1>
        <input name="name" /><button>Send</button></form>;
    }
    """
        .formatted(text);
  }

  private static String action(Page page) {
    Matcher id = Pattern.compile("\\$ACTION_ID_[0-9a-f]+").matcher(page.body());
    assertThat(id.find()).isTrue();
    return id.group();
  }

  private static Page act(String url, String action) throws IOException {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAnn\r\n--b--\r\n"
            .formatted(action);
    return Page.post(url, url.replaceFirst("/$", ""), "multipart/form-data; boundary=b", body);
  }

  @Tag("soak")
  @Test
  void aNextAppWhoseWebpackOptionWouldBeLostIsToldSo() throws Exception {
    ExportFolder app =
        ExportFolder.copy("next-server", freehold.folder().resolve("next-webpack"))
            .replacing("package.json", "^15.5.0", "^16.0.7")
            .with("next.config.js", "module.exports = { webpack: (config) => config };")
            .with("app/page.js", "export default function P() { return <h1>Greeting</h1>; }");
    JsonNode failed = freehold.refused("deploy", app.path().toString(), "--yes", "--watch", "0");
    assertThat(failed.path("error").path("code").asText()).isEqualTo("build.failed");
    assertThat(failed.path("error").path("message").asText())
        .contains("This build is using Turbopack, with a `webpack` config");
  }

  @Tag("soak")
  @Test
  void anExpoAppIsBuiltAnewForAnotherValue() throws Exception {
    Path app = ExportFolder.copy("expo", freehold.folder().resolve("expo-twice")).path();
    assertThat(bundle(freehold.deploy(app))).contains("\"Ada\"").doesNotContain("\"Grace\"");
    freehold.done("var", "set", "EXPO_PUBLIC_NAME=Grace", "--app", "expo-twice");
    assertThat(bundle(freehold.deploy(app))).contains("\"Grace\"").doesNotContain("\"Ada\"");
  }

  private static String bundle(JsonNode deployment) throws IOException {
    String url = deployment.path("url").asText();
    Matcher script = Pattern.compile("src=\"/([^\"]+\\.js)\"").matcher(Page.fetch(url).body());
    assertThat(script.find()).isTrue();
    return Page.fetch(url + script.group(1)).body();
  }

  @Tag("soak")
  @Test
  void aNextAppOfV0() throws Exception {
    ExportFolder export =
        ExportFolder.copy("v0", freehold.folder().resolve("v0"))
            .shelf("components/shelf", 60, "tsx")
            .picture("public/hero.png");
    JsonNode plan = freehold.json("plan", export.path().toString(), "--yes");
    assertThat(plan.path("conclusions").toString()).contains("there is pnpm-lock.yaml");
    assertThat(plan.path("changes").path("notes").toString())
        .doesNotContain("stale-lock", "npm-instead");
    freehold.done("var", "set", "NEXT_PUBLIC_NAME=Ann", "--app", "v0");
    JsonNode deployment = freehold.deploy(export.path());

    deployed(deployment);
    String url = deployment.path("url").asText();
    assertThat(Page.fetch(url).body()).contains("Ann", "Number 60 on the shelf");
    assertThat(Page.fetch(url + "items/7").body()).contains("<h1>Item");
  }

  @Tag("soak")
  @Test
  void anExpoAppOfEmergentWithItsBackend() throws Exception {
    Path app = freehold.folder().resolve("emergent-expo");
    ExportFolder.copy("emergent/backend", app.resolve("backend"));
    ExportFolder.copy("expo", app.resolve("frontend"))
        .picture("public/hero.png")
        .endingWith(".env", "EXPO_PUBLIC_BACKEND_URL=https://x.preview.emergentagent.com\n")
        .replacing(
            "index.js",
            "registerRootComponent((",
            "fetch(`${process.env.EXPO_PUBLIC_BACKEND_URL}/api/seen`);\nregisterRootComponent((");
    ExportFolder.empty(app)
        .with(
            ".emergent/emergent.yml",
            "{\"env_image_name\": \"expo_mongo_base_image_cloud_arm:release-18082026-1\"}");
    freehold.run("plan", app.toString(), "--yes");
    freehold.done("var", "set", "MONGO_URL=mongodb://127.0.0.1:9/", "--app", "emergent-expo");
    JsonNode deployment = freehold.deploy(app);

    deployed(deployment);
    assertThat(Page.fetch(deployment.path("url").asText() + "api/seen").body())
        .contains("\"path\":\"/api/seen\"");
    assertThat(bundle(deployment)).doesNotContain("emergentagent.com");
  }

  @Tag("soak")
  @Test
  void anEmergentAppWithItsBackend() throws Exception {
    Path app = export("emergent");
    JsonNode missing = freehold.refused("deploy", app.toString(), "--yes", "--watch", "0");
    assertThat(missing.path("error").path("code").asText()).isEqualTo("target.server-not-ready");
    assertThat(missing.path("error").path("message").asText()).contains("MONGO_URL");

    freehold.done(
        "var", "set", "MONGO_URL=mongodb://someone:hidden-42@127.0.0.1:9/", "--app", "emergent");
    freehold.done("app", "set", "with=no-builder-telemetry", "--app", "emergent");
    JsonNode deployment = freehold.deploy(app);

    deployed(deployment);
    String url = deployment.path("url").asText();
    assertThat(Page.fetch(url + "api/").body())
        .isEqualTo("{\"message\":\"Hello World\",\"database\":\"test_database\"}");
    assertThat(Page.fetch(url + "api/count").body()).isEqualTo("data: 0\n\ndata: 1\n\ndata: 2\n\n");
    assertThat(Page.fetch(url + "deep/link").body())
        .contains("<div id=\"root\">")
        .doesNotContain("emergent.sh", "posthog");
    assertThat(Page.fetch(url + "backend/server.py").status()).isEqualTo(404);
    assertThat(Page.fetch(url + "api/saved").status()).isEqualTo(500);
    assertThat(
            freehold.json("logs", "--app", "emergent", "--limit", "1000").path("lines").toString())
        .contains("Uvicorn running", "ServerSelectionTimeoutError")
        .doesNotContain("hidden-42");
  }

  @Test
  void aFlaskAppThatNamesNoServerForProduction() throws Exception {
    Path app = ExportFolder.copy("flask", freehold.folder().resolve("flask")).path();
    JsonNode plan = freehold.json("plan", app.toString(), "--yes");
    assertThat(ids(plan)).containsExactly("python-server");
    JsonNode deployment = freehold.deploy(app);

    assertThat(deployment.path("state").asText()).isEqualTo("succeeded");
    String url = deployment.path("url").asText();
    assertThat(Page.fetch(url).body()).contains("Greeting from Flask", "/static/site.css");
    assertThat(Page.fetch(url + "static/site.css").body()).contains("teal");
    assertThat(Page.fetch(url + "seen").body())
        .contains("\"host\":\"flask.localhost", "\"path\":\"/seen\"");
    assertThat(Page.post(url + "echo", url.replaceFirst("/$", ""), "text/plain", "hello").body())
        .isEqualTo("hello");
    assertThat(Page.fetch(url + "app.py").status()).isEqualTo(404);
    assertThat(freehold.json("logs", "--app", "flask", "--limit", "1000").path("lines").toString())
        .contains("Starting gunicorn");
  }

  /** As uv leaves it: what the app names is in one file, and the exact versions in another. */
  @Test
  void aFlaskAppWithTheLockFileOfUv() throws Exception {
    var app =
        ExportFolder.copy("flask", freehold.folder().resolve("flask-uv"))
            .without("requirements.txt")
            .with(
                "pyproject.toml",
                "[project]\nname = \"flask-uv\"\nversion = \"0.1.0\"\n"
                    + "dependencies = [\"flask>=2\", \"gunicorn>=20\"]\n");
    List<String> names =
        List.of(
            "click",
            "Flask",
            "gunicorn",
            "itsdangerous",
            "Jinja2",
            "MarkupSafe",
            "setuptools",
            "Werkzeug");
    var lock =
        new StringBuilder(
            "version = 1\n"
                + "[[package]]\n"
                + "name = \"flask-uv\"\n"
                + "version = \"0.1.0\"\n"
                + "source = { virtual = \".\" }\n"
                + "dependencies = [{ name = \"flask\" }, { name = \"gunicorn\" }]\n");
    for (String name : names) {
      var locked = index.orElseThrow().locked(name);
      lock.append("[[package]]\nname = \"").append(name.toLowerCase(Locale.ROOT)).append("\"\n");
      lock.append("version = \"").append(locked.version()).append("\"\n");
      lock.append("source = { registry = \"https://pypi.org/simple\" }\n");
      lock.append("wheels = [{ url = \"https://files.pythonhosted.org/").append(locked.file());
      lock.append("\", hash = \"").append(locked.hash()).append("\" }]\n");
      lock.append(
          switch (name) {
            case "Flask" ->
                "dependencies = [{ name = \"click\" }, { name = \"itsdangerous\" },"
                    + " { name = \"jinja2\" }, { name = \"werkzeug\" }]\n";
            case "gunicorn" -> "dependencies = [{ name = \"setuptools\" }]\n";
            case "Jinja2", "Werkzeug" -> "dependencies = [{ name = \"markupsafe\" }]\n";
            default -> "";
          });
    }
    app.with("uv.lock", lock.toString());
    JsonNode plan = freehold.json("plan", app.path().toString(), "--yes");
    assertThat(ids(plan)).isEmpty();
    assertThat(plan.path("conclusions").toString()).contains("8 of uv.lock");
    JsonNode deployment = freehold.deploy(app.path());

    assertThat(deployment.path("state").asText()).isEqualTo("succeeded");
    String url = deployment.path("url").asText();
    assertThat(Page.fetch(url).body()).contains("Greeting from Flask", "/static/site.css");
    assertThat(Page.fetch(url + "seen").body()).contains("\"path\":\"/seen\"");

    app.with("uv.lock", lock.toString().replaceFirst("sha256:\\w{8}", "sha256:00000000"));
    JsonNode other = freehold.refused("deploy", app.path().toString(), "--yes", "--watch", "0");
    assertThat(other.path("error").path("code").asText()).isEqualTo("build.integrity");
    assertThat(Page.fetch(url + "seen").status()).isEqualTo(200);
  }

  @Tag("soak")
  @Test
  void aDjangoAppThatDoesNotKnowItsHostAndKeepsItsDatabase() throws Exception {
    Path app = ExportFolder.copy("django", freehold.folder().resolve("django")).path();
    JsonNode plan = freehold.json("plan", app.toString(), "--yes");
    assertThat(plan.path("conclusions").toString())
        .contains("python manage.py migrate", "freehold app keep data");
    freehold.done("var", "set", "SECRET_KEY=0123456789abcdef", "--app", "django");
    JsonNode unknown = freehold.refused("deploy", app.toString(), "--yes", "--watch", "0");
    assertThat(unknown.path("error").path("code").asText()).isEqualTo("gate.unhealthy");
    assertThat(unknown.path("error").path("message").asText())
        .contains("status 400", "shop/settings.py line 7 says which hosts Django answers");
    assertThat(unknown.path("error").path("remedy").asText())
        .startsWith("Set the hosts: freehold var set ALLOWED_HOSTS=.localhost. Then");

    freehold.done("var", "set", "ALLOWED_HOSTS=.localhost", "--app", "django");
    freehold.done("app", "keep", "data", "--app", "django");
    JsonNode deployment = freehold.deploy(app);
    assertThat(deployment.path("state").asText()).isEqualTo("succeeded");
    String url = deployment.path("url").asText();
    Page page = Page.fetch(url);
    assertThat(page.body()).contains("The shop at django.localhost");
    Matcher style =
        Pattern.compile("href=\"/(assets/shop/site\\.\\w+\\.css)\"").matcher(page.body());
    assertThat(style.find()).isTrue();
    assertThat(Page.fetch(url + style.group(1)).body()).contains("teal");
    assertThat(Page.fetch(url + "count").body()).isEqualTo("{\"visits\": 1}");
    assertThat(Page.fetch(url + "count").body()).isEqualTo("{\"visits\": 2}");
    assertThat(Page.fetch(url + "shop/settings.py").status()).isEqualTo(404);
  }

  @Tag("soak")
  @ParameterizedTest
  @ValueSource(strings = {"astro", "cra", "expo", "next-export"})
  void otherFrameworks(String name) throws Exception {
    deployed(freehold.deploy(export(name)));
  }
}
