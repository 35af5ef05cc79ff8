package dev.freehold.detect;

import static dev.freehold.detect.DetectorTest.MANIFEST;
import static dev.freehold.detect.DetectorTest.PAGE;
import static dev.freehold.detect.DetectorTest.viteApp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freehold.app.Overrides;
import dev.freehold.base.UserError;
import dev.freehold.file.MemoryTree;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can't be deployed is refused with the true reason. */
class RefusalTest {
  private static MemoryTree depending(String name) {
    return viteApp().with("package.json", manifest(name));
  }

  private static String manifest(String dependency) {
    return "{\"name\":\"x\",\"scripts\":{\"build\":\"b\"},\"dependencies\":{\""
        + dependency
        + "\":\"1\"}}";
  }

  private static MemoryTree server(String script) {
    return MemoryTree.of(
        "package.json",
        "{\"scripts\":{" + script + "},\"dependencies\":{\"express\":\"4\"}}",
        "server.js",
        "require('express')");
  }

  private static String started(String name, String file) {
    return "{\"name\":\""
        + name
        + "\",\"scripts\":{\"start\":\"node "
        + file
        + "\"},\"dependencies\":{\"express\":\"5\"}}";
  }

  static Stream<Arguments> notAWebApp() {
    String code = "detect.not-a-web-app";
    return Stream.of(
        arguments(code, MemoryTree.of(), "no package.json and no index.html"),
        arguments(code, MemoryTree.of("README.md", "# notes"), "no package.json and no index.html"),
        arguments(
            code,
            MemoryTree.of("package.json", manifest("@nativescript/core"), "app/app.js", ""),
            "NativeScript app for phones (package.json depends on @nativescript/core"),
        arguments(
            code, MemoryTree.of("package.json", manifest("react-native")), "React Native app"),
        arguments(
            code,
            MemoryTree.of("package.json", manifest("expo")),
            "Expo app for phones (package.json depends on expo, and not on react-dom"),
        arguments(
            code,
            MemoryTree.of("package.json", manifest("lodash")),
            "package.json depends on no web framework"));
  }

  static Stream<Arguments> noPackageJson() {
    String code = "detect.no-package-json";
    return Stream.of(
        arguments(code, viteApp().without("package.json"), "vite.config.ts"),
        arguments(code, MemoryTree.of("index.html", PAGE), "index.html loads /src/main.tsx"),
        arguments(
            code, MemoryTree.of("src/App.tsx", "export default App"), "there is src/App.tsx"));
  }

  static Stream<Arguments> ambiguous() {
    String code = "detect.ambiguous-root";
    MemoryTree two =
        MemoryTree.of(
            "apps/admin/index.html", PAGE,
            "apps/admin/package.json", MANIFEST.replace("vite_react", "admin"),
            "apps/web/index.html", PAGE,
            "apps/web/package.json", MANIFEST);
    return Stream.of(
        arguments(code, two, "apps/admin, apps/web"),
        arguments(code, two.with("index.html", "<h1>Hi</h1>"), "., apps/admin, apps/web"),
        arguments(code, MemoryTree.of("a/index.html", "", "b/index.html", ""), "a, b"));
  }

  static Stream<Arguments> frameworks() {
    return Stream.of(
        framework("@react-router/dev", "React Router with the server of another host"),
        framework("@builder.io/qwik-city", "Qwik without an adapter for Node or for files"),
        framework("vike", "server-rendered Vite"));
  }

  private static Arguments framework(String dependency, String name) {
    return arguments(
        "detect.unsupported-framework",
        depending(dependency),
        "uses "
            + name
            + ", which Freehold can't deploy yet: package.json depends on "
            + dependency);
  }

  static Stream<Arguments> otherProofsOfAFramework() {
    String code = "detect.unsupported-framework";
    return Stream.of(
        arguments(
            code,
            depending("@remix-run/react"),
            "Remix without @remix-run/serve, which Freehold can't deploy yet"),
        arguments(
            code,
            depending("@remix-run/node").without("vite.config.ts"),
            "Remix without Vite, which Freehold can't deploy yet"),
        arguments(
            code,
            depending("astro")
                .with(
                    "astro.config.mjs",
                    "import vercel from '@astrojs/vercel';"
                        + " export default { output: 'server', adapter: vercel() }"),
            "Astro with a server for vercel"),
        arguments(
            code,
            depending("nuxt")
                .with("package.json", manifest("nuxt").replace("\"1\"", "\"^2.15.0\"")),
            "Nuxt 2, which Freehold can't deploy yet"),
        arguments(
            code,
            depending("@angular/core").with("angular.json", "{\"projects\":{}}"),
            "Angular without an application"),
        arguments(
            code,
            depending("next").with("next.config.mjs", "export default { distDir: 'build' }"),
            "its config sets distDir"),
        arguments(
            code,
            depending("react-dom")
                .with(
                    "package.json",
                    "{\"dependencies\":{\"expo\":\"1\",\"react-dom\":\"1\","
                        + "\"react-native-web\":\"1\"}}")
                .with("app.json", "{\"expo\":{\"web\":{\"output\":\"server\"}}}"),
            "app.json sets web.output to server"),
        arguments(code, viteApp().with("src/entry-server.tsx", ""), "src/entry-server.tsx"),
        arguments(
            code,
            viteApp().with("server/index.ts", "import express from 'express'"),
            "Express, which Freehold can't deploy yet: server/index.ts imports express"),
        arguments(
            code,
            server("\"start\":\"node server.js | pino-pretty\""),
            "package.json has a start script"
                + " (node server.js | pino-pretty) that does more than run a file"),
        arguments(code, server("\"dev\":\"node server.js\""), "package.json has no start script"),
        arguments(
            code,
            server("\"start\":\"node lib/server.js\""),
            "starts it with lib/server.js, which is not"),
        arguments(
            code, server("\"start\":\"tsx server.js\""), "with tsx and does not depend on it"),
        arguments(
            code,
            viteApp().with("backend/requirements.txt", "uvicorn\nfastapi==0.115\n"),
            "FastAPI, which Freehold can't deploy yet: backend/requirements.txt names fastapi"),
        arguments(
            code,
            MemoryTree.of(
                "api/package.json", manifest("express"), "api/index.js", "require('express')"),
            "api/index.js imports express"),
        arguments(
            code,
            MemoryTree.of("package.json", manifest("webpack"), "index.html", "<h1>"),
            "package.json builds it with `b`"),
        arguments(
            code,
            MemoryTree.of("package.json", "{}", "index.html", PAGE),
            "index.html loads /src/main.tsx"));
  }

  static Stream<Arguments> install() {
    return Stream.of(
        arguments(
            "detect.workspace-unreadable",
            MemoryTree.of(
                "pnpm-workspace.yaml",
                "packages: [",
                "apps/web/index.html",
                PAGE,
                "apps/web/package.json",
                MANIFEST),
            "pnpm-workspace.yaml is not YAML"),
        arguments(
            "detect.deno",
            MemoryTree.of(
                "deno.jsonc",
                "{ // Fresh\n \"tasks\": { \"start\": \"deno run -A main.ts\", }, }",
                "routes/index.tsx",
                "export default () => <p>hi</p>;"),
            "This app is a server for Deno, and Freehold can't tell how to run it: 'deno run -A"
                + " main.ts' runs main.ts, which is not among the files."),
        arguments(
            "detect.workspace-unreadable",
            depending("@angular/core").with("angular.json", "{"),
            "angular.json is not JSON"),
        arguments(
            "detect.ambiguous-root",
            MemoryTree.of(
                    "package.json",
                    "{\"workspaces\": [\"apps/*\"]}",
                    "apps/api/package.json",
                    started("api", "a.js"),
                    "apps/api/a.js",
                    "")
                .with("apps/hooks/package.json", started("hooks", "b.js"))
                .with("apps/hooks/b.js", ""),
            "More than one folder could be the app: apps/api, apps/hooks"));
  }

  static Stream<Arguments> incomplete() {
    String invalid = "detect.package-json-invalid";
    return Stream.of(
        arguments(invalid, viteApp().with("package.json", "{\n\"name\": }"), "line 2"),
        arguments(invalid, viteApp().with("package.json", "[]"), "not a JSON object"),
        arguments(
            invalid,
            viteApp().with("package.json", MANIFEST.strip() + "\n// added by hand\n"),
            "(line " + (MANIFEST.strip().lines().count() + 1) + "): it has a comment there"),
        arguments(
            invalid,
            viteApp().with("package.json", "{\n  // the scripts\n  \"scripts\": {}\n}"),
            "(line 2): it has a comment there"),
        arguments(invalid, viteApp().with("package.json", "{\n}\n\n}"), "not valid JSON (line 4)"),
        arguments(
            invalid,
            viteApp()
                .with(
                    "package.json",
                    "{\n\"dependencies\": {\n\"react\": \"^19.0.0\",\n\"undefined\": \"\\\\\"\n}}"),
            "line 4 asks for the package \"undefined\" in version \"\\\", and there is no such"
                + " version"),
        arguments(invalid, viteApp().with("package.json", ""), "not a JSON object"),
        arguments("detect.no-index-html", viteApp().without("index.html"), "index.html is missing"),
        arguments(
            "detect.no-build-script",
            viteApp().with("package.json", MANIFEST.replace("vite build", " ")),
            "has no build script"),
        arguments(
            "detect.unknown-output",
            viteApp().with("vite.config.ts", "build: { outDir: folder() }"),
            "vite.config.ts computes outDir"),
        arguments(
            "detect.unknown-output",
            viteApp().with("vite.config.ts", "build: { outDir: '../out' }"),
            "not a folder below the app"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource({
    "notAWebApp",
    "noPackageJson",
    "ambiguous",
    "frameworks",
    "otherProofsOfAFramework",
    "install",
    "incomplete"
  })
  void refuses(String code, MemoryTree tree, String reason) {
    UserError error =
        catchThrowableOfType(UserError.class, () -> new Detector().detect(tree, Overrides.NONE));
    assertThat(error).as("refusal with %s", code).isNotNull();
    assertThat(error.code()).as(error.getMessage()).isEqualTo(code);
    assertThat(error).hasMessageContaining(reason);
    assertThat(error.remedy()).isNotBlank();
  }
}
