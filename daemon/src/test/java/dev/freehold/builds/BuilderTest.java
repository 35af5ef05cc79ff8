package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.check.BuilderStorage;
import dev.freehold.detect.Detection;
import dev.freehold.file.FileTree;
import dev.freehold.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole builds with the real npm, Vite and sandbox. Installed packages are shared by the tests. */
class BuilderTest {
  private static final Agreed AGREED = new Agreed(Set.of("api.example.com"), Set.of());

  @TempDir static Path temporary;

  private BuildBench bench;

  @BeforeEach
  void newBench() {
    bench = new BuildBench(temporary);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vite5", "vite7", "vite8"})
  void variablesAreLookedUpAtRunTimeAndNoValueIsInTheOutput(String fixture) {
    var tree = bench.tree(BuildBench.app(fixture));
    try (var result = bench.build(tree, detection("vite build"))) {
      String text = BuildBench.text(result.output());
      assertThat(text)
          .contains("globalThis.__FREEHOLD_ENV__.VITE_GREETING")
          .contains("globalThis.__FREEHOLD_ENV__.VITE_NAME")
          .contains("production")
          .doesNotContain("from-env-file");
      assertThat(index(result))
          .containsSubsequence(
              "<head>", "<script src=\"/__freehold/env.js\"></script>", "<script type=\"module\"");
      assertThat(result.runtimeVariables()).containsExactly("VITE_GREETING", "VITE_NAME");
      assertThat(result.withheld()).isEmpty();
    }
    assertThat(bench.listener.phases).containsExactly("install", "build", "collect");
    assertThat(bench.home.work()).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vite build --mode staging --config own/other.config.js",
        "vite build -c own/other.config.js -m staging",
        "echo first && npx vite build --config=own/other.config.js --mode=staging",
        "npm run nested"
      })
  void theAppsOwnConfigurationAndModeAreRespected(String script) {
    var files = BuildBench.app("vite8");
    files.put(
        "own/other.config.js",
        "export default ({ mode }) => ({ base: '/base/', define: { __OWN__: '\"own-' + mode + '\"'"
            + " } });");
    files.put("src/main.js", "document.title = __OWN__ + import.meta.env.VITE_GREETING;");
    files.compute(
        "package.json",
        (_, text) ->
            text.replace(
                "\"build\"",
                "\"nested\": \"vite build -c own/other.config.js --mode staging\", \"build\""));
    try (var result = bench.build(bench.tree(files), BuildBench.vite(script, "VITE_GREETING"))) {
      assertThat(BuildBench.text(result.output()))
          .contains("own-staging")
          .contains("__FREEHOLD_ENV__.VITE_GREETING")
          .contains("/base/assets/")
          .contains("src=\"/__freehold/env.js\"");
    }
  }

  @Test
  void valuesOfOneMachineAndOfOtherModesAreInNoBuild() {
    var files = BuildBench.app("vite8");
    for (String name :
        List.of("local", "production.local", "staging.local", "development", "staging")) {
      files.put(".env." + name, "OWN=own-" + name + "\nVITE_OWN=own-" + name + "\n");
      files.put("deeper/.env." + name, "");
    }
    files.put("deeper/kept", "");
    files.put(".env.production", "OTHER=of-production\n");
    files.put(".env.example", "OTHER=\n");
    files.put(
        "vite.config.js",
        """
        import fs from 'node:fs';
        import { loadEnv } from 'vite';
        const found = ['.', 'deeper'].flatMap((folder) => fs.readdirSync(folder))
          .filter((name) => name.startsWith('.env'));
        export default ({ mode }) => {
          const { OWN, OTHER } = loadEnv(mode, '.', '');
          return { define: { __ENV__: JSON.stringify([OWN, OTHER, ...found]) } };
        };
        """);
    files.put("src/main.js", "console.log(__ENV__, import.meta.env);");
    var tree = bench.tree(files);
    try (var result = bench.build(tree, BuildBench.vite("vite build"))) {
      assertThat(BuildBench.text(result.output()))
          .contains("of-production", ".env.example")
          .doesNotContain("own-", ".env.local", ".local", ".env.development", ".env.staging");
    }
    try (var result = bench.build(tree, BuildBench.vite("vite build --mode staging"))) {
      assertThat(BuildBench.text(result.output()))
          .contains("own-staging", ".env.staging")
          .doesNotContain(".local", "own-local", ".env.development");
    }
  }

  @Test
  void aRootNamedInTheScriptKeepsItsOwnConfiguration() {
    var files = BuildBench.app("vite8");
    files.put("web/index.html", files.remove("index.html"));
    files.put("web/src/main.js", "document.title = __OWN__ + import.meta.env.VITE_GREETING;");
    files.put("web/vite.config.js", "export default { define: { __OWN__: '\"own\"' } };");
    try (var result =
        bench.build(
            bench.tree(files),
            BuildBench.vite("vite build --outDir ../dist --emptyOutDir web", "VITE_GREETING"))) {
      assertThat(BuildBench.text(result.output())).contains("__FREEHOLD_ENV__").contains("own");
    }
  }

  @Test
  void aVariableInHtmlIsPartOfTheBuildAndIsReported() {
    var files = BuildBench.app("vite8");
    files.compute("index.html", (_, html) -> html.replace("Tiny", "%VITE_NAME%"));
    var tree = bench.tree(files);
    var request =
        new BuildRequest(
            tree,
            detection("vite build"),
            Map.of("VITE_NAME", "given-name", "VITE_GREETING", "never-enters"),
            Map.of(),
            Agreed.NONE,
            false);
    try (var result = bench.builder().build(request, bench.listener)) {
      assertThat(index(result)).contains("<title>given-name</title>");
      assertThat(BuildBench.text(result.output())).doesNotContain("never-enters");
      assertThat(result.runtimeVariables()).containsExactly("VITE_GREETING");
      assertThat(result.notes()).singleElement().asString().contains("%VITE_NAME%");
    }
  }

  @Test
  void aHostileBuildScriptFindsNothingAndReachesNobody() throws IOException {
    Files.createDirectories(bench.home.root());
    Path secret = Files.writeString(bench.home.root().resolve("key"), "the-daemons-key");
    var files = BuildBench.app("vite8");
    files.put(
        "evil.mjs",
        """
        import fs from 'node:fs';
        import net from 'node:net';
        const tried = (name, what) => {
          try { what(); console.log('EVIL ' + name); } catch { }
        };
        tried('key', () => fs.readFileSync('%s'));
        tried('home', () => fs.readdirSync('%s'));
        tried('home folder', () => fs.readdirSync('%s'));
        tried('npmrc', () => { if (fs.readFileSync('/usr/etc/npmrc').length) return; throw 0; });
        tried('ssh', () => fs.readdirSync(process.env.HOME + '/.ssh'));
        for (const file of ['/usr/evil', '/etc/evil', '/build/node_modules/evil', '/evil/x',
          '/build/node_modules/vite/bin/vite.js', '/build/.freehold/../../evil/x']) {
          tried('write ' + file, () => fs.writeFileSync(file, 'x'));
        }
        console.log('ENV ' + Object.keys(process.env).sort());
        for (const [host, port] of [['127.0.0.1', %d], ['1.1.1.1', 443]]) {
          await new Promise((done) => net.connect(port, host)
            .on('connect', () => { console.log('EVIL connected'); done(); })
            .on('error', done));
        }
        fs.mkdirSync('dist/assets', { recursive: true });
        fs.symlinkSync('/etc/passwd', 'dist/passwd');
        fs.symlinkSync('%s', 'dist/assets/home');
        """
            .formatted(
                secret, bench.home.root(), System.getProperty("user.home"), 22, bench.home.root()));
    var detection = detection("vite build && node evil.mjs");
    try (var result = bench.build(bench.tree(files), detection)) {
      assertThat(bench.listener.lines).noneMatch(line -> line.startsWith("EVIL"));
      assertThat(bench.listener.lines)
          .filteredOn(line -> line.startsWith("ENV "))
          .containsExactly(
              "ENV CF_PAGES_COMMIT_SHA,CI,COMMIT_REF,GIT_COMMIT,HOME,HTTPS_PROXY,HTTP_PROXY,LANG,"
                  + "NODE_ENV,NODE_USE_ENV_PROXY,NO_PROXY,PATH,PWD,VERCEL_GIT_COMMIT_SHA,"
                  + "http_proxy,https_proxy,no_proxy");
      assertThat(result.withheld()).containsExactly("assets/home", "passwd");
      assertThat(BuildBench.paths(result.output())).doesNotContain("passwd");
    }
    assertThat(secret).hasContent("the-daemons-key");
  }

  @Test
  void anOutputFolderThatIsALinkIsRefused() {
    var tree = bench.tree(BuildBench.app("vite8"));

    assertThat(code(tree, BuildBench.vite("ln -s /etc dist"))).isEqualTo("build.no-output");
    assertThat(bench.home.work()).isEmptyDirectory();
  }

  @Test
  void aFailingBuildShowsTheFailingLinesFirst() {
    var files = BuildBench.app("vite8");
    files.put("src/main.js", "import './nowhere.js';");
    UserError error =
        catchThrowableOfType(
            UserError.class,
            () -> bench.build(bench.tree(files), detection("echo noise && vite build")));

    assertThat(error.code()).isEqualTo("build.failed");
    assertThat(error.getMessage().lines().limit(3))
        .anyMatch(line -> line.contains("Could not resolve './nowhere.js' in src/main.js"));
    assertThat(error.getMessage()).doesNotContain("noise\n").contains("exit code 1");
    assertThat(bench.listener.lines).contains("noise");
    assertThat(bench.home.work()).isEmptyDirectory();
  }

  @Test
  void aTimeOutKillsGrandchildren() {
    bench.timeout = Duration.ofSeconds(2);
    String marker = "5151." + ProcessHandle.current().pid();
    var detection = BuildBench.vite("setsid -f sleep " + marker + "; echo waiting; sleep 600");

    assertThat(code(bench.tree(BuildBench.app("vite8")), detection)).isEqualTo("build.timed-out");
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () ->
                !bench
                    .runner
                    .run(Command.of(Path.of("/"), "ps", "-eo", "args="))
                    .stdout()
                    .lines()
                    .toList()
                    .contains("sleep " + marker));
  }

  @Test
  void cancellingEndsTheBuild() {
    bench.listener.cancelAt = "waiting";

    assertThat(
            code(bench.tree(BuildBench.app("vite8")), BuildBench.vite("echo waiting; sleep 600")))
        .isEqualTo("process.cancelled");
  }

  @Test
  void aBuildWithoutPageIsRefused() {
    var tree = bench.tree(BuildBench.app("vite8"));

    assertThat(code(tree, BuildBench.vite("true"))).isEqualTo("build.no-output");
    assertThat(code(tree, BuildBench.vite("mkdir dist; echo x > dist/x")))
        .isEqualTo("build.no-output");
  }

  @Test
  void anOldOutputInTheSourcesIsNotTakenForANewOne() {
    var files = BuildBench.app("vite8");
    files.put("dist/index.html", "old");

    assertThat(code(bench.tree(files), BuildBench.vite("true"))).isEqualTo("build.no-output");
  }

  @Test
  void aScriptThatPassesViteByIsRefusedBecauseItsVariablesWouldBeMissing() {
    assertThat(
            code(bench.tree(BuildBench.app("vite8")), detection("mkdir dist; cp index.html dist/")))
        .isEqualTo("build.adaptation-not-applied");
  }

  @Test
  void anAdaptationForVitelessPackagesIsRefused() {
    var files = BuildBench.app("vite8");
    files.put("package.json", "{\"name\":\"none\",\"version\":\"1.0.0\"}");
    files.put(
        "package-lock.json",
        "{\"name\":\"none\",\"version\":\"1.0.0\",\"lockfileVersion\":3,\"packages\":{\"\":{\"name\":\"none\",\"version\":\"1.0.0\"}}}");

    assertThat(code(bench.tree(files), detection("vite build")))
        .isEqualTo("build.vite-not-installed");
  }

  @Test
  void whatIsNeverPublishedIsWithheldAndNamed() {
    var script =
        "vite build --sourcemap && cd dist && touch .env .env.local dump.sql app.sqlite"
            + " wrangler.json && mkdir .vite .well-known && touch .vite/manifest.json"
            + " .well-known/security.txt";
    try (var result = bench.build(bench.tree(BuildBench.app("vite8")), detection(script))) {
      assertThat(result.withheld())
          .contains(
              ".env",
              ".env.local",
              ".vite/manifest.json",
              "app.sqlite",
              "dump.sql",
              "wrangler.json")
          .anyMatch(path -> path.endsWith(".js.map"));
      assertThat(BuildBench.paths(result.output()))
          .contains("index.html", ".well-known/security.txt")
          .noneMatch(path -> path.endsWith(".map") || path.contains(".env"));
    }
  }

  @Test
  void anAppInASubfolderIsBuiltThere() {
    var files = BuildBench.app("vite8");
    var below = new TreeMap<String, String>();
    files.forEach((path, text) -> below.put("frontend/" + path, text));
    var at = detection("vite build");
    var detection =
        new Detection(
            "frontend",
            at.builder(),
            at.framework(),
            Optional.of(Detection.Install.npm("frontend", Optional.of("package-lock.json"))),
            at.buildScript(),
            at.output(),
            at.parts(),
            at.serving(),
            at.environment(),
            at.node(),
            at.python(),
            at.variables(),
            at.defaults(),
            at.adaptations(),
            at.conclusions(),
            List.of(),
            List.of(),
            at.deno());
    try (var result = bench.build(bench.tree(below), detection)) {
      assertThat(BuildBench.text(result.output())).contains("__FREEHOLD_ENV__.VITE_NAME");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vite5", "vite8"})
  void pagesAskTheAppItselfForFilesThatWereBroughtFromTheBuildersStorage(String fixture) {
    String logo = "https://media.base44.com/images/public/69b1ed87d348d325856ccd73/f4b_logo.png";
    String own = BuilderStorage.served(logo);
    var files = BuildBench.app(fixture);
    files.put("public" + own, "picture");
    files.put("src/a.css", "body { background: url(" + logo + "); }");
    files.put("src/main.js", "import './a.css';\ndocument.title = '" + logo + "?w=2';");
    files.compute(
        "index.html",
        (_, html) -> html.replace("<body>", "<body><img src=\"" + logo + "\" alt=\"\">"));
    Detection plain = detection("vite build");
    try (var result = bench.build(bench.tree(files), with(plain, "builder-files"))) {
      assertThat(BuildBench.text(result.output()))
          .contains("url(" + own + ")", own + "?w=2")
          .doesNotContain("media.base44.com");
      assertThat(index(result)).contains("<img src=\"" + own + "\"");
      assertThat(Sources.text(result.output(), own.substring(1))).isEqualTo("picture");
    }
    try (var result = bench.build(bench.tree(files), plain)) {
      assertThat(BuildBench.text(result.output())).contains(logo + "?w=2");
    }
  }

  private static Detection with(Detection at, String adaptation) {
    var adaptations = new ArrayList<>(at.adaptations());
    adaptations.add(new Detection.Adaptation(adaptation, "because"));
    return new Detection(
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
        at.defaults(),
        List.copyOf(adaptations),
        at.conclusions(),
        at.openProxies(),
        at.serverVariables(),
        at.deno());
  }

  @Test
  void plainHtmlIsPublishedAsItIs() {
    var tree =
        bench.tree(
            Map.of("site/index.html", "<p>", "site/a.map", "", "site/.git/HEAD", "", "b.txt", ""));
    try (var result = bench.build(tree, BuildBench.html("", "site"))) {
      assertThat(BuildBench.paths(result.output())).containsExactly("index.html");
      assertThat(result.withheld()).containsExactly(".git/HEAD", "a.map");
      assertThat(result.folder()).isEmpty();
    }
    assertThat(code(tree, BuildBench.html("", ""))).isEqualTo("build.no-output");
  }

  @Test
  void withoutSandboxItBuildsOnlyWithConsent() {
    bench.bwrap = List.of("no-such-bwrap");
    var tree = bench.tree(BuildBench.app("vite8"));

    assertThat(code(tree, detection("vite build"))).isEqualTo("sandbox.missing");

    var request =
        new BuildRequest(tree, detection("vite build"), Map.of(), Map.of(), Agreed.NONE, true);
    try (var result = bench.builder().build(request, bench.listener)) {
      assertThat(BuildBench.text(result.output()))
          .contains("__FREEHOLD_ENV__.VITE_NAME")
          .doesNotContain("from-env-file");
    }
  }

  @Test
  void aKeyIsThereInTheBuildAndIsNotSeenInWhatItPrints() {
    var tree = bench.tree(BuildBench.app("vite8"));
    var request =
        new BuildRequest(
            tree,
            BuildBench.vite("[ ${#OWN_KEY} = 6 ] && echo with $OWN_KEY && vite build"),
            Map.of(),
            Map.of("OWN_KEY", "sesame"),
            Agreed.NONE,
            false);
    bench.builder().build(request, bench.listener).close();
    assertThat(bench.listener.lines).contains("with ***").noneMatch(l -> l.contains("sesame"));
    assertThat(request.toString()).doesNotContain("sesame");
  }

  @Test
  void theKeyChangesWithEverythingThatChangesTheOutput() {
    var detection = detection("vite build");
    String key = key("tree-a", detection, Map.of(), Map.of(), Agreed.NONE);

    assertThat(key("tree-a", detection, Map.of(), Map.of(), Agreed.NONE)).isEqualTo(key);
    assertThat(
            List.of(
                key("tree-b", detection, Map.of(), Map.of(), Agreed.NONE),
                key("tree-a", detection, Map.of("VITE_NAME", "x"), Map.of(), Agreed.NONE),
                key("tree-a", detection, Map.of(), Map.of("KEY", "x"), Agreed.NONE),
                key("tree-a", detection, Map.of(), Map.of(), AGREED),
                key("tree-a", detection, Map.of(), Map.of(), new Agreed(Set.of(), Set.of("x"))),
                key("tree-a", detection("vite build --mode x"), Map.of(), Map.of(), Agreed.NONE),
                key("tree-a", BuildBench.vite("vite build"), Map.of(), Map.of(), Agreed.NONE)))
        .doesNotContain(key)
        .doesNotHaveDuplicates();
  }

  private String key(
      String tree,
      Detection detection,
      Map<String, String> values,
      Map<String, String> keys,
      Agreed agreed) {
    return bench
        .builder()
        .key(tree, new BuildRequest(bench.tree(Map.of()), detection, values, keys, agreed, false));
  }

  @Test
  void whatAnInstallWouldRunRunsOnceAgreedToAndChangesNobodyElsesPackages() {
    var files = BuildBench.app("vite8");
    files.compute(
        "package.json",
        (_, manifest) ->
            manifest.replaceFirst(
                "\"scripts\": *\\{",
                "\"scripts\": { \"postinstall\": \"echo patched > node_modules/vite/MARK\","));
    var tree = bench.tree(files);
    Detection detection = BuildBench.vite("cat node_modules/vite/MARK; vite build");
    var agreed = new Agreed(Set.of(), Set.of("postinstall"));

    try (var result =
        bench
            .builder()
            .build(
                new BuildRequest(tree, detection, Map.of(), Map.of(), agreed, false),
                bench.listener)) {
      assertThat(bench.listener.lines).contains("patched");
      assertThat(result.notes()).noneMatch(note -> note.contains("postinstall"));
    }
    bench.listener.lines.clear();
    try (var result =
        bench
            .builder()
            .build(
                new BuildRequest(tree, detection, Map.of(), Map.of(), Agreed.NONE, false),
                bench.listener)) {
      assertThat(bench.listener.lines).doesNotContain("patched");
      assertThat(result.notes())
          .anyMatch(note -> note.contains("were not run: postinstall (echo patched"));
    }
  }

  @Test
  void onlyThePackageThatWasAgreedToMakesItsPartAndReachesNoNetwork() throws IOException {
    try (var registry = new TinyRegistry()) {
      String script =
          "echo made > part; node -e \"fetch('%s').then(() => 'open', () => 'closed')"
                  .formatted(registry.address())
              + ".then((way) => require('fs').writeFileSync('way', way + '\\n'))\"";
      var files = new TreeMap<>(Map.of("index.html", "<p>Hi</p>"));
      String entries = "";
      for (String name : List.of("native", "other")) {
        String scripts = Json.write(Map.of("install", script));
        registry.release(name, "1.0.0", "2020-01-01T00:00:00.000Z", "{}", scripts);
        entries +=
            ",\"node_modules/%1$s\":{\"version\":\"1.0.0\",\"resolved\":\"%2$s%1$s/1.0.0\",\"hasInstallScript\":true}"
                .formatted(name, registry.address());
      }
      String dependencies = "\"dependencies\":{\"native\":\"1.0.0\",\"other\":\"1.0.0\"}";
      files.put("package.json", "{\"name\":\"app\"," + dependencies + "}");
      files.put(
          "package-lock.json",
          "{\"name\":\"app\",\"lockfileVersion\":3,\"packages\":{\"\":{\"name\":\"app\","
              + dependencies
              + "}"
              + entries
              + "}}");
      bench.environment.put("NPM_CONFIG_REGISTRY", registry.address());
      Detection detection =
          BuildBench.vite(
              "cd node_modules; cat native/part native/way; ls other; cd ..; mkdir dist; cp"
                  + " index.html dist");

      try (var result =
          bench
              .builder()
              .build(
                  new BuildRequest(
                      bench.tree(files),
                      detection,
                      Map.of(),
                      Map.of(),
                      new Agreed(Set.of(), Set.of("native")),
                      false),
                  bench.listener)) {
        assertThat(bench.listener.lines)
            .containsSubsequence("made", "closed", "package.json")
            .doesNotContain("part", "open");
        assertThat(result.notes())
            .anySatisfy(
                note ->
                    assertThat(note)
                        .contains("were not run: other (")
                        .endsWith("freehold deploy --allow-script other"));
      }
    }
  }

  @Test
  void aHostThatNobodyAgreedToIsNamed() {
    var tree = bench.tree(BuildBench.app("vite8"));
    String script =
        "node -e \"require('http').request({host: new URL(process.env.HTTPS_PROXY).hostname, port:"
            + " new URL(process.env.HTTPS_PROXY).port, method: 'CONNECT', path:"
            + " 'api.example.com:443'}).on('connect', (r) => { console.error('proxy said',"
            + " r.statusCode); process.exit(1) }).end()\"";
    var asked = new TreeSet<String>();
    UserError e =
        catchThrowableOfType(
            UserError.class,
            () ->
                bench
                    .builder()
                    .build(
                        new BuildRequest(
                            tree, BuildBench.vite(script), Map.of(), Map.of(), Agreed.NONE, false),
                        new BuildListener() {
                          @Override
                          public void line(String line) {}

                          @Override
                          public void phase(String name) {}

                          @Override
                          public void hostsNeeded(SortedSet<String> hosts) {
                            asked.addAll(hosts);
                          }

                          @Override
                          public boolean cancelled() {
                            return false;
                          }
                        }));
    assertThat(e).hasMessageContaining("proxy said 403").hasMessageContaining("api.example.com");
    assertThat(e.code()).isEqualTo("build.needs-network");
    assertThat(e.remedy()).contains("freehold deploy --allow-host api.example.com");
    assertThat(asked).containsExactly("api.example.com");
  }

  private static Detection detection(String script) {
    return BuildBench.vite(script, "VITE_GREETING", "VITE_NAME");
  }

  private String code(FileTree tree, Detection detection) {
    return catchThrowableOfType(FreeholdException.class, () -> bench.build(tree, detection)).code();
  }

  private static String index(BuildResult result) {
    return Sources.text(result.output(), "index.html");
  }
}
