package dev.freehold.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freehold.app.Overrides;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.Detection.VariableUse;
import dev.freehold.file.MemoryTree;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The kinds of app besides Vite's single page: what is built, and how its result is served. */
class FrameworksTest {
  private static MemoryTree app(String script, String... dependencies) {
    var names = new StringBuilder();
    for (String name : dependencies) {
      names.append(names.isEmpty() ? "" : ",").append('"').append(name).append("\":\"1\"");
    }
    return MemoryTree.of(
        "package.json",
        "{\"name\":\"x\",\"scripts\":{" + script + "},\"dependencies\":{" + names + "}}",
        "package-lock.json",
        "{}");
  }

  private static Detection detect(MemoryTree tree) {
    return new Detector().detect(tree, Overrides.NONE);
  }

  @Test
  void aPythonServerBesideThePageIsNamedInThePlan() {
    MemoryTree tree =
        MemoryTree.of(
            "backend/requirements.txt",
            "fastapi==0.110.1",
            "frontend/package.json",
            "{\"scripts\":{\"build\":\"craco build\"},\"dependencies\":{\"@craco/craco\":\"7\"}}");

    assertThat(detect(tree).conclusions())
        .filteredOn(conclusion -> conclusion.subject().equals("backend"))
        .singleElement()
        .satisfies(
            conclusion ->
                assertThat(conclusion.reason())
                    .isEqualTo(
                        "backend/requirements.txt names fastapi, which Freehold can't run yet"));
  }

  private static final String BUILD = "\"build\":\"b\"";

  static Stream<Arguments> pages() {
    return Stream.of(
        arguments(app(BUILD, "react-scripts"), Framework.CREATE_REACT_APP, "b", "build"),
        arguments(app(BUILD, "@craco/craco"), Framework.CREATE_REACT_APP, "b", "build"),
        arguments(
            app("\"build\":\"astro check && astro build\"", "astro"),
            Framework.ASTRO,
            "astro build",
            "dist"),
        arguments(
            app(BUILD, "astro").with("astro.config.mjs", "export default { outDir: './site' }"),
            Framework.ASTRO,
            "b",
            "site"),
        arguments(
            app(BUILD, "next").with("next.config.ts", "export default { output: 'export' }"),
            Framework.NEXT,
            "b",
            "out"),
        arguments(
            app("\"start\":\"expo start\"", "expo", "react-dom", "react-native-web"),
            Framework.EXPO,
            "expo export --clear --platform web",
            "dist"),
        arguments(
            app(
                "\"build:web\":\"expo export -p web --output-dir site\"",
                "expo",
                "react-dom",
                "react-native-web"),
            Framework.EXPO,
            "expo export --clear -p web --output-dir site",
            "site"));
  }

  @ParameterizedTest(name = "{1} into {3}")
  @MethodSource("pages")
  void arePagesOnly(MemoryTree tree, Framework framework, String command, String output) {
    Detection app = detect(tree);
    assertThat(app.framework()).isEqualTo(framework);
    assertThat(app.buildScript()).contains(command);
    assertThat(app.output()).isEqualTo(output);
    assertThat(app.parts()).isEmpty();
    assertThat(app.serving().isStatic()).isTrue();
    assertThat(app.serving().publicFolder()).isEmpty();
  }

  static Stream<Arguments> servers() {
    Part packages = new Part(Packages.FOLDER, Packages.FOLDER);
    Part manifest = new Part("package.json", "package.json");
    return Stream.of(
        arguments(
            app(BUILD, "next").with("public/a.txt", ""),
            Framework.NEXT,
            List.of("node", "server.js"),
            "public",
            List.of(
                new Part(".next/standalone", ""),
                new Part(".next/static", ".next/static"),
                new Part(".next/static", "public/_next/static"),
                new Part("public", "public"))),
        arguments(
            app(BUILD, "@tanstack/react-start", "nitro"),
            Framework.TANSTACK_START,
            List.of("node", "server/index.mjs"),
            "public",
            List.of(new Part(".output", ""))),
        arguments(
            app(BUILD, "@lovable.dev/vite-tanstack-config"),
            Framework.TANSTACK_START,
            List.of("node", "freehold-server.mjs"),
            "client",
            List.of(new Part("dist", ""))),
        arguments(
            app(BUILD, "@remix-run/react", "@remix-run/serve").with("vite.config.ts", ""),
            Framework.REMIX,
            List.of("node", "node_modules/@remix-run/serve/dist/cli.js", "build/server/index.js"),
            "build/client",
            List.of(new Part("build", "build"), manifest, packages)),
        arguments(
            app(BUILD, "astro")
                .with(
                    "astro.config.mjs",
                    "import node from '@astrojs/node'; export default { output: 'server',"
                        + " adapter: node({ mode: 'standalone' }) }"),
            Framework.ASTRO,
            List.of("node", "dist/server/entry.mjs"),
            "dist/client",
            List.of(new Part("dist", "dist"), packages)),
        arguments(
            app(BUILD + ",\"start\":\"NODE_ENV=production node dist/index.js\"", "express", "vite")
                .with("vite.config.ts", "build: { outDir: 'dist/public' }")
                .with("server/index.ts", "import express from 'express'"),
            Framework.NODE_SERVER,
            List.of("node", "dist/index.js"),
            "dist/public",
            List.of(new Part("dist", "dist"), manifest, packages)));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource("servers")
  void bringAServer(
      MemoryTree tree,
      Framework framework,
      List<String> command,
      String publicFolder,
      List<Part> parts) {
    Detection app = detect(tree);
    assertThat(app.framework()).isEqualTo(framework);
    assertThat(app.parts()).isEqualTo(parts);
    assertThat(app.serving().publicFolder()).isEqualTo(publicFolder);
    assertThat(app.serving().services())
        .singleElement()
        .satisfies(
            service -> {
              assertThat(service.command()).isEqualTo(command);
              assertThat(service.prefix()).isEqualTo("/");
            });
  }

  @Test
  void variablesAreReadTheWayOfTheFramework() {
    Detection cra =
        detect(
            app(BUILD, "react-scripts")
                .with("src/a.js", "fetch(process.env.REACT_APP_API); import.meta.env.VITE_B"));
    assertThat(cra.variables())
        .containsExactly(new VariableUse("REACT_APP_API", "src/a.js", 1, true));
    Detection next =
        detect(
            app(BUILD, "next")
                .with("app/page.js", "process.env.NEXT_PUBLIC_A ?? ''; process.env.SECRET"));
    assertThat(next.variables())
        .containsExactly(new VariableUse("NEXT_PUBLIC_A", "app/page.js", 1, false));
  }

  @Test
  void aServerGetsAllValuesOfTheExport() {
    MemoryTree tree =
        app(BUILD, "@tanstack/react-start", "nitro")
            .with(
                ".env",
                "VITE_SUPABASE_URL=https://a.supabase.co\nSUPABASE_URL=https://a.supabase.co\n");
    assertThat(detect(tree).defaults())
        .extracting(Detection.DefaultValue::name)
        .containsExactly("SUPABASE_URL", "VITE_SUPABASE_URL");
    assertThat(detect(tree).environment()).containsEntry("NITRO_PRESET", "node-server");
  }

  @Test
  void createReactAppIsServedAtTheRootAndTakesWarnings() {
    Detection app =
        detect(
            MemoryTree.of(
                "package.json",
                "{\"homepage\":\"https://a.b/c\",\"scripts\":{\"build\":\"react-scripts build\"},"
                    + "\"dependencies\":{\"react-scripts\":\"^4.0.3\"}}",
                "package-lock.json",
                "{}"));
    assertThat(app.environment())
        .containsEntry("CI", "false")
        .containsEntry("PUBLIC_URL", "/")
        .containsEntry("GENERATE_SOURCEMAP", "false")
        .containsEntry("NODE_OPTIONS", "--openssl-legacy-provider");
    assertThat(app.adaptations())
        .extracting(Adaptation::id)
        .containsExactly("no-source-maps", "root-address");
  }

  @Test
  void anExpoSiteOfFilesHasNoFallback() {
    MemoryTree tree =
        app("\"a\":\"b\"", "expo", "react-dom", "react-native-web")
            .with("app.json", "{\"expo\":{\"web\":{\"output\":\"static\"}}}");
    assertThat(detect(tree).serving().spaFallback()).isEmpty();
  }
}
