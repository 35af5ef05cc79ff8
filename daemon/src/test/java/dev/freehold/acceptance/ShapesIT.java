package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.check.FakeSecrets;
import dev.freehold.kill.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shapes and generations of exports that are known, at the size of real ones: deployed, shown
 * by the browser and served, or refused with the code that is true of them.
 */
@ExtendWith(FirstTry.class)
class ShapesIT {
  private static Launcher freehold;

  @BeforeAll
  static void launch() throws Exception {
    freehold = Launcher.withNewHome();
  }

  @AfterAll
  static void stop() throws Exception {
    freehold.close();
  }

  private static ExportFolder fixture(String fixture, String app) throws IOException {
    return ExportFolder.copy(fixture, freehold.folder().resolve(app));
  }

  private static ExportFolder empty(String app) throws IOException {
    return ExportFolder.empty(freehold.folder().resolve(app));
  }

  private static String conclusion(JsonNode plan, String subject) {
    for (JsonNode conclusion : plan.path("conclusions")) {
      if (conclusion.path("subject").asText().equals(subject)) {
        return conclusion.path("value").asText();
      }
    }
    return "";
  }

  private static String code(JsonNode refused) {
    return refused.path("error").path("code").asText();
  }

  @Test
  void lovablesViteAppWithThreeLocks() throws Exception {
    ExportFolder app =
        fixture("lovable-spa", "bakery")
            .shelf("src/components/shelf", 48, "tsx")
            .picture("public/hero.png");
    JsonNode plan = freehold.json("plan", app.path().toString(), "--yes");
    assertThat(conclusion(plan, "builder")).isEqualTo("lovable");
    assertThat(conclusion(plan, "package manager")).isEqualTo("bun");
    assertThat(plan.path("changes").path("notes").toString())
        .contains("lock-registry")
        .doesNotContain("stale-lock", "npm-instead");

    freehold.done("var", "set", "VITE_GREETING=Fresh every day", "--app", "bakery");
    String url = freehold.deploy(app.path()).path("url").asText();

    assertThat(Page.fetch(url).status()).isEqualTo(200);
    assertThat(Page.fetch(url + "breads/rye").body()).contains("<div id=\"root\">");
    assertThat(Page.fetch(url + "breads/rye.png").status()).isEqualTo(404);
    assertThat(Page.fetch(url + "__freehold/env.js").body()).contains("Fresh every day");
    long size = Files.size(app.path().resolve("public/hero.png"));
    assertThat(size).isGreaterThan(1_000_000);
    assertThat(Page.fetch(url + "hero.png").header("content-length"))
        .isEqualTo(Long.toString(size));
    freehold.done(
        "app", "journey", "add", "/breads/rye", "--expect", "Bread: rye", "--app", "bakery");
    freehold.done("app", "journey", "add", "/", "--expect", "Number 48", "--app", "bakery");
    freehold.done("var", "set", "VITE_GREETING=Fresh twice a day", "--app", "bakery");
    assertThat(freehold.deploy(app.path()).path("state").asText()).isEqualTo("succeeded");
  }

  @Test
  void aLovableAppOf2025WhoseLockIsStale() throws Exception {
    ExportFolder app =
        fixture("lovable-spa", "stale")
            .without("bun.lock")
            .shelf("src/components/shelf", 48, "tsx");
    JsonNode plan = freehold.json("plan", app.path().toString(), "--yes");
    assertThat(conclusion(plan, "package manager")).isEqualTo("npm");
    assertThat(plan.path("changes").path("notes").toString()).contains("stale-lock");
  }

  @Test
  void aPnpmMonorepoOfTurbo() throws Exception {
    ExportFolder app =
        empty("mono")
            .with(
                "package.json",
                """
                {"name": "mono", "private": true, "packageManager": "pnpm@9.12.3",
                 "scripts": {"build": "turbo build"}, "devDependencies": {"turbo": "^2.0.0"}}
                """)
            .with("turbo.json", "{\"tasks\": {\"build\": {\"dependsOn\": [\"^build\"]}}}")
            .with("pnpm-workspace.yaml", "packages:\n  - apps/*\n  - packages/*\n")
            .with("apps/web/package.json", monorepoPage())
            .with("apps/web/index.html", page("src/main.js"))
            .with(
                "apps/web/src/main.js",
                "import { hello } from '@repo/hello';document.getElementById('root').textContent ="
                    + " hello(import.meta.env.VITE_A ?? 'x');")
            .with(
                "packages/hello/package.json",
                """
                {"name": "@repo/hello", "version": "0.0.0", "type": "module", "main": "src/index.js"}
                """)
            .with("packages/hello/src/index.js", "export const hello = (a) => 'Hello ' + a;");
    JsonNode plan = freehold.json("plan", app.path().toString(), "--yes");
    assertThat(conclusion(plan, "root")).isEqualTo("apps/web");
    assertThat(conclusion(plan, "package manager")).isEqualTo("pnpm");
    freehold.done("app", "journey", "add", "/", "--expect", "Hello", "--app", "mono");
    assertThat(freehold.deploy(app.path()).path("state").asText()).isEqualTo("succeeded");
  }

  @Tag("soak")
  @ParameterizedTest
  @ValueSource(strings = {"tsx", "ts-node --esm"})
  void aServerInAPnpmMonorepo(String runner) throws Exception {
    String compiler = runner.split(" ", 2)[0];
    ExportFolder app =
        empty("mono-api-" + compiler)
            .with(
                "package.json",
                "{\"name\": \"mono\", \"private\": true, \"packageManager\": \"pnpm@10.4.0\"}")
            .with("pnpm-workspace.yaml", "packages:\n  - apps/*\n  - packages/*\n")
            .with(
                "apps/api/package.json",
                """
                {"name": "api", "private": true, "type": "module",
                 "scripts": {"start": "%s src/index.ts"},
                 "dependencies": {"@repo/words": "workspace:*", "express": "^5.1.0"},
                 "devDependencies": {"%s": "*", "typescript": "^5.0.0"}}
                """
                    .formatted(runner, compiler))
            .with(
                "tsconfig.json",
                """
                {"compilerOptions": {"module": "nodenext", "target": "es2022"}}
                """)
            .with("apps/api/tsconfig.json", "{\"extends\": \"../../tsconfig.json\"}")
            .with(
                "apps/api/src/index.ts",
                """
                import express from 'express';
                import { words } from '@repo/words';
                const app = express();
                app.get('/', (_, answer) => { answer.send('<!doctype html><h1>' + words('Ada') + '</h1>'); });
                app.listen(Number(process.env.PORT));
                """)
            .with("apps/api/public/robots.txt", "User-agent: *")
            .with(
                "packages/words/package.json",
                """
                {"name": "@repo/words", "version": "0.0.0", "private": true, "type": "module",
                 "exports": "./src/index.ts", "dependencies": {"ms": "2.1.3"}}
                """)
            .with(
                "packages/words/src/index.ts",
                """
                import ms from 'ms';
                export const words = (name: string): string => `Hello ${name}, ${ms(60000)}`;
                """);
    JsonNode plan = freehold.json("plan", app.path().toString(), "--yes");
    assertThat(conclusion(plan, "root")).isEqualTo("apps/api");
    assertThat(conclusion(plan, "workspace")).isEqualTo("comes along: packages/words");
    assertThat(plan.path("changes").path("notes").toString()).doesNotContain("npm-instead");

    String url = freehold.deploy(app.path()).path("url").asText();

    assertThat(Page.fetch(url).body()).contains("Hello Ada, 1m");
    assertThat(Page.fetch(url + "robots.txt").body()).isEqualTo("User-agent: *");
    assertThat(Page.fetch(url + "apps/api/src/index.ts").status()).isEqualTo(404);
  }

  private static String monorepoPage() {
    return """
    {"name": "web", "private": true, "scripts": {"build": "vite build"},
     "dependencies": {"@repo/hello": "workspace:*"}, "devDependencies": {"vite": "^8.0.0"}}
    """;
  }

  private static String page(String script) {
    return "<!doctype html><html><head><title>x</title></head><body><div id=\"root\"></div>"
        + "<script type=\"module\" src=\"/"
        + script
        + "\"></script></body></html>";
  }

  /** Base44's layouts since 2025, by the files that tell them apart. */
  @ParameterizedTest
  @CsvSource({
    "base44-a, src/pages.config.js,            export default {};",
    "base44-b, functions/sendInvoice.ts,       Deno.serve(() => new Response('x'));",
    "base44-c, entities/Order,                 '{\"name\": \"Order\"}'",
    "base44-d, base44/functions/x/entry.ts,    Deno.serve(() => new Response('x'));",
    "base44-e, base44/config.jsonc,            '{\"name\": \"x\", \"site\": {\"buildCommand\":"
        + " \"npm run build\", \"outputDirectory\": \"./dist\"}}'",
    "base44-f, base44/agents/helper.jsonc,     '{\"name\": \"helper\"}'",
    "base44-g, base44/workflows/when paid.jsonc, '{\"name\": \"when paid\"}'",
    "base44-h, node_modules/vite/package.json, '{\"name\": \"vite\", \"version\": \"0.0.1\"}'"
  })
  void everyGenerationOfBase44(String app, String path, String text) throws Exception {
    ExportFolder export =
        fixture("base44-vite", app).shelf("src/components/shelf", 60, "jsx").with(path, text);
    JsonNode plan = freehold.json("plan", export.path().toString(), "--yes");
    assertThat(conclusion(plan, "builder")).isEqualTo("base44");
    assertThat(plan.toString()).contains("stays at Base44, https://base44.app");
    assertThat(freehold.deploy(export.path()).path("state").asText()).isEqualTo("succeeded");
  }

  @Test
  void aServerForDenoWithPackages() throws Exception {
    ExportFolder app =
        empty("deno-hono")
            .with(
                "deno.json",
                """
                { // as the builder has it
                  "imports": {"hono": "npm:hono@4.6.0", "greet": "./src/greet.ts"},
                  "tasks": {"start": "deno run --allow-net=:8000 --allow-env --allow-read main.ts"},
                }
                """)
            .with("src/greet.ts", "export const greet = (name: string) => `Hello, ${name}!`;")
            .with("static/word.txt", "read from a file")
            .with(
                "main.ts",
                """
                import { Hono } from "hono";
                import { html } from "hono/html";
                import { greet } from "greet";
                const word = await Deno.readTextFile("static/word.txt");
                const app = new Hono();
                app.get("/", (c) =>
                  c.html(html`<!doctype html><title>Deno</title><h1>${greet(Deno.env.get("WHO") ?? "you")}</h1>
                    <p>${word}</p>`));
                app.get("/write", async (c) =>
                  c.text(await Deno.writeTextFile("a.txt", "").catch((e) => e.name) ?? "written"));
                Deno.serve({ port: 8000 }, app.fetch);
                """);
    JsonNode plan = freehold.json("plan", app.path().toString(), "--yes");
    assertThat(conclusion(plan, "framework")).isEqualTo("a Deno server, deno run main.ts");
    freehold.done("var", "set", "WHO=Ada", "--app", "deno-hono");
    String url = freehold.deploy(app.path()).path("url").asText();
    assertThat(Page.fetch(url).body()).contains("Hello, Ada!", "read from a file");
    assertThat(Page.fetch(url + "write").body()).isEqualTo("NotCapable");
    assertThat(Page.fetch(url + "main.ts").status()).isEqualTo(404);
  }

  @Test
  void namesThatOccur() throws Exception {
    ExportFolder app =
        empty("odd-names")
            .with("index.html", "<!doctype html><title>x</title><h1>Names</h1>")
            .with("(tabs)/index.html", "<h1>tabs</h1>")
            .with("[[...sign-up]]/page.html", "<h1>sign up</h1>")
            .with("pictures/name(1).png", "no picture")
            .with("日本語/こんにちは.html", "<h1>日本語</h1>")
            .with("with space/and more.html", "<h1>space</h1>")
            .with("$id.html", "<h1>id</h1>")
            .with("README copy.md", "# copy");
    String url = freehold.deploy(app.path()).path("url").asText();
    for (String path :
        new String[] {
          "(tabs)/",
          "%5B%5B...sign-up%5D%5D/page.html",
          "pictures/name(1).png",
          "%E6%97%A5%E6%9C%AC%E8%AA%9E/%E3%81%93%E3%82%93%E3%81%AB%E3%81%A1%E3%81%AF.html",
          "with%20space/and%20more.html",
          "$id.html"
        }) {
      assertThat(Page.fetch(url + path).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void aLinkOutOfTheTreeIsRefused() throws Exception {
    Path secret = Files.writeString(freehold.folder().resolve("outside.txt"), "not of the app");
    ExportFolder app =
        empty("linked").with("index.html", "<!doctype html><title>x</title><h1>Links</h1>");
    Files.createSymbolicLink(app.path().resolve("inside.txt"), secret);

    JsonNode refused = freehold.refused("deploy", app.path().toString(), "--yes");

    assertThat(code(refused)).isEqualTo("intake.link");
    assertThat(refused.toString()).contains("inside.txt").doesNotContain("not of the app");
  }

  static Stream<Arguments> refusals() throws IOException {
    String vite =
        "{\"name\":\"%s\",\"scripts\":{\"build\":\"vite"
            + " build\"},\"devDependencies\":{\"vite\":\"^8.0.0\"}}";
    return Stream.of(
        Arguments.of(
            "detect.not-a-web-app",
            empty("r-native")
                .with("package.json", "{\"dependencies\":{\"@nativescript/core\":\"~8.8.0\"}}")
                .with("app/app.ts", "import { Application } from '@nativescript/core';")),
        Arguments.of(
            "detect.no-package-json",
            empty("r-no-manifest").with("src/App.tsx", "export default 1;")),
        Arguments.of(
            "detect.ambiguous-root",
            empty("r-two")
                .with("apps/admin/package.json", vite.formatted("admin"))
                .with("apps/admin/index.html", page("a.js"))
                .with("apps/shop/package.json", vite.formatted("shop"))
                .with("apps/shop/index.html", page("a.js"))),
        Arguments.of(
            "detect.unsupported-framework",
            empty("r-nuxt")
                .with(
                    "package.json",
                    "{\"scripts\":{\"build\":\"nuxt build\"},\"dependencies\":{\"nuxt\":\"^2\"}}")),
        Arguments.of(
            "build.failed",
            empty("r-broken")
                .with("package.json", vite.formatted("broken"))
                .with("index.html", page("src/main.js"))
                .with("src/main.js", "import './not-there.js';")),
        Arguments.of(
            "check.secret",
            empty("r-secret")
                .with("package.json", vite.formatted("secret"))
                .with("index.html", page("src/main.js"))
                .with(
                    "src/main.js",
                    "const key = 'sk_live_" + new FakeSecrets(7).alphanumeric(24) + "';")),
        Arguments.of(
            "gate.blank-page",
            empty("r-blank")
                .with("package.json", vite.formatted("blank"))
                .with("index.html", page("src/main.js"))
                .with("src/main.js", "throw new Error('nothing to see');")),
        Arguments.of(
            "gate.page-error",
            empty("r-late")
                .with("package.json", vite.formatted("late"))
                .with("index.html", page("src/main.js"))
                .with(
                    "src/main.js",
                    "document.getElementById('root').innerHTML = '<h1>Hello there</h1><p>All is"
                        + " well.</p>';setTimeout(() => { throw new Error('too late'); }, 3000);")),
        Arguments.of(
            "gate.page-instead",
            empty("r-instead")
                .with("package.json", vite.formatted("instead"))
                .with("index.html", page("src/main.js"))
                .with("public/settings.html", "<!doctype html><p>settings</p>")
                .with(
                    "src/main.js",
                    "document.getElementById('root').innerHTML = '<h1>Hello there</h1><p>All is"
                        + " well.</p>';fetch('/settings.html').then((answer) => answer.json());")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void whatMustBeRefused(String code, ExportFolder export) throws Exception {
    JsonNode refused =
        freehold.refused("deploy", export.path().toString(), "--yes", "--watch", "0");
    assertThat(code(refused)).isEqualTo(code);
    assertThat(refused.path("error").path("remedy").asText()).isNotBlank();
  }

  @Test
  void aPageThatFailsForWantOfAValueIsToldWhichOne() throws Exception {
    ExportFolder app =
        empty("r-variable")
            .with(
                "package.json",
                "{\"name\":\"variable\",\"scripts\":{\"build\":\"vite"
                    + " build\"},\"devDependencies\":{\"vite\":\"^8.0.0\"}}")
            .with("index.html", page("src/main.js"))
            .with(
                "src/main.js",
                "document.getElementById('root').textContent ="
                    + " 'From ' + import.meta.env.VITE_URL.trim();");
    String[] deploy = {"deploy", app.path().toString(), "--yes", "--watch", "0"};
    JsonNode refused = freehold.refused(deploy);
    assertThat(code(refused)).isEqualTo("gate.blank-page");
    assertThat(refused.path("error").path("message").asText())
        .contains("Likely cause: VITE_URL has no value (src/main.js:1).");
    assertThat(refused.path("error").path("remedy").asText())
        .contains("freehold var set VITE_URL=...");

    freehold.done("var", "set", "VITE_URL=https://a.dev", "--app", "r-variable");
    assertThat(freehold.deploy(app.path()).path("state").asText()).isEqualTo("succeeded");
  }
}
