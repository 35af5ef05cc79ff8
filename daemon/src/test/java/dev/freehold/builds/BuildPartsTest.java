package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.app.Overrides;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detector;
import dev.freehold.file.MemoryTree;
import dev.freehold.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of a build that decide something by themselves. */
class BuildPartsTest {
  @TempDir Path temporary;

  @Test
  void theToolchainIsTheRealOne() {
    var toolchain = new BuildBench(temporary).toolchains().find();

    assertThat(toolchain.node()).isExecutable();
    assertThat(toolchain.npm().toString()).endsWith("npm-cli.js");
    assertThat(toolchain.nodeVersion()).startsWith("v");
    assertThat(toolchain.npmVersion()).matches("\\d+\\..*");
    assertThat(toolchain.settings().variables()).containsKey("npm_config_registry");
  }

  @Test
  void aNodeThatDoesNotStartCountsAsMissing() throws IOException {
    assertThat(error(program("node", "exit 1")).code()).isEqualTo("build.node-missing");
  }

  @Test
  void aNodeWithoutARealNpmCountsAsMissing() throws IOException {
    program("npm", "exit 1");

    assertThat(error(program("node", "echo $0; echo v22.0.0")).code())
        .isEqualTo("build.node-missing");
  }

  @Test
  void anNpmThatCanNotTellItsConfigurationHasACode() throws IOException {
    Path bin = Files.createDirectories(temporary.resolve("bin"));
    Path npm = Files.createDirectories(temporary.resolve("lib/node_modules/npm/bin"));
    Files.writeString(npm.resolve("npm-cli.js"), "");
    Files.writeString(npm.resolveSibling("package.json"), "{\"version\":\"1.0.0\"}");
    program(
        "node", "[ \"$1\" = -p ] && echo %s/node && echo v22.0.0 && exit; exit 1".formatted(bin));

    assertThat(error(temporary).code()).isEqualTo("build.npm-broken");
  }

  @Test
  void passwordsOfRegistryAndProxyStayOutside() {
    var settings =
        NpmSettings.from(
            Map.of(
                "registry", "https://user:hunter2@packages.example/",
                "proxy", "http://proxy.example:8080",
                "https-proxy", "http://user:hunter2@proxy.example:8080",
                "noproxy", "localhost",
                "cafile", "null"),
            Map.of("HTTPS_PROXY", "http://:hunter2@proxy.example", "NPM_TOKEN", "hunter2"),
            temporary);

    assertThat(settings.variables())
        .containsOnly(
            Map.entry("npm_config_proxy", "http://proxy.example:8080"),
            Map.entry("npm_config_noproxy", "localhost"));
    assertThat(settings.notes()).hasSize(3).noneMatch(note -> note.contains("hunter2"));
    assertThat(settings.caFile()).isEmpty();
  }

  @Test
  void anAppsNpmrcMayOnlyLayOutPackages() {
    assertThat(
            AppNpmrc.filter(
                """
                legacy-peer-deps=true
                omit[] = optional
                ; comment
                registry=https://evil.example/
                @scope:registry=https://packages.example/
                @other:registry=https://u:p@packages.example/
                //packages.example/:_authToken=abc
                script-shell=/build/evil
                node-options=--require /build/evil.js
                cafile=${HOME}/x
                """))
        .isEqualTo("legacy-peer-deps=true\n" + "@scope:registry=https://packages.example/\n");
  }

  @Test
  void whatWouldLeaveOutPackagesOfTheBuildIsToldAndDoesNotCount() {
    assertThat(
            AppNpmrc.leavingOut(
                "omit=dev\nomit[] = optional\nproduction = true\ninclude=prod\nfund=false\n"))
        .containsExactly("omit=dev", "omit[] = optional", "production = true", "include=prod");
    assertThat(AppNpmrc.filter("omit=dev\nproduction=true\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".env",
        "a/.env.production",
        ".dev.vars",
        "wrangler.json",
        "assets/a.js.map",
        ".vite/manifest.json",
        ".assetsignore",
        "dump.SQL",
        "data/app.sqlite3",
        "app.db-wal",
        ".gitignore",
        ".git/config",
        "trace.zip",
        "server.cpuprofile",
        "test-results/x.png",
        "node_modules/x/index.js",
        "deep/node_modules/x/index.js",
        "node_modules/assets/x.ttf",
        "assets/node_modules/x/.env",
        "assets/node_modules/x/a.js.map",
        "_redirects",
        "_headers",
        "netlify.toml",
        "vercel.json"
      })
  void isNeverPublished(String path) {
    assertThat(NeverPublished.covers(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index.html",
        ".well-known/x",
        "map.html",
        "sitemap.xml",
        "environment.js",
        "sql.js",
        "db/index.html",
        "assets/env.js",
        "assets/node_modules/@expo/vector-icons/build/vendor/Fonts/Ionicons.6148e7.ttf",
        "app/assets/node_modules/x/logo.png",
        "static/media/node_modules/x/logo.png",
        "assets/__node_modules/.pnpm/x/Ionicons.ttf",
        "manifest.json",
        "docs/vercel.json"
      })
  void isPublished(String path) {
    assertThat(NeverPublished.covers(path)).isFalse();
  }

  @Test
  void aServerThatRunsFromItsSourcesHasAllOfThemAndThePackagesThatItNames() throws IOException {
    var app =
        MemoryTree.of(
            "package.json",
            "{\"scripts\":{\"start\":\"node --no-warnings src/index.js\"},"
                + "\"dependencies\":{\"express\":\"4\"},"
                + "\"devDependencies\":{\"vite\":\"7\",\"eslint\":\"9\",\"vitest\":\"3\"}}",
            "src/index.js",
            "import express from 'express'; import { createServer } from 'vite';",
            "eslint.config.js",
            "import eslint from 'eslint'",
            "src/index.test.js",
            "import { test } from 'vitest'",
            "views/home.ejs",
            "",
            "public/words.db",
            "",
            ".env",
            "KEY=1",
            ".github/x.yml",
            "");
    Path folder = temporary.resolve("app");
    for (var entry : app.entries()) {
      Path file = folder.resolve(entry.path());
      Files.createDirectories(file.getParent());
      Files.copy(app.open(entry.path()), file);
    }
    Path packages = temporary.resolve("node_modules");
    for (String name : List.of("express", "vite", "rollup", "eslint", "vitest")) {
      Path manifest = packages.resolve(name).resolve("package.json");
      Files.createDirectories(manifest.getParent());
      Files.writeString(
          manifest, name.equals("vite") ? "{\"dependencies\":{\"rollup\":\"4\"}}" : "{}");
    }

    var tree =
        ServerTree.collect(
            folder, temporary, new Detector().detect(app, Overrides.NONE), List.of());

    assertThat(tree.entries())
        .extracting(entry -> entry.path())
        .containsExactly(
            "eslint.config.js",
            "node_modules/express/package.json",
            "node_modules/rollup/package.json",
            "node_modules/vite/package.json",
            "package.json",
            "src/index.js",
            "src/index.test.js",
            "views/home.ejs");
    assertThat(tree.withheld()).containsExactly("public/words.db");
  }

  @Test
  void aPageThatStandsInForEveryAddressIsAPage() throws IOException {
    Path built = Files.createDirectories(temporary.resolve("build"));
    Files.writeString(built.resolve("200.html"), "");

    assertThat(Output.collect(temporary, "build", Optional.of("200.html")).tree().entries())
        .hasSize(1);
    assertThat(
            catchThrowableOfType(
                    FreeholdException.class,
                    () -> Output.collect(temporary, "build", Optional.of("index.html")))
                .code())
        .isEqualTo("build.no-output");
  }

  @Test
  void packagesThatNitroLinksComeIntoTheResultAndLinksOutOfItDoNot() throws IOException {
    var app =
        MemoryTree.of(
            "package.json",
            "{\"scripts\":{\"build\":\"nuxt build\"},\"dependencies\":{\"nuxt\":\"4\"}}");
    Path output = temporary.resolve("app/.output");
    Path packages = Files.createDirectories(output.resolve("server/node_modules"));
    Path one = Files.createDirectories(packages.resolve(".nitro/one@1"));
    Path two = Files.createDirectories(packages.resolve(".nitro/two@2"));
    Files.writeString(output.resolve("server/index.mjs"), "");
    Files.writeString(one.resolve("index.js"), "");
    Files.writeString(two.resolve("index.js"), "");
    Files.createSymbolicLink(packages.resolve("one"), Path.of(".nitro/one@1"));
    Files.createDirectories(one.resolve("node_modules"));
    Files.createSymbolicLink(one.resolve("node_modules/two"), two);
    Files.createDirectories(two.resolve("node_modules"));
    Files.createSymbolicLink(two.resolve("node_modules/one"), one);
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "");
    Files.createSymbolicLink(output.resolve("out"), outside);

    var tree =
        ServerTree.collect(
            temporary.resolve("app"),
            temporary.resolve("none"),
            new Detector().detect(app, Overrides.NONE),
            List.of());

    assertThat(tree.entries())
        .extracting(entry -> entry.path())
        .contains(
            "server/node_modules/one/index.js", "server/node_modules/one/node_modules/two/index.js")
        .noneMatch(path -> path.contains("secret"))
        .hasSizeLessThan(20);
  }

  @Test
  void scriptsThatAnInstallWouldHaveRunAreNamed() throws IOException {
    var app =
        MemoryTree.of(
            "package.json",
            "{\"scripts\":{\"postinstall\":\"patch-package\",\"prepare\":\"husky install ||"
                + " true\",\"build\":\"vite"
                + " build\"},\"dependencies\":{\"better-sqlite3\":\"12\",\"react\":\"19\","
                + "\"native\":\"1\"},\"devDependencies\":{\"vite\":\"7\",\"esbuild\":\"1\"}}",
            "index.html",
            "");
    Path packages = temporary.resolve("node_modules");
    for (String name : List.of("better-sqlite3", "react", "native", "esbuild", "vite")) {
      Files.createDirectories(packages.resolve(name));
      Files.writeString(
          packages.resolve(name).resolve("package.json"),
          name.equals("react") || name.equals("native")
              ? "{}"
              : "{\"scripts\":{\"install\":\"prebuild-install\",\"prepare\":\"tsc\"}}");
    }
    Files.writeString(packages.resolve("native/binding.gyp"), "");
    var dependencies =
        new Dependencies(
            "key",
            temporary,
            List.of("node_modules"),
            List.of(),
            "node_modules",
            List.of(),
            () -> {});

    Detection detection = new Detector().detect(app, Overrides.NONE);
    List<InstallScripts.Script> scripts = InstallScripts.of(app, detection, dependencies);

    assertThat(scripts)
        .extracting(InstallScripts.Script::toString)
        .containsExactly(
            "better-sqlite3 (prebuild-install)",
            "native (node-gyp rebuild)",
            "vite (prebuild-install)",
            "postinstall (patch-package)");
    assertThat(scripts.getFirst().place()).isEqualTo("node_modules/better-sqlite3");
    assertThat(InstallScripts.notes(scripts, new Agreed(Set.of(), Set.of("vite", "native"))))
        .singleElement()
        .asString()
        .startsWith(
            "An install would run these scripts, and they were not run: better-sqlite3"
                + " (prebuild-install), postinstall (patch-package). ")
        .endsWith("freehold deploy --allow-script better-sqlite3,postinstall");
    assertThat(
            InstallScripts.notes(
                scripts,
                new Agreed(Set.of(), Set.of("vite", "native", "better-sqlite3", "postinstall"))))
        .isEmpty();
  }

  @Test
  void whatALockSaysOfScriptsIsKnownBeforeTheInstall() {
    MemoryTree app =
        MemoryTree.of(
            "package.json",
            "{\"scripts\":{\"prepare\":\"husky\",\"build\":\"vite build\"},"
                + "\"dependencies\":{\"better-sqlite3\":\"12\"},\"devDependencies\":{\"vite\":\"7\"}}",
            "package-lock.json",
            "{\"packages\":{\"node_modules/better-sqlite3\":{\"hasInstallScript\":true},"
                + "\"node_modules/deep\":{\"hasInstallScript\":true},\"node_modules/vite\":{}}}",
            "index.html",
            "");
    assertThat(InstallScripts.known(app, new Detector().detect(app, Overrides.NONE)))
        .extracting(InstallScripts.Script::name)
        .containsExactly("better-sqlite3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "pnpm-lock.yaml; lockfileVersion: '6.0'\\n"
            + "\\n"
            + "packages:\\n"
            + "\\n"
            + "  /bcrypt@5.1.1:\\n"
            + "    resolution: {integrity: sha512-a}\\n"
            + "    dev: false\\n"
            + "\\n"
            + "  /@scope/tool@1.0.0(ms@2.1.3):\\n"
            + "    resolution: {integrity: sha512-b}\\n"
            + "    requiresBuild: true\\n"
            + "    dev: true\\n"
            + "; @scope/tool",
        "pnpm-lock.yaml; lockfileVersion: '5.4'\\n"
            + "\\n"
            + "packages:\\n"
            + "\\n"
            + "  /bcrypt/5.1.1:\\n"
            + "    resolution: {integrity: sha512-a}\\n"
            + "    requiresBuild: true\\n"
            + "; bcrypt",
        "pnpm-lock.yaml; lockfileVersion: '9.0'\\n"
            + "\\n"
            + "packages:\\n"
            + "\\n"
            + "  bcrypt@5.1.1:\\n"
            + "    resolution: {integrity: sha512-a}\\n"
            + "; bcrypt",
        "pnpm-workspace.yaml; onlyBuiltDependencies:\\n  - '@scope/tool'\\n; @scope/tool,bcrypt",
        "pnpm-workspace.yaml; allowBuilds:\\n  '@scope/tool': true\\n  left: false\\n;"
            + " @scope/tool,bcrypt",
        "yarn.lock; # yarn lockfile v1\\n; bcrypt",
        "bun.lock; {\"lockfileVersion\": 1}; bcrypt,trusted"
      })
  void scriptsAreKnownBeforeTheInstallWhoeverMakesIt(String file, String text, String names) {
    MemoryTree app =
        MemoryTree.of(
            "package.json",
            "{\"scripts\":{\"build\":\"vite"
                + " build\"},\"dependencies\":{\"bcrypt\":\"5\",\"ms\":\"2\","
                + "\"left\":\"1\",\"@scope/tool\":\"1\",\"trusted\":\"1\"},"
                + (file.equals("bun.lock") ? "\"trustedDependencies\":[\"trusted\",\"deep\"]," : "")
                + "\"devDependencies\":{\"vite\":\"7\"}}",
            file,
            text.replace("\\n", "\n"),
            "index.html",
            "");
    assertThat(InstallScripts.known(app, new Detector().detect(app, Overrides.NONE)))
        .extracting(InstallScripts.Script::name)
        .containsExactlyInAnyOrder(names.split(","));
  }

  @Test
  void failingLinesOfTheTypeCheckerAreFound() {
    assertThat(
            FailingLines.of(
                List.of(
                    "> tsc -b",
                    "src/App.tsx(3,7): error TS2322: Type 'string' is not assignable",
                    "src/b.ts:1:2 - error TS1005: ';' expected.",
                    "Found 2 errors.")))
        .containsExactly(
            "src/App.tsx(3,7): error TS2322: Type 'string' is not assignable",
            "src/b.ts:1:2 - error TS1005: ';' expected.");
  }

  @Test
  void failingLinesOfViteEndBeforeItsStack() {
    assertThat(
            FailingLines.of(
                List.of(
                    "vite v5.4.21 building for production...",
                    "x Build failed in 47ms",
                    "error during build:",
                    "Could not resolve \"./nope.js\" from \"src/main.js\"",
                    "file: /build/src/main.js",
                    "    at getRollupError (file:///build/node_modules/rollup/x.js:1:2)")))
        .containsExactly(
            "Could not resolve \"./nope.js\" from \"src/main.js\"", "file: /build/src/main.js");
  }

  @Test
  void aMessageIsNotMixedWithWhatCameByTheOtherPipe() {
    List<String> errors =
        List.of(
            "error during build:",
            "Build failed with 1 error:",
            "[vite] Unexpected token",
            "src/About.tsx:7:1");
    List<String> output = new ArrayList<>(errors);
    output.add(2, "✓ 109 modules transformed.");
    assertThat(FailingLines.of(output, errors))
        .containsExactly(
            "Build failed with 1 error:", "[vite] Unexpected token", "src/About.tsx:7:1");
  }

  @Test
  void withoutAKnownErrorTheLastLinesAreTaken() {
    var lines = IntStream.range(0, 50).mapToObj(i -> "line " + i).toList();

    assertThat(FailingLines.of(lines)).hasSize(20).endsWith("line 49");
    assertThat(FailingLines.of(List.of())).isEmpty();
    assertThat(FailingLines.of(List.of("sh: 1: tsc: not found"))).hasSize(1);
  }

  @Test
  void readingTheEnvironmentAsAWholeIsNoted() {
    var at = BuildBench.vite("vite build", "VITE_A");
    var detection =
        new Detection(
            at.root(),
            at.builder(),
            at.framework(),
            at.install(),
            at.buildScript(),
            at.output(),
            at.parts(),
            at.serving(),
            at.environment(),
            at.node(),
            at.python(),
            at.variables(),
            List.of(new Detection.DefaultValue("VITE_B", "value", ".env")),
            at.adaptations(),
            at.conclusions(),
            List.of(),
            List.of(),
            at.deno());
    var variables = variables("src/a.ts", "const v = import.meta.env[name];", detection);

    assertThat(variables.lookups()).containsExactly("VITE_A", "VITE_B");
    assertThat(variables.notes()).singleElement().asString().startsWith("src/a.ts reads");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import.meta.env.VITE_A",
        "import.meta.env?.VITE_A ?? ''",
        "const { VITE_A, VITE_B: b = '' } = import.meta.env",
        "const { VITE_A }: ImportMetaEnv = (import.meta.env)"
      })
  void namedUsesAreNotNoted(String code) {
    var variables = variables("src/a.ts", code, BuildBench.vite("vite build", "VITE_A"));

    assertThat(variables.notes()).isEmpty();
    assertThat(variables.lookups()).containsExactly("VITE_A");
  }

  @Test
  void whatTheViteConfigWritesIntoThePageIsKnownToTheBuildAndNothingElseLooksItUp() {
    MemoryTree tree =
        MemoryTree.of(
            "index.html",
            "<script type=\"module\" src=\"/index.tsx\"></script>",
            "package.json",
            "{\"scripts\":{\"build\":\"vite build\"},\"devDependencies\":{\"vite\":\"6\"}}",
            "index.tsx",
            "f(import.meta.env.VITE_A)",
            "vite.config.ts",
            "const env = loadEnv(mode, '.', ''); export default { define: { k: env.KEY } };");
    Detection detection =
        new Detector().detect(tree, new Overrides(Map.of("with", "baked-variables")));

    var variables = RuntimeVariables.of(tree, detection);

    assertThat(variables.notPossible()).containsExactly("KEY");
    assertThat(variables.lookups()).containsExactly("VITE_A");
    assertThat(variables.notes()).singleElement().asString().contains("KEY", "the Vite config");
  }

  @Test
  void variablesInWorkersAreNoted() {
    var variables =
        variables(
            "src/a.ts",
            "new Worker(new URL('./w.ts', import.meta.url))",
            BuildBench.vite("vite build", "VITE_A"));

    assertThat(variables.notes()).singleElement().asString().contains("worker");
  }

  private RuntimeVariables variables(String path, String code, Detection detection) {
    return RuntimeVariables.of(new BuildBench(temporary).tree(Map.of(path, code)), detection);
  }

  private FreeholdException error(Path prefix) {
    var environment = Map.of("PATH", prefix.resolve("bin") + ":/usr/bin:/bin");
    return catchThrowableOfType(
        MachineError.class,
        () -> new Toolchains(new ProcessRunner(environment), Map.of("PATH", "/nowhere")).find());
  }

  private Path program(String name, String script) throws IOException {
    Path file = Files.createDirectories(temporary.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return temporary;
  }
}
