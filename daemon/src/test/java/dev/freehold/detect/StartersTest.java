package dev.freehold.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freehold.app.Overrides;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.Detection.VariableUse;
import dev.freehold.file.MemoryTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The starters that builders offer, and apps of which only the owner knows what they are. */
class StartersTest {
  private static MemoryTree app(String scripts, String... dependencies) {
    var names = new StringBuilder();
    for (String name : dependencies) {
      String[] parts = name.split("=", 2);
      names
          .append(names.isEmpty() ? "\"" : ",\"")
          .append(parts[0])
          .append("\":\"")
          .append(parts.length > 1 ? parts[1] : "1")
          .append('"');
    }
    return MemoryTree.of(
        "package.json",
        "{\"name\":\"x\",\"scripts\":{" + scripts + "},\"dependencies\":{" + names + "}}",
        "package-lock.json",
        "{}");
  }

  private static MemoryTree built(String... dependencies) {
    return app("\"build\":\"b\"", dependencies);
  }

  private static Detection detect(MemoryTree tree) {
    return new Detector().detect(tree, Overrides.NONE);
  }

  private static Detection detect(MemoryTree tree, String... said) {
    var values = new TreeMap<String, String>();
    for (String each : said) {
      values.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
    }
    return new Detector().detect(tree, new Overrides(values));
  }

  private static Conclusion framework(Detection app) {
    return app.conclusions().stream()
        .filter(conclusion -> conclusion.subject().equals("framework"))
        .findFirst()
        .orElseThrow();
  }

  private static String command(Detection app) {
    return String.join(" ", app.serving().services().getFirst().command());
  }

  private static final String ANGULAR =
      """
      {
        // a comment, as Angular allows it
        "projects": {
          "kit": { "projectType": "library", "architect": { "build": {} } },
          "shop": {
            "projectType": "application",
            "architect": { "build": { "builder": "@angular/build:application", "options": { %s } } }
          }
        }
      }
      """;

  static Stream<Arguments> pages() {
    String none = "";
    return Stream.of(
        arguments(built("gatsby"), Framework.SITE_GENERATOR, "public", none),
        arguments(built("@vue/cli-service"), Framework.SITE_GENERATOR, "dist", "index.html"),
        arguments(
            built("@vue/cli-service").with("vue.config.js", "module.exports={outputDir:'site'}"),
            Framework.SITE_GENERATOR,
            "site",
            "index.html"),
        arguments(
            app("\"build\":\"slidev build\"", "@slidev/cli"),
            Framework.SITE_GENERATOR,
            "dist",
            "index.html"),
        arguments(
            app("\"build\":\"vitepress build docs\"", "vitepress"),
            Framework.SITE_GENERATOR,
            "docs/.vitepress/dist",
            none),
        arguments(
            built("@angular/core").with("angular.json", ANGULAR.formatted("")),
            Framework.ANGULAR,
            "dist/shop/browser",
            "index.html"),
        arguments(
            built("@angular/core")
                .with("angular.json", ANGULAR.formatted("\"outputPath\":\"./www/\""))
                .with("src/server.ts", ""),
            Framework.ANGULAR,
            "www/browser",
            "index.html"),
        arguments(
            built("@angular/core")
                .with(
                    "angular.json",
                    ANGULAR
                        .formatted("\"outputPath\":\"dist/a\"")
                        .replace(
                            "@angular/build:application", "@angular-devkit/build-angular:browser")),
            Framework.ANGULAR,
            "dist/a",
            "index.html"),
        arguments(
            built("@react-router/dev")
                .with("react-router.config.ts", "export default { ssr: false }"),
            Framework.REACT_ROUTER,
            "build/client",
            "index.html"),
        arguments(
            built("@react-router/dev")
                .with(
                    "react-router.config.ts",
                    "export default { ssr: false, prerender: ['/', '/a'], buildDirectory: 'out' }"),
            Framework.REACT_ROUTER,
            "out/client",
            "__spa-fallback.html"),
        arguments(
            built("@sveltejs/kit")
                .with(
                    "svelte.config.js",
                    "import adapter from '@sveltejs/adapter-static'; export default { kit: {"
                        + " adapter: adapter({ fallback: '200.html' }) } }"),
            Framework.SVELTEKIT,
            "build",
            "200.html"),
        arguments(
            app("\"build\":\"nuxt generate\"", "nuxt"),
            Framework.NUXT,
            ".output/public",
            "200.html"),
        arguments(
            built("@builder.io/qwik-city").with("adapters/static/vite.config.ts", ""),
            Framework.QWIK,
            "dist",
            none),
        arguments(
            built("vike").with("pages/+config.ts", "export default { prerender: true }"),
            Framework.VITE_SERVER,
            "dist/client",
            none));
  }

  @ParameterizedTest(name = "{1} into {2}")
  @MethodSource("pages")
  void becomeFiles(MemoryTree tree, Framework framework, String output, String fallback) {
    Detection app = detect(tree);
    assertThat(app.framework()).isEqualTo(framework);
    assertThat(app.output()).isEqualTo(output);
    assertThat(app.parts()).isEmpty();
    assertThat(app.serving().isStatic()).isTrue();
    assertThat(app.serving().spaFallback().orElse("")).isEqualTo(fallback);
    assertThat(framework(app).reason()).isNotBlank();
  }

  static Stream<Arguments> servers() {
    Part manifest = new Part("package.json", "package.json");
    Part packages = new Part(Packages.FOLDER, Packages.FOLDER);
    Part build = new Part("build", "build");
    return Stream.of(
        arguments(
            built("@react-router/dev", "@react-router/serve"),
            Framework.REACT_ROUTER,
            "node node_modules/@react-router/serve/dist/cli.js build/server/index.js",
            "build/client",
            List.of(build, manifest, packages)),
        arguments(
            built("@sveltejs/kit")
                .with("svelte.config.js", "import adapter from '@sveltejs/adapter-node'"),
            Framework.SVELTEKIT,
            "node build/index.js",
            "build/client",
            List.of(build, manifest, packages)),
        arguments(
            built("@sveltejs/kit")
                .with("svelte.config.js", "import adapter from '@sveltejs/adapter-auto'"),
            Framework.SVELTEKIT,
            "node build/freehold-server.mjs",
            "build/client",
            List.of(build, manifest, packages)),
        arguments(
            built("nuxt"),
            Framework.NUXT,
            "node server/index.mjs",
            "public",
            List.of(new Part(".output", ""))),
        arguments(
            built("@solidjs/start", "vinxi"),
            Framework.SOLID_START,
            "node server/index.mjs",
            "public",
            List.of(new Part(".output", ""))),
        arguments(
            built("@angular/core")
                .with(
                    "angular.json",
                    ANGULAR.formatted(
                        "\"outputMode\":\"server\",\"ssr\":{\"entry\":\"src/server.ts\"}")),
            Framework.ANGULAR,
            "node dist/shop/server/server.mjs",
            "dist/shop/browser",
            List.of(new Part("dist/shop", "dist/shop"), manifest)),
        arguments(
            built("@builder.io/qwik-city").with("src/entry.express.tsx", ""),
            Framework.QWIK,
            "node server/entry.express.js",
            "dist",
            List.of(new Part("dist", "dist"), new Part("server", "server"), manifest, packages)),
        arguments(
            app("\"build\":\"b\",\"preview\":\"cross-env NODE_ENV=production node server\"", "vite")
                .with("server.js", "")
                .with("src/entry-server.jsx", ""),
            Framework.NODE_SERVER,
            "node server.js",
            "dist/client",
            List.of(new Part("", ""), packages)));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource("servers")
  void bringAServer(
      MemoryTree tree, Framework framework, String command, String publicFolder, List<Part> parts) {
    Detection app = detect(tree);
    assertThat(app.framework()).isEqualTo(framework);
    assertThat(command(app)).isEqualTo(command);
    assertThat(app.serving().publicFolder()).isEqualTo(publicFolder);
    assertThat(app.parts()).isEqualTo(parts);
    assertThat(framework(app).reason()).isNotBlank();
  }

  @Test
  void aServerThatCountsItsOwnAddressTogetherIsToldWhereItIsVisited() {
    for (MemoryTree tree :
        List.of(
            built("@sveltejs/kit")
                .with("svelte.config.js", "import adapter from '@sveltejs/adapter-node'"),
            built("@builder.io/qwik-city").with("src/entry.express.tsx", ""))) {
      assertThat(detect(tree).serving().services().getFirst().environment())
          .containsEntry("PROTOCOL_HEADER", "x-forwarded-proto")
          .containsEntry("HOST_HEADER", "x-forwarded-host");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nuxt                   | nuxt.config.ts | nitro: { preset: 'vercel' }",
        "@solidjs/start         | app.config.ts  | server: { preset: \"bun\" }",
        "@tanstack/react-start  | vite.config.ts | plugins: [nitro({ preset: 'bun' })]"
      })
  void thePresetOfAConfigIsNamed(String dependency, String file, String config) {
    Detection app =
        detect(
            app("\"build\":\"NITRO_PRESET=bun b --preset vercel && c\"", dependency, "nitro")
                .with(file, "export default { " + config + " }"));

    assertThat(app.environment()).containsEntry("NITRO_PRESET", "node-server");
    assertThat(app.buildScript()).contains("b && c");
    assertThat(app.adaptations())
        .filteredOn(adaptation -> adaptation.id().equals("nitro-node-server"))
        .singleElement()
        .satisfies(
            adaptation ->
                assertThat(adaptation.reason())
                    .contains("the preset " + (config.contains("bun") ? "bun" : "vercel")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nitro({ preset: 'bun' })                      | nitro({ preset: 'node-server' })",
        "nitro: { 'preset': \"cloudflare-module\" }    | nitro: { 'preset': \"node-server\" }",
        "pwaAssets: { preset: 'minimal-2023' }         | pwaAssets: { preset: 'minimal-2023' }",
        "nitro({ preset: 'node-server' })              | nitro({ preset: 'node-server' })",
        "presets: ['vercel']                           | presets: ['vercel']"
      })
  void thePresetOfAConfigBecomesTheOneForNode(String config, String changed) {
    assertThat(NitroPreset.forNode(config)).isEqualTo(changed);
  }

  @Test
  void aServerBelowAnotherPathIsToldToo() {
    Detection app =
        detect(
            built("@tanstack/react-start", "nitro")
                .with("vite.config.ts", "export default { base: '/app' }"));
    assertThat(app.conclusions())
        .extracting(Conclusion::subject, Conclusion::value)
        .contains(tuple("base", "/app"));
  }

  @Test
  void aRelativeBaseIsLeftOutWhereThePageHasDeepLinks() {
    MemoryTree page =
        DetectorTest.viteApp().with("vite.config.ts", "export default { base: './' }");
    assertThat(detect(page).adaptations())
        .extracting(Adaptation::id)
        .doesNotContain("root-address");
    assertThat(
            detect(page.with("src/Nav.tsx", "export const App = () => <BrowserRouter />"))
                .adaptations())
        .filteredOn(adaptation -> adaptation.id().equals("root-address"))
        .singleElement()
        .satisfies(adaptation -> assertThat(adaptation.reason()).contains("src/Nav.tsx"));
  }

  private static MemoryTree svelteKit(String path, String code) {
    return built("@sveltejs/kit")
        .with("svelte.config.js", "import adapter from '@sveltejs/adapter-node'")
        .with(path, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "static/private | import { MAIL_KEY } from '$env/static/private'",
        "static/private | import { MAIL_KEY as key, } from \"$env/static/private\"",
        "static/private | import * as own from '$env/static/private'; use(own.MAIL_KEY)",
        "dynamic/private | import { env } from '$env/dynamic/private'; use(env.MAIL_KEY)",
        "dynamic/private | import { env as own } from '$env/dynamic/private'; use(own['MAIL_KEY'])",
        "dynamic/private | import { env } from '$env/dynamic/private'; const { MAIL_KEY } = env;",
        "dynamic/private | import * as e from '$env/dynamic/private'; use(e.env.MAIL_KEY)"
      })
  void svelteKitsServerNeedsItsSecretsWhenItRuns(String module, String code) {
    Detection app = detect(svelteKit("src/lib/mail.server.ts", "\n" + code));
    assertThat(app.serverVariables())
        .containsExactly(new VariableUse("MAIL_KEY", "src/lib/mail.server.ts", 2, true));
    assertThat(app.variables()).isEmpty();
    assertThat(app.conclusions())
        .contains(
            new Conclusion(
                "variables",
                "MAIL_KEY: the server's own, read when it runs",
                "src/lib/mail.server.ts line 2 reads $env/" + module));
  }

  @Test
  void whatEverySvelteKitPageGetsIsSaidToBePublic() {
    MemoryTree tree =
        svelteKit(
            "src/routes/+page.svelte",
            "<script>\n  import { env } from '$env/dynamic/public';\n"
                + "  const town = env.PUBLIC_TOWN;\n</script>");
    Detection app = detect(tree);
    assertThat(app.serverVariables())
        .containsExactly(new VariableUse("PUBLIC_TOWN", "src/routes/+page.svelte", 3, true));
    assertThat(app.conclusions())
        .contains(
            new Conclusion(
                "variables",
                "PUBLIC_TOWN: read when the server runs; everybody can read it",
                "src/routes/+page.svelte line 3 reads $env/dynamic/public"));

    Detection site =
        detect(tree.with("svelte.config.js", "import adapter from '@sveltejs/adapter-static'"));
    assertThat(site.serverVariables()).isEmpty();
    assertThat(site.variables())
        .containsExactly(new VariableUse("PUBLIC_TOWN", "src/routes/+page.svelte", 3, true));
    assertThat(site.conclusions())
        .extracting(Conclusion::value)
        .contains("PUBLIC_TOWN: fixed by the build; everybody can read it");
  }

  @Test
  void whatSvelteKitsBuildFixesIsSaidToBePublic() {
    Detection app =
        detect(svelteKit("src/a.ts", "import { PUBLIC_TOWN } from '$env/static/public'"));
    assertThat(app.variables()).extracting(VariableUse::name).containsExactly("PUBLIC_TOWN");
    assertThat(app.serverVariables()).isEmpty();
    assertThat(app.conclusions())
        .extracting(Conclusion::value)
        .contains("PUBLIC_TOWN: fixed by the build; everybody can read it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// import { MAIL_KEY } from '$env/static/private'",
        "const help = \"import { MAIL_KEY } from '$env/static/private'\"",
        "import type { MAIL_KEY } from '$env/static/private'",
        "import { type MAIL_KEY } from '$env/static/private'",
        "import { env } from './own-env'; use(env.MAIL_KEY)",
        "import { env } from '$lib/env'; use(env.MAIL_KEY) // not $env/dynamic/private",
        "import { env } from '$env/dynamic/private'; use(platform.env.MAIL_KEY)",
        "import { env } from '$env/dynamic/private'; use(env.MAIL_TOWN ?? 'Oldtown')",
        "import { env } from '$env/dynamic/private'; use(env.NODE_ENV)",
        "import { env } from '$env/dynamic/public'; use(env.MAIL_KEY)"
      })
  void whatIsNoSecretOfSvelteKitsServerIsNotAskedFor(String code) {
    Detection app = detect(svelteKit("src/lib/mail.server.ts", code));
    assertThat(app.serverVariables()).isEmpty();
    assertThat(app.variables()).isEmpty();
  }

  @Test
  void whatSvelteKitImportsOfItsEnvironmentIsKnown() {
    Detection app =
        detect(
            built("@sveltejs/kit")
                .with("src/a.ts", "import { PUBLIC_A, PUBLIC_B as b } from '$env/static/public'")
                .with("src/b.server.ts", "import { KEY } from '$env/static/private'"));

    assertThat(app.variables())
        .extracting(VariableUse::name, VariableUse::required)
        .containsExactly(tuple("PUBLIC_A", true), tuple("PUBLIC_B", true));
    assertThat(app.adaptations())
        .extracting(Adaptation::id)
        .contains("sveltekit-private-variables", "sveltekit-node-server");
  }

  @Test
  void anyAppGoesLiveWhenTheOwnerSaysHowItIsBuiltAndWhereThePageIs() {
    MemoryTree unknown =
        MemoryTree.of(
            "package.json", "{\"dependencies\":{\"some-bundler\":\"1\"}}", "index.src", "");
    UserError refusal = catchThrowableOfType(UserError.class, () -> detect(unknown));
    assertThat(refusal.remedy())
        .contains(
            "freehold app set build-command=COMMAND output=FOLDER for a page, or start=\"node"
                + " FILE\"");

    Detection app = detect(unknown, "build-command=some-bundler .", "output=made/site");

    assertThat(app.framework()).isEqualTo(Framework.OTHER);
    assertThat(app.buildScript()).contains("some-bundler .");
    assertThat(app.output()).isEqualTo("made/site");
    assertThat(app.serving().isStatic()).isTrue();
    assertThat(framework(app).reason()).isEqualTo(Conclusions.SET);
    assertThat(detect(unknown, "build-command=b", "output=o", "fallback=index.html").serving())
        .isEqualTo(Serving.files(Optional.of("index.html")));
  }

  @Test
  void aPageBesideAServerThatCanNotRunGoesLiveWithoutItWhenTheOwnerSaysSo() {
    MemoryTree tree =
        DetectorTest.viteApp().with("server/index.ts", "import express from 'express'");

    assertThat(detect(tree, "output=dist").serving().isStatic()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node server.js              |               | node server.js | public      | ''",
        "./server.js                 |               | ''             | ''          | ''",
        "node server.js              | made/site     | node server.js | made/site   | ''",
        "node lib/main.mjs --quiet   |               | node lib/main.mjs --quiet | lib/public |"
            + " lib",
        "node .out/server/index.mjs  | .out/public   | node .out/server/index.mjs | .out/public |"
            + " .out",
        "node lib/main.mjs           | lib           | node lib/main.mjs | lib/public | lib",
        "npm start                   |               | node server.js | public      | ''",
        "prod                        |               | node --no-warnings server.js | public | ''",
        "PORT=3000 A=b npx tsx api.ts|               | node api.bundle.cjs | public | ''"
      })
  void anyServerRunsAsTheOwnerSays(
      String start, String output, String command, String publicFolder, String folder) {
    MemoryTree tree =
        app(
                "\"start\":\"node server.js\",\"prod\":\"node --no-warnings server.js\"",
                "some-server",
                "tsx")
            .with("server.js", "")
            .with("api.ts", "");
    var said = new TreeMap<>(Map.of("start", start));
    if (output != null) {
      said.put("output", output);
    }
    if (command.isEmpty()) {
      UserError refusal =
          catchThrowableOfType(
              UserError.class, () -> new Detector().detect(tree, new Overrides(said)));
      assertThat(refusal.code()).isEqualTo("detect.unclear-start");
      assertThat(refusal.remedy()).contains("freehold app set start=");
      return;
    }

    Detection app = new Detector().detect(tree, new Overrides(said));

    assertThat(command(app)).isEqualTo(command);
    assertThat(app.serving().publicFolder()).isEqualTo(publicFolder);
    assertThat(app.parts())
        .startsWith(folder.isEmpty() ? new Part("", "") : new Part(folder, folder))
        .contains(new Part(Packages.FOLDER, Packages.FOLDER));
    assertThat(framework(app).reason()).isEqualTo(Conclusions.SET);
  }

  @Test
  void whatTheOwnerSaysRunsWinsOverTheFramework() {
    Detection app = detect(built("next", "koa").with("custom.js", ""), "start=node custom.js");

    assertThat(command(app)).isEqualTo("node custom.js");
    assertThat(app.buildScript()).contains("b");
  }

  private static final MemoryTree REPLIT =
      MemoryTree.of(
              "package.json",
              "{\"name\":\"workspace\"}",
              "pnpm-workspace.yaml",
              "packages:\n  - artifacts/*\n",
              "artifacts/shop/package.json",
              "{\"name\":\"shop\",\"scripts\":{\"build\":\"vite"
                  + " build\"},\"devDependencies\":{\"vite\":\"6\"}}",
              "artifacts/shop/index.html",
              "<script type=module src=/main.js></script>",
              "artifacts/shop/.replit-artifact/artifact.toml",
              """
              kind = "web"
              [[services]]
              paths = ["/"]
              [services.production.run.env]
              PORT = "1"
              [services.env]
              PORT = "21533"
              BASE_PATH = "/"
              """)
          .with("artifacts/mockups/package.json", "{\"devDependencies\":{\"vite\":\"6\"}}")
          .with("artifacts/mockups/index.html", "")
          .with("artifacts/mockups/.replit-artifact/artifact.toml", "kind = \"design\"");

  private static final MemoryTree REPLIT_WITH_SERVER =
      REPLIT
          .with(
              "artifacts/api/package.json",
              """
              {"scripts": {"build": "node build.mjs", "start": "node dist/index.mjs"},
               "dependencies": {"express": "5"}}
              """)
          .with("artifacts/api/src/index.js", "import express from 'express';")
          .with(
              "artifacts/api/.replit-artifact/artifact.toml",
              """
              kind = "api"
              [[services]]
              paths = ["/api"]
              [services.production.build]
              args = ["pnpm", "--filter", "api", "run", "build"]
              [services.production.run]
              args = ["node", "artifacts/api/dist/index.mjs"]
              [services.production.run.env]
              PORT = "8080"
              LOG_LEVEL = "info"
              [services.production.health.startup]
              path = "/api/healthz"
              """);

  @Test
  void aReplitWorkspaceWithAPageAloneIsThePage() {
    Detection app = detect(REPLIT);

    assertThat(app.root()).isEqualTo("artifacts/shop");
    assertThat(app.environment()).containsEntry("BASE_PATH", "/").containsEntry("PORT", "21533");
    assertThat(app.conclusions())
        .extracting(Conclusion::subject, Conclusion::value)
        .contains(tuple("other parts", "not deployed"));
  }

  @Test
  void aReplitWorkspaceWithAServerIsBothInOneRelease() {
    Detection app = detect(REPLIT_WITH_SERVER);

    assertThat(app.root()).isEqualTo("artifacts/shop");
    assertThat(app.buildScript())
        .contains("vite build && (cd ../../artifacts/api && node build.mjs)");
    assertThat(app.parts())
        .containsExactly(
            new Part("dist", "public"),
            new Part("../../artifacts/api/dist", "artifacts/api/dist"),
            new Part("../../artifacts/api/package.json", "artifacts/api/package.json"),
            new Part("../../artifacts/api/node_modules", "node_modules"));
    assertThat(app.environment()).containsEntry("BASE_PATH", "/").containsEntry("PORT", "21533");
    assertThat(app.serving().publicFolder()).isEqualTo("public");
    assertThat(app.serving().spaFallback()).contains("index.html");
    var api = app.serving().services().getFirst();
    assertThat(app.serving().services()).hasSize(1);
    assertThat(api.prefix()).isEqualTo("/api");
    assertThat(api.folder()).isEqualTo("artifacts/api");
    assertThat(api.command()).containsExactly("node", "dist/index.mjs");
    assertThat(api.healthPath()).isEqualTo("/api/healthz");
    assertThat(api.environment()).containsOnly(entry("LOG_LEVEL", "info"));
    assertThat(app.conclusions())
        .extracting(Conclusion::subject, Conclusion::value)
        .contains(
            tuple("server", "artifacts/api, answers /api"),
            tuple("server's build command", "node build.mjs"));
    assertThat(app.conclusions())
        .filteredOn(conclusion -> conclusion.subject().equals("other parts"))
        .extracting(Conclusion::reason)
        .containsExactly("artifacts/mockups/.replit-artifact/artifact.toml (design at /)");
  }

  @Test
  void ofAReplitWorkspaceOnePartAloneIsTheOwnersToSay() {
    Detection page = detect(REPLIT_WITH_SERVER, "root=artifacts/shop");
    assertThat(page.serving().isStatic()).isTrue();
    assertThat(page.environment()).containsEntry("BASE_PATH", "/");

    Detection api = detect(REPLIT_WITH_SERVER, "root=artifacts/api");
    assertThat(api.serving().services())
        .extracting(service -> service.prefix() + " " + service.folder())
        .containsExactly("/ artifacts/api");
  }

  @Test
  void aReplitWorkspaceWithoutAPageIsItsServer() {
    Detection app =
        detect(REPLIT_WITH_SERVER.without("artifacts/shop/.replit-artifact/artifact.toml"));
    assertThat(app.root()).isEqualTo("artifacts/api");
  }

  private static Stream<Arguments> replitWorkspaces() {
    String toml = "artifacts/admin/.replit-artifact/artifact.toml";
    return Stream.of(
        arguments(
            REPLIT_WITH_SERVER.with(toml, "kind = \"web\""),
            "name several parts: artifacts/admin/.replit-artifact/artifact.toml (web at /);"),
        arguments(
            REPLIT_WITH_SERVER.with(toml, "kind = \"api\"\npaths = [\"/admin\"]"),
            "(api at /admin); artifacts/api/.replit-artifact/artifact.toml (api at /api);"),
        arguments(
            REPLIT_WITH_SERVER.with(
                "artifacts/api/.replit-artifact/artifact.toml",
                "kind = \"api\"\npaths = [\"/api\", \"/ws\"]"),
            "its addresses begin with /api and /ws, and not with one path"),
        arguments(
            REPLIT_WITH_SERVER
                .with("artifacts/api/package.json", "{}")
                .with(
                    "artifacts/api/.replit-artifact/artifact.toml",
                    "kind = \"api\"\npaths = [\"/api\"]"),
            "artifacts/api/package.json has no start script that says how it is run"),
        arguments(
            REPLIT_WITH_SERVER.with("artifacts/api/package-lock.json", "{}"),
            "its packages are not installed together with those of artifacts/shop"));
  }

  @ParameterizedTest
  @MethodSource("replitWorkspaces")
  void whatIsUnclearAboutAReplitWorkspaceIsAsked(MemoryTree tree, String why) {
    UserError refusal = catchThrowableOfType(UserError.class, () -> detect(tree));

    assertThat(refusal.code()).isEqualTo("detect.unsupported-workspace");
    assertThat(refusal).hasMessageContaining(why);
    assertThat(refusal.remedy()).contains("freehold app set root=artifacts/");
    assertThat(detect(tree, "root=artifacts/shop").serving().isStatic()).isTrue();
  }

  @Test
  void whatArtifactTomlStartsCountsWhereNoScriptDoes() {
    MemoryTree tree =
        REPLIT_WITH_SERVER
            .with(
                "artifacts/api/package.json",
                "{\"scripts\":{\"build\":\"node build.mjs\"},\"dependencies\":{\"express\":\"5\"}}")
            .with(
                "artifacts/api/.replit-artifact/artifact.toml",
                """
                kind = "api"
                [[services]]
                paths = ["/api/"]
                [services.production]
                run = ["node", "--enable-source-maps", "artifacts/api/dist/main.mjs"]
                """);

    var api = detect(tree).serving().services().getFirst();
    assertThat(api.command()).containsExactly("node", "--enable-source-maps", "dist/main.mjs");
    assertThat(api.prefix()).isEqualTo("/api");
    assertThat(api.healthPath()).isEqualTo("/api/");
  }
}
