package dev.freehold.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freehold.app.Overrides;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.DefaultValue;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Install;
import dev.freehold.detect.Detection.Manager;
import dev.freehold.detect.Detection.Part;
import dev.freehold.file.MemoryTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorTest {
  static final String PAGE =
      "<html><body><div id=\"root\"></div>"
          + "<script type=\"module\" src=\"/src/main.tsx\"></script></body></html>";

  static final String MANIFEST =
      """
      {"name": "vite_react_shadcn_ts", "scripts": {"build": "vite build"},
       "dependencies": {"react": "^18.3.1"}, "devDependencies": {"vite": "^5.4.1"}}
      """;

  static MemoryTree viteApp() {
    return MemoryTree.of(
        "index.html",
        PAGE,
        "package.json",
        MANIFEST,
        "package-lock.json",
        "{}",
        "vite.config.ts",
        "export default defineConfig({ plugins: [react()] });",
        "src/main.tsx",
        "import './api';\n"
            + "import './a';\n"
            + "import './flags';\n"
            + "createRoot(document.getElementById('root')!).render(<App />);");
  }

  private static Detection detect(MemoryTree tree) {
    return new Detector().detect(tree, Overrides.NONE);
  }

  private static Conclusion conclusion(Detection detection, String subject) {
    return detection.conclusions().stream()
        .filter(c -> c.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError(subject + " not in " + detection.conclusions()));
  }

  @Test
  void understandsAViteSinglePageApp() {
    Detection app = detect(viteApp());

    assertThat(app.root()).isEmpty();
    assertThat(app.framework()).isEqualTo(Framework.VITE_SPA);
    assertThat(app.install()).contains(Install.npm("", Optional.of("package-lock.json")));
    assertThat(app.buildScript()).contains("vite build");
    assertThat(app.output()).isEqualTo("dist");
    assertThat(app.serving().spaFallback()).contains("index.html");
    assertThat(app.variables()).isEmpty();
    assertThat(app.adaptations()).isEmpty();
    assertThat(conclusion(app, "framework").reason())
        .isEqualTo("package.json depends on vite and index.html loads /src/main.tsx");
    assertThat(app.conclusions())
        .extracting(Conclusion::subject)
        .containsExactly(
            "builder",
            "framework",
            "package manager",
            "build command",
            "output",
            "routing",
            "Node.js",
            "variables");
  }

  @Test
  void variablesMakeTheRuntimeLookupNecessary() {
    Detection app =
        detect(
            viteApp()
                .with("src/api.ts", "\nexport const url = import.meta.env.VITE_API_URL;")
                .with(".env", "VITE_API_URL=https://a.dev\nSECRET=1\n")
                .with(".env.local", "VITE_API_URL=http://localhost\n")
                .with(".env.production", "VITE_API_URL=https://b.dev\n"));

    assertThat(app.variables())
        .containsExactly(new Detection.VariableUse("VITE_API_URL", "src/api.ts", 2, true));
    assertThat(app.defaults())
        .containsExactly(new DefaultValue("VITE_API_URL", "https://b.dev", ".env.production"));
    assertThat(app.adaptations())
        .extracting(Adaptation::id)
        .containsExactly("vite-runtime-variables");
    assertThat(app.conclusions())
        .anySatisfy(c -> assertThat(c.value()).isEqualTo(".env.local is not read"));
  }

  private static final String READS = "export const url = import.meta.env.VITE_API_URL;";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src/a.ts | export * from './b/c.js'; | src/b/c.ts",
        "src/a.ts | import x from '@/b/c'; | src/b/c.tsx",
        "src/a.ts | import x from '~lib/c'; | src/lib/c.ts",
        "src/a.ts | const C = lazy(() => import('./b')); | src/b/index.tsx",
        "src/a.ts | const all = import.meta.glob('./pages/*'); | src/pages/c.ts",
        "src/a.ts | const C = await import(`./pages/${name}`); | src/pages/c.ts",
        "src/a.ts | import x from '#somewhere'; | src/c.ts",
        "src/a.ts | new Worker(new URL('./w.ts', import.meta.url)); | src/w.ts",
        "vite.config.ts | import pages from 'vite-plugin-pages'; | src/pages/c.ts",
        "index.html | <script type=module src=/src/c.ts></script> | src/c.ts"
      })
  void aFileThatThePageMayHaveCounts(String importing, String text, String reading) {
    var tree = viteApp().with("src/main.tsx", "import './a';").with(reading, READS);

    assertThat(
            detect(tree.with(importing, importing.equals("index.html") ? PAGE + text : text))
                .variables())
        .extracting(Detection.VariableUse::name)
        .containsExactly("VITE_API_URL");
  }

  private static final String STUDIO =
      """
      export default defineConfig(({ mode }) => {
        const env = loadEnv(mode, '.', '');
        return {
          define: {
            'process.env.API_KEY': JSON.stringify(env.GEMINI_API_KEY),
            'process.env.MODE': JSON.stringify(process.env.NODE_ENV),
          },
        };
      });
      """;

  @Test
  void pagesAskTheAppForFilesOfTheBuilderWhereTheyAreKeptAndTheOwnerAgreed() {
    var agreed = new Overrides(Map.of("with", "builder-files"));
    MemoryTree kept = viteApp().with("public/freehold-assets/0123456789abcdef/a.png", "picture");
    assertThat(new Detector().detect(kept, agreed).adaptations())
        .containsExactly(
            new Adaptation(
                "builder-files",
                "1 file is kept with the app, so that its pages need not ask the builder's"
                    + " storage"));
    assertThat(detect(kept).adaptations()).as("not agreed").isEmpty();
    assertThat(new Detector().detect(viteApp(), agreed).adaptations()).as("none kept").isEmpty();
  }

  @Test
  void whatAViteConfigWritesIntoThePageIsNamedWithItsPlace() {
    MemoryTree tree = viteApp().with("vite.config.ts", STUDIO);
    Detection app = detect(tree);
    assertThat(app.variables())
        .containsExactly(
            new Detection.VariableUse("GEMINI_API_KEY", "vite.config.ts", 5, true, true));
    assertThat(app.isOffered("baked-variables")).isTrue();
    assertThat(app.agreedBakedIn()).isEmpty();
    assertThat(app.adaptations()).isEmpty();

    Detection agreed =
        new Detector().detect(tree, new Overrides(Map.of("with", "baked-variables")));
    assertThat(agreed.agreedBakedIn()).containsExactly("GEMINI_API_KEY");
    assertThat(agreed.adaptations()).extracting(Adaptation::id).containsExactly("baked-variables");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "const { A_KEY } = loadEnv(mode, '.', ''); x = { define: { __K__: `\"${A_KEY}\"` } } #"
            + " A_KEY",
        "x = { define: { __K__: JSON.stringify(process.env.A_KEY) } } # A_KEY",
        "const env = loadEnv(m, '.', ''); x = { define: { k: env.A_KEY || '' }, b: env.B } # A_KEY",
        "const env = loadEnv(m, '.', ''); x = { server: { port: env.A_PORT } } # ''",
        "// x = { define: { __K__: process.env.A_KEY } } # ''",
        "x = { define: { __K__: JSON.stringify(process.env['A_KEY']) } } # A_KEY",
        "const env = loadEnv(m, '.', ''); x = { define: { k: env[\"A_KEY\"] } } # A_KEY",
        "const env = loadEnv(m, '.', ''); x = { define: { 'process.env': env } } # MAIL_KEY",
        "x = { define: { 'process.env': JSON.stringify(process.env), a: 1 } } # MAIL_KEY",
        "x = { define: { 'process.env': {}, b: process.version } } # ''",
        "const env = loadEnv(m, '.', ''); x = { define: { 'process.env': { A: env.A } } } # A"
      })
  void onlyWhatIsDefinedIsWrittenIntoThePage(String config, String name) {
    MemoryTree app = viteApp().with("src/mail.ts", "send(process.env.MAIL_KEY)");
    assertThat(
            detect(app.with("src/api.ts", "import './mail'").with("vite.config.ts", config))
                .variables())
        .extracting(Detection.VariableUse::name)
        .isEqualTo(name.equals("''") ? java.util.List.of() : java.util.List.of(name));
  }

  @Test
  void aFileThatNothingImportsAsksForNothing() {
    Detection app =
        detect(
            viteApp()
                .with("src/api.ts", "import { b } from '@/lib/b'; // import './old'")
                .with("src/lib/b.ts", "import { c } from 'react';")
                .with("src/old.ts", READS));

    assertThat(app.variables()).isEmpty();
    assertThat(app.conclusions())
        .contains(
            new Conclusion(
                "variables",
                "VITE_API_URL is not needed",
                "src/old.ts line 1 reads it, and nothing imports that file"));
  }

  @Test
  void whatTheBuildFixesOrOnlyTheRunningAppKnowsIsSaid() {
    Detection app =
        detect(
            viteApp()
                .with("index.html", PAGE + "<title>%VITE_TITLE%</title>")
                .with("src/flags.ts", "export const flag = (k) => import.meta.env[k]"));
    assertThat(app.conclusions())
        .extracting(Conclusion::value)
        .contains("VITE_TITLE is fixed by the build", "some names are computed");
  }

  @Test
  void thePageIsKnownByItsOwnScriptNotByTheBuilders() {
    String builders = "<script type=\"module\" src=\"https://cdn.gpteng.co/a.js\"></script>";
    Detection app = detect(viteApp().with("index.html", builders + PAGE));
    assertThat(conclusion(app, "framework").reason()).endsWith("index.html loads /src/main.tsx");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "export default { build: { outDir: 'out' } } | out | vite.config.ts sets outDir to out",
        "export default { build: { outDir: \"./site/web/\" } } | site/web | sets outDir",
        "build: { outDir: path.resolve(__dirname, 'dist', 'public') } | dist/public | sets outDir",
        "// outDir: 'old' | dist | Vite's own setting"
      },
      delimiter = '|')
  void readsTheOutputFolderFromTheViteConfig(String config, String output, String reason) {
    Detection app = detect(viteApp().with("vite.config.ts", config));
    assertThat(app.output()).isEqualTo(output);
    assertThat(conclusion(app, "output").reason()).contains(reason);
  }

  @Test
  void theBuildScriptSaysTheOutputFolderLast() {
    Detection app =
        detect(
            viteApp()
                .with("vite.config.ts", "build: { outDir: 'out' }")
                .with("package.json", MANIFEST.replace("vite build", "vite build --outDir web")));
    assertThat(app.output()).isEqualTo("web");
  }

  @Test
  void scriptsBeforeAndAfterTheBuildBelongToIt() {
    Detection app =
        detect(
            viteApp()
                .with(
                    "package.json",
                    MANIFEST.replace(
                        "\"build\": \"vite build\"",
                        "\"prebuild\": \"a\", \"build\": \"vite build\", \"postbuild\": \"b\"")));
    assertThat(app.buildScript()).contains("a && vite build && b");
  }

  @Test
  void otherLockFilesBesideNpmsAreIgnoredAndNamed() {
    Detection app = detect(viteApp().with("bun.lock", "{}").with("bun.lockb", "x"));
    assertThat(app.install()).contains(Install.npm("", Optional.of("package-lock.json")));
    assertThat(conclusion(app, "package manager").reason())
        .isEqualTo("there is package-lock.json; not read: bun.lock");
  }

  @Test
  void anotherPrefixOfVariablesIsRespected() {
    Detection app =
        detect(
            viteApp()
                .with("vite.config.ts", "export default { envPrefix: ['APP_', 'VITE_'] }")
                .with("src/a.ts", "f(import.meta.env.APP_URL, import.meta.env.OTHER_URL)")
                .with(".env", "APP_URL=https://a.dev\nOTHER_URL=x\n"));
    assertThat(app.variables()).extracting(Detection.VariableUse::name).containsExactly("APP_URL");
    assertThat(app.defaults()).extracting(DefaultValue::name).containsExactly("APP_URL");
    assertThat(conclusion(app, "variables' prefix").value()).isEqualTo("APP_, VITE_");
    assertThat(detect(viteApp().with("vite.config.ts", "envPrefix: 'PUB_'")).conclusions())
        .anySatisfy(c -> assertThat(c.value()).isEqualTo("PUB_"));
  }

  @Test
  void theVersionOfNodeIsOnlyNamedWhereItIsCertain() {
    assertThat(conclusion(detect(viteApp()), "Node.js").value())
        .isEqualTo("this machine's where it fits, otherwise 22");
    assertThat(conclusion(detect(viteApp().with(".nvmrc", "24")), "Node.js").value())
        .isEqualTo("24");
  }

  @Test
  void whereCloudflaresPluginPutsThePageIsKnown() {
    String config = "import { cloudflare } from '@cloudflare/vite-plugin';";
    assertThat(detect(viteApp().with("vite.config.ts", config)).output()).isEqualTo("dist/client");
  }

  @Test
  void aPathBelowTheHostIsSaid() {
    Detection app = detect(viteApp().with("vite.config.ts", "export default { base: '/shop/' }"));
    assertThat(conclusion(app, "base").value()).isEqualTo("/shop/");
  }

  @Test
  void readsAPackageJsonWithAByteOrderMark() {
    assertThat(detect(viteApp().with("package.json", "\uFEFF" + MANIFEST)).framework())
        .isEqualTo(Framework.VITE_SPA);
  }

  @Test
  void aBrokenBoltConfigDoesNotMatter() {
    Detection app = detect(viteApp().with(".bolt/config.json", "{\"template\": \"bolt-expo\",,}"));
    assertThat(app.framework()).isEqualTo(Framework.VITE_SPA);
    assertThat(app.builder()).isEqualTo("bolt");
  }

  static Stream<Arguments> traces() {
    MemoryTree app = viteApp();
    return Stream.of(
        arguments("unknown", app, "no builder's traces"),
        arguments(
            "lovable", app.with("package.json", depending("lovable-tagger")), "lovable-tagger"),
        arguments("lovable", app.with(".lovable/plan.md", "x"), ".lovable"),
        arguments(
            "lovable",
            app.with("index.html", PAGE + "<script src=\"https://cdn.gpteng.co/a.js\">"),
            "cdn.gpteng.co"),
        arguments("lovable", app.with("README.md", "https://lovable.dev/projects/1"), "README.md"),
        arguments("lovable", app.with("gpt-engineer.toml", ""), "gpt-engineer.toml"),
        arguments(
            "emergent",
            app.with("public/index.html", "<script src=\"https://assets.emergent.sh/a.js\">"),
            "public/index.html"),
        arguments("bolt", app.with(".bolt/prompt", "x"), ".bolt"),
        arguments("bolt", app.with("README.md", "https://bolt.new/~/sb1-x"), "README.md"),
        arguments("base44", app.with("package.json", depending("@base44/sdk")), "@base44/sdk"),
        arguments("base44", app.with("base44/config.jsonc", "{}"), "base44/config.jsonc"),
        arguments("emergent", app.with(".emergent/emergent.yml", "{}"), ".emergent"));
  }

  private static String depending(String name) {
    return MANIFEST.replace(
        "\"devDependencies\": {", "\"devDependencies\": {\"" + name + "\": \"1\", ");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("traces")
  void tellsTheBuilderByItsTraces(String builder, MemoryTree tree, String reason) {
    Detection app = detect(tree);
    assertThat(app.builder()).isEqualTo(builder);
    assertThat(conclusion(app, "builder").reason()).contains(reason);
  }

  @Test
  void findsTheAppInItsFolder() {
    Detection app =
        detect(
            MemoryTree.of(
                "package.json", "{\"scripts\": {\"dev\": \"cd frontend && npm run dev\"}}",
                "frontend/index.html", PAGE,
                "frontend/package.json", MANIFEST,
                "frontend/package-lock.json", "{}",
                "frontend/src/a.ts", "f(import.meta.env.VITE_A)",
                "frontend/.env", "VITE_A=1"));
    assertThat(app.root()).isEqualTo("frontend");
    assertThat(app.install()).contains(Install.npm("frontend", Optional.of("package-lock.json")));
    assertThat(app.variables().getFirst().file()).isEqualTo("frontend/src/a.ts");
    assertThat(app.defaults().getFirst().file()).isEqualTo("frontend/.env");
    assertThat(conclusion(app, "root").value()).isEqualTo("frontend");
  }

  @Test
  void aCopyOfTheAppInsideItselfIsIgnored() {
    Detection app =
        detect(
            viteApp()
                .with("copy/index.html", PAGE)
                .with("copy/package.json", MANIFEST)
                .with("node_modules/vite/package.json", "{not json"));
    assertThat(app.root()).isEmpty();
    assertThat(app.conclusions()).extracting(Conclusion::subject).doesNotContain("root");
  }

  @Test
  void anotherAppBelowTheFirstIsNamedAsNotDeployed() {
    Detection app =
        detect(
            viteApp()
                .with("admin/index.html", PAGE)
                .with("admin/package.json", MANIFEST.replace("vite_react", "admin")));
    assertThat(app.root()).isEmpty();
    assertThat(conclusion(app, "root").reason()).endsWith("not deployed: admin");
  }

  @Test
  void functionsThatRunElsewhereAreNoServerOfTheApp() {
    Detection app =
        detect(
            viteApp()
                .with("supabase/functions/hello/index.ts", "import { Hono } from 'hono'")
                .with("api/hello.ts", "export default () => {}"));
    assertThat(app.framework()).isEqualTo(Framework.VITE_SPA);
    assertThat(conclusion(app, "server functions").reason()).startsWith("api/hello.ts runs only");
  }

  @Test
  void oldBase44ImportsNeedTheirPlugin() {
    MemoryTree tree =
        viteApp()
            .with("package.json", depending("@base44/sdk"))
            .with("vite.config.js", "process.env.BASE44_LEGACY_SDK_IMPORTS === 'true'")
            .without("vite.config.ts")
            .with("src/pages/Home.jsx", "import { Order } from \"@/entities/Order\";");
    assertThat(detect(tree).environment()).containsEntry("BASE44_LEGACY_SDK_IMPORTS", "true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bun.lock | '' | BUN | 1",
        "pnpm-lock.yaml | '' | PNPM | 10",
        "pnpm-lock.yaml | lockfileVersion: '9.0' | PNPM | 10",
        "pnpm-lock.yaml | lockfileVersion: '6.0' | PNPM | 8",
        "pnpm-lock.yaml | lockfileVersion: 5.4 | PNPM | 7",
        "yarn.lock | '# yarn lockfile v1' | YARN | 1.22",
        "yarn.lock | '# mine\n__metadata:\n  version: 8' | YARN | 4"
      })
  void whoWroteTheLockFileInstalls(String lock, String text, Manager manager, String version) {
    Detection app =
        detect(viteApp().without("package-lock.json").with(lock, text.replace("\\n", "\n")));
    assertThat(app.install()).contains(new Install(manager, version, "", Optional.of(lock)));
    assertThat(conclusion(app, "package manager").reason()).startsWith("there is " + lock);
  }

  @ParameterizedTest
  @CsvSource({
    "npm@10.2.0, NPM, ''",
    "pnpm@9.1.0, PNPM, 10",
    "pnpm@8.6.12, PNPM, 8",
    "yarn@1.22.22+sha512.abc, YARN, 1.22",
    "yarn@3.6.4, YARN, 4",
    "bun@1.1.0, BUN, 1"
  })
  void thePackageManagerThatIsNamedInstalls(String named, Manager manager, String version) {
    Detection app =
        detect(
            viteApp()
                .without("package-lock.json")
                .with(
                    "package.json",
                    MANIFEST.replaceFirst("\\{", "{\"packageManager\": \"" + named + "\",")));
    assertThat(app.install()).contains(new Install(manager, version, "", Optional.empty()));
    assertThat(conclusion(app, "package manager").reason())
        .startsWith("package.json names " + named.split("@")[0] + " as its packageManager");
  }

  @Test
  void theOwnerSaysWhoInstallsAndOnWhichNode() {
    var said = new Overrides(Map.of("package-manager", "pnpm", "node", "20"));
    Detection app =
        new Detector().detect(viteApp().with("pnpm-lock.yaml", "lockfileVersion: '6.0'"), said);
    assertThat(app.install())
        .contains(new Install(Manager.PNPM, "8", "", Optional.of("pnpm-lock.yaml")));
    assertThat(app.node().preferred()).isEqualTo(20);
    assertThat(conclusion(app, "package manager").reason()).contains("you set it");
    assertThat(conclusion(app, "Node.js").reason()).contains("you set it");

    var yarn = new Overrides(Map.of("package-manager", "yarn"));
    assertThat(new Detector().detect(viteApp(), yarn).install())
        .contains(new Install(Manager.YARN, "1.22", "", Optional.empty()));
  }

  private static final String BUN =
      """
      {"workspaces": {"": {"name": "x",
        "dependencies": {"react": "^18.3.1",}, "devDependencies": {"vite": "^5.4.1",},}},}
      """;

  private static final String STALE =
      "{\"packages\":{\"\":{\"dependencies\":{\"react\":\"^17.0.0\"}}}}";

  @Test
  void ofSeveralLockFilesTheOneThatFitsCounts() {
    Detection app = detect(viteApp().with("package-lock.json", STALE).with("bun.lock", BUN));
    assertThat(app.install()).contains(new Install(Manager.BUN, "1", "", Optional.of("bun.lock")));

    Detection npm = detect(viteApp().with("bun.lock", BUN.replace("^18", "^17")));
    assertThat(npm.install()).contains(Install.npm("", Optional.of("package-lock.json")));

    Detection none =
        detect(
            viteApp().with("bun.lock", BUN.replace("^18", "^17")).with("package-lock.json", STALE));
    assertThat(none.install()).contains(Install.npm("", Optional.of("package-lock.json")));
  }

  @Test
  void lovablesOwnManagerIsBun() {
    Detection app =
        detect(
            viteApp()
                .with("bun.lock", BUN)
                .with("bun.lockb", "binary")
                .with(".lovable/plan.md", "made there"));
    assertThat(app.install()).contains(new Install(Manager.BUN, "1", "", Optional.of("bun.lock")));
  }

  @Test
  void ofLovablesFirstYearsNpmsLockCounts() {
    MemoryTree tree = viteApp().with("bun.lockb", "binary").with(".lovable/plan.md", "x");
    assertThat(detect(tree).install()).contains(Install.npm("", Optional.of("package-lock.json")));
    assertThat(detect(tree.with("package-lock.json", STALE)).install())
        .contains(Install.npm("", Optional.of("package-lock.json")));
    Detection alone = detect(tree.without("package-lock.json"));
    assertThat(alone.install())
        .contains(new Install(Manager.BUN, "1", "", Optional.of("bun.lockb")));
    assertThat(conclusion(alone, "package manager").reason()).doesNotContain("behind");
  }

  @ParameterizedTest
  @CsvSource({
    "importers: {.: {dependencies: {react: {specifier: ^18.3.1}}_ devDependencies: {vite:"
        + " {specifier: ^5.4.1}}}}, true",
    "importers: {.: {dependencies: {react: {specifier: ^17.0.0}}_ devDependencies: {vite:"
        + " {specifier: ^5.4.1}}}}, false",
    "{dependencies: {react: 18.3.1}_ specifiers: {react: ^18.3.1_ vite: ^5.4.1}}, true"
  })
  void pnpmsLockSaysWhetherItFits(String lock, boolean fits) {
    var file = new LockFile("pnpm-lock.yaml", Manager.PNPM, "10", lock.replace('_', ','));
    assertThat(file.fits(PackageJson.parse(MANIFEST, "package.json"))).isEqualTo(fits);
  }

  @Test
  void yarnsLockSaysWhetherItFits() {
    var manifest = PackageJson.parse(MANIFEST, "package.json");
    String lock = "react@^18.3.1:\n  version \"18.3.1\"\n\nvite@^5.4.1, vite@^5.0.0:\n";
    assertThat(new LockFile("yarn.lock", Manager.YARN, "1.22", lock).fits(manifest)).isTrue();
    String behind = lock.replace("react@^18.3.1", "react@^18.2.0");
    assertThat(new LockFile("yarn.lock", Manager.YARN, "1.22", behind).fits(manifest)).isFalse();
  }

  private static final MemoryTree SERVERS =
      MemoryTree.of(
              "package.json",
              "{\"name\": \"mono\", \"packageManager\": \"pnpm@10.0.0\"}",
              "pnpm-workspace.yaml",
              "packages:\n  - apps/*\n  - packages/*\n",
              "apps/api/package.json",
              """
              {"name": "api", "scripts": {"build": "tsc -p .", "start": "node dist/index.js"},
               "dependencies": {"express": "5", "@repo/db": "workspace:*"}}
              """,
              "apps/api/src/index.ts",
              "import express from 'express';")
          .with(
              "packages/db/package.json",
              """
              {"name": "@repo/db", "scripts": {"build": "tsup"},
               "dependencies": {"express": "5", "pg": "8", "@repo/log": "workspace:*"}}
              """)
          .with("packages/log/package.json", "{\"name\": \"@repo/log\"}")
          .with("packages/other/package.json", "{\"name\": \"@repo/other\"}");

  @Test
  void aServerOfAWorkspaceKeepsItsPlaceInTheResult() {
    Detection app = detect(SERVERS);

    assertThat(app.root()).isEqualTo("apps/api");
    assertThat(app.install()).contains(new Install(Manager.PNPM, "10", "", Optional.empty()));
    assertThat(app.buildScript()).contains("(cd ../../packages/db && npm run build) && tsc -p .");
    assertThat(app.parts())
        .containsExactly(
            new Part("dist", "apps/api/dist"),
            new Part("package.json", "apps/api/package.json"),
            new Part("node_modules", "node_modules"));
    assertThat(app.serving().publicFolder()).isEqualTo("apps/api/dist/public");
    assertThat(app.serving().services())
        .extracting(s -> s.folder() + ": " + String.join(" ", s.command()))
        .containsExactly("apps/api: node dist/index.js");
    assertThat(conclusion(app, "workspace").value())
        .isEqualTo("comes along: packages/log, packages/db");
  }

  private static Detection inAWorkspace(String script, String dependency) {
    return detect(
        SERVERS
            .without("apps/api/package.json")
            .with("apps/web/vite.config.ts", "export default {}")
            .with("apps/web/public/robots.txt", "User-agent: *")
            .with(
                "apps/web/package.json",
                "{\"name\": \"web\", \"scripts\": {\"build\": \""
                    + script
                    + "\"}, \"dependencies\": {"
                    + dependency
                    + ", \"@repo/log\": \"workspace:*\"}}"));
  }

  private static List<String> started(Detection app) {
    return app.serving().services().stream()
        .map(s -> s.folder() + ": " + String.join(" ", s.command()))
        .toList();
  }

  @Test
  void nextInAWorkspaceIsStartedWhereItsStandaloneFormHasIt() {
    Detection app = inAWorkspace("next build", "\"next\": \"15\"");

    assertThat(app.root()).isEqualTo("apps/web");
    assertThat(app.install()).contains(new Install(Manager.PNPM, "10", "", Optional.empty()));
    assertThat(app.parts())
        .containsExactly(
            new Part(".next/standalone", ""),
            new Part(".next/static", "apps/web/.next/static"),
            new Part(".next/static", "apps/web/public/_next/static"),
            new Part("public", "apps/web/public"));
    assertThat(app.serving().publicFolder()).isEqualTo("apps/web/public");
    assertThat(started(app)).containsExactly("apps/web: node server.js");
    assertThat(app.serving().services().getFirst().writable()).containsExactly(".next/cache");
    assertThat(conclusion(app, "workspace").value()).isEqualTo("comes along: packages/log");
  }

  @Test
  void whatNitroMakesInAWorkspaceNeedsNothingOfIt() {
    Detection app = inAWorkspace("nuxt build", "\"nuxt\": \"4\"");

    assertThat(app.parts()).containsExactly(new Part(".output", ""));
    assertThat(started(app)).containsExactly(": node server/index.mjs");
  }

  @Test
  void aProgramOfAPackageIsLookedForInTheFoldersOfTheWorkspace() {
    Detection app =
        inAWorkspace(
            "react-router build", "\"@react-router/dev\": \"7\", \"@react-router/serve\": \"7\"");

    assertThat(app.parts())
        .contains(new Part("build", "apps/web/build"), new Part("node_modules", "node_modules"));
    assertThat(started(app))
        .containsExactly(
            "apps/web: node build/freehold-start.mjs"
                + " node_modules/@react-router/serve/dist/cli.js build/server/index.js");
    assertThat(app.adaptations()).anyMatch(made -> made.id().equals("program-of-workspace"));
    Detection own =
        inAWorkspace(
            "remix vite:build", "\"@remix-run/serve\": \"2\", \"@remix-run/react\": \"2\"");
    assertThat(started(own).getFirst())
        .contains("build/freehold-start.mjs node_modules/@remix-run");
  }

  @Test
  void aServerOfSvelteKitInAWorkspaceHasItsPackagesAtTheTop() {
    Detection app = inAWorkspace("vite build", "\"@sveltejs/kit\": \"2\"");

    assertThat(app.parts())
        .containsExactly(
            new Part("build", "apps/web/build"),
            new Part("package.json", "apps/web/package.json"),
            new Part("node_modules", "node_modules"));
    assertThat(started(app)).containsExactly("apps/web: node build/freehold-server.mjs");
  }

  @Test
  void aWorkspaceThatOnlyPnpmReadsIsInstalledByPnpmWithoutALockFile() {
    MemoryTree tree = SERVERS.with("package.json", "{\"name\": \"mono\"}");
    assertThat(detect(tree).install())
        .contains(new Install(Manager.PNPM, "10", "", Optional.empty()));

    String npm = "{\"workspaces\": [\"apps/*\", \"packages/*\"]}";
    assertThat(detect(tree.with("package.json", npm)).install())
        .contains(Install.npm("", Optional.empty()));
  }

  @Test
  void aServerWithALockFileOfItsOwnIsNoPartOfAWorkspaceInTheResult() {
    Detection app = detect(SERVERS.with("apps/api/package-lock.json", "{}"));

    assertThat(app.parts()).contains(new Part("dist", "dist"));
    assertThat(app.serving().services()).extracting(s -> s.folder()).containsExactly("");
    assertThat(app.conclusions()).noneMatch(c -> c.subject().equals("workspace"));
  }

  @Test
  void whatTsxStartsInAWorkspaceHasThePackagesOfTheWorkspaceInIt() {
    MemoryTree tsx =
        SERVERS.with(
            "apps/api/package.json",
            """
            {"name": "api", "type": "module", "scripts": {"start": "tsx src/index.ts"},
             "dependencies": {"express": "5", "tsx": "4", "@repo/db": "workspace:*"}}
            """);
    assertThat(detect(tsx).buildScript().orElseThrow())
        .startsWith("(cd ../../packages/db && npm run build) && node -e")
        .contains("external:['express','pg','tsx'],banner:")
        .doesNotContain("packages:'external'");
    Detection own = detect(tsx.without("pnpm-workspace.yaml"));
    assertThat(own.buildScript().orElseThrow()).contains("packages:'external'");
  }

  private static final MemoryTree TS_NODE =
      SERVERS
          .with("package.json", "{\"name\": \"mono\", \"devDependencies\": {\"ts-node\": \"10\"}}")
          .with("tsconfig.base.json", "{\"extends\": \"@repo/settings/node.json\"}")
          .with("apps/api/tsconfig.json", "{\"extends\": \"../../tsconfig.base.json\"}")
          .with(
              "apps/api/package.json",
              """
              {"name": "api", "scripts": {"start": "ts-node src/index.ts"},
               "dependencies": {"express": "5", "@repo/db": "workspace:*"}}
              """);

  @Test
  void whatTsNodeStartsInAWorkspaceHasItsSettingsAndCompilesThePackagesOfTheWorkspace() {
    Detection app = detect(TS_NODE);
    assertThat(started(app))
        .containsExactly("apps/api: node --require=ts-node/register src/index.ts");
    assertThat(app.serving().services().getFirst().environment())
        .isEqualTo(
            Map.of(
                "TS_NODE_TRANSPILE_ONLY",
                "true",
                "TS_NODE_PROJECT",
                "tsconfig.json",
                "TS_NODE_IGNORE",
                "(?:^|/)node_modules/(?!(?:@repo/db|@repo/log)/)"));
    assertThat(app.parts())
        .containsExactly(
            new Part("", "apps/api"),
            new Part("node_modules", "node_modules"),
            new Part("node_modules/ts-node", "apps/api/node_modules/ts-node"),
            new Part("node_modules/@repo/settings", "apps/api/node_modules/@repo/settings"),
            new Part("../../tsconfig.base.json", "tsconfig.base.json"));

    Detection own =
        detect(
            TS_NODE
                .with("apps/api/package-lock.json", "{}")
                .with(
                    "apps/api/package.json",
                    "{\"scripts\": {\"start\": \"ts-node src/index.ts\"}, \"dependencies\":"
                        + " {\"express\": \"5\", \"ts-node\": \"10\"}}"));
    assertThat(own.parts()).noneMatch(part -> part.to().contains("tsconfig.base"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "npm start -w api | start",
        "npm run build && npm run prod --workspace=apps/api | prod",
        "npm --prefix apps/api run prod | prod",
        "pnpm --filter api start | start",
        "pnpm -F ./apps/api run prod | prod",
        "yarn workspace api prod | prod",
        "bun run --filter api prod | prod",
        "npx turbo run start --filter=api... | start",
        "turbo build && turbo run prod --filter=api | prod",
        "cd apps/api && npm run prod | prod",
        "cd ./apps/api/ && node --no-warnings src/prod.js | prod",
        "node --no-warnings apps/api/src/prod.js | prod",
        "node --no-warnings ./apps/api/src/prod.js | prod",
      })
  void theStartScriptAtTheTopSaysWhichServerOfAWorkspaceItIs(String start, String script) {
    MemoryTree two =
        SERVERS
            .with(
                "package.json", "{\"name\": \"mono\", \"scripts\": {\"start\": \"" + start + "\"}}")
            .with("apps/api/src/prod.js", "")
            .with(
                "apps/api/package.json",
                "{\"name\": \"api\", \"scripts\": {\"prod\": \"node --no-warnings src/prod.js\""
                    + (script.equals("start") ? ", \"start\": \"npm run prod\"" : "")
                    + "}, \"dependencies\": {\"express\": \"5\"}}")
            .with("apps/other/src/index.js", "")
            .with(
                "apps/other/package.json",
                "{\"name\": \"other\", \"scripts\": {\"start\": \"node src/index.js\"},"
                    + " \"dependencies\": {\"express\": \"5\"}}");
    Detection app = detect(two);
    assertThat(app.root()).isEqualTo("apps/api");
    assertThat(started(app)).containsExactly("apps/api: node --no-warnings src/prod.js");
    assertThat(conclusion(app, "framework").reason())
        .isEqualTo(
            (script.equals("start") ? "apps/api/package.json" : "package.json")
                + " starts it with node src/prod.js");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "npm start -w nobody",
        "npm start --workspaces",
        "turbo run start",
        "cd apps/api && prisma migrate deploy && npm run prod",
        "cd apps/api && nodemon src/prod.js",
        "concurrently \\\"npm start -w api\\\"",
      })
  void aStartScriptAtTheTopThatNamesNoServerLeavesSeveralOpen(String start) {
    MemoryTree two =
        SERVERS
            .with("package.json", "{\"scripts\": {\"start\": \"" + start + "\"}}")
            .with("apps/other/src/index.js", "")
            .with(
                "apps/other/package.json",
                "{\"name\": \"other\", \"scripts\": {\"start\": \"node src/index.js\"},"
                    + " \"dependencies\": {\"express\": \"5\"}}");
    assertThat(catchThrowableOfType(UserError.class, () -> detect(two)).code())
        .isEqualTo("detect.ambiguous-root");
  }

  @Test
  void denoBesideAPageOrANodeServerMakesNoServerForDeno() {
    MemoryTree functions =
        viteApp()
            .with("deno.json", "{\"tasks\": {\"start\": \"deno run main.ts\"}}")
            .with("supabase/functions/hi/index.ts", "Deno.serve(() => new Response());");
    assertThat(detect(functions).framework()).isEqualTo(Framework.VITE_SPA);

    MemoryTree plain =
        MemoryTree.of(
            "index.html", "<p>hi", "deno.json", "{\"fmt\": {}}", "x.ts", "// Deno.serve(f)");
    assertThat(detect(plain).framework()).isEqualTo(Framework.PLAIN_HTML);

    MemoryTree node =
        MemoryTree.of(
            "package.json",
            "{\"scripts\": {\"start\": \"node a.js\"}, \"dependencies\": {\"hono\": \"4\"}}",
            "a.js",
            "",
            "main.ts",
            "Deno.serve(app.fetch);");
    assertThat(detect(node).framework()).isEqualTo(Framework.NODE_SERVER);
  }

  @Test
  void aPartOfAWorkspaceIsInstalledFromItsTop() {
    MemoryTree workspace =
        MemoryTree.of(
            "package.json",
            "{\"workspaces\": {\"packages\": [\"apps/*\"]}}",
            "yarn.lock",
            "# yarn lockfile v1",
            "apps/web/index.html",
            PAGE,
            "apps/web/package.json",
            MANIFEST);
    assertThat(detect(workspace).install())
        .contains(new Install(Manager.YARN, "1.22", "", Optional.of("yarn.lock")));
    Detection own = detect(workspace.with("apps/web/package-lock.json", "{}"));
    assertThat(own.install()).contains(Install.npm("apps/web", Optional.of("package-lock.json")));
  }

  @Test
  void aLockFileThatIsBehindIsSaid() {
    String lock = "{\"packages\":{\"\":{\"dependencies\":{\"react\":\"^17.0.0\"}}}}";
    Detection app = detect(viteApp().with("package-lock.json", lock));
    assertThat(conclusion(app, "package manager").reason()).contains("behind package.json");
  }

  @Test
  void typeChecksAreLeftOutOfTheBuild() {
    MemoryTree tree =
        viteApp().with("package.json", MANIFEST.replace("vite build", "tsc -b && vite build"));
    assertThat(detect(tree).buildScript()).contains("vite build");
    assertThat(detect(tree).adaptations())
        .extracting(Adaptation::id)
        .containsExactly("skip-type-check");
    var asItIs = new Overrides(Map.of("without", "skip-type-check"));
    Detection kept = new Detector().detect(tree, asItIs);
    assertThat(kept.buildScript()).contains("tsc -b && vite build");
    assertThat(kept.adaptations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "tsc && vite build, vite build",
    "vue-tsc -b && vite build, vite build",
    "npm run lint && tsc --noEmit && vite build, vite build",
    "tsc -p tsconfig.server.json && vite build, tsc -p tsconfig.server.json && vite build",
    "tsc --outDir lib && vite build, tsc --outDir lib && vite build",
    "tsc, tsc"
  })
  void onlyWhatMakesNothingIsLeftOut(String script, String text) {
    MemoryTree tree = viteApp().with("package.json", MANIFEST.replace("vite build", script));
    assertThat(detect(tree).buildScript()).contains(text);
  }

  @Test
  void aMinifierThatIsNotThereIsReplaced() {
    MemoryTree tree = viteApp().with("vite.config.ts", "build: { minify: 'terser' }");
    assertThat(detect(tree).adaptations())
        .extracting(Adaptation::id)
        .containsExactly("own-minifier");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const answer = await fetch('/api');",
        "await fetch('/api');",
        "export const [one] = await all({ of: 'them' });"
      })
  void aModuleThatWaitsIsBuiltForBrowsersThatCan(String line) {
    MemoryTree tree = viteApp().with("src/main.tsx", "import './a';\n" + line + "\n");
    assertThat(detect(tree).adaptations())
        .singleElement()
        .satisfies(
            adaptation -> {
              assertThat(adaptation.id()).isEqualTo("modern-browsers");
              assertThat(adaptation.reason()).startsWith("src/main.tsx:2 waits");
            });
    assertThat(detect(tree.with("vite.config.ts", "build: { target: 'esnext' }")).adaptations())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const show = async () => await fetch('/api');",
        "async function show() {\nawait fetch('/api');\n}",
        "// await fetch('/api')",
        "const text = `\nawait fetch`;"
      })
  void aModuleWhoseFunctionsWaitIsBuiltAsItIs(String line) {
    MemoryTree tree =
        viteApp().with("src/main.tsx", line + "\n").with("server/tool.ts", "await run();\n");
    assertThat(detect(tree).adaptations()).isEmpty();
  }

  @Test
  void whatTheOwnerSetsWins() {
    MemoryTree tree =
        MemoryTree.of(
            "apps/admin/index.html", PAGE,
            "apps/admin/package.json", MANIFEST.replace("vite_react", "admin"),
            "apps/admin/package-lock.json", "{}",
            "apps/web/index.html", PAGE,
            "apps/web/package.json", MANIFEST);
    var said =
        new Overrides(
            Map.of(
                "root", "apps/admin/",
                "build-command", "vite build --mode live",
                "output", "public_html",
                "fallback", "none"));
    Detection app = new Detector().detect(tree, said);
    assertThat(app.root()).isEqualTo("apps/admin");
    assertThat(app.buildScript()).contains("vite build --mode live");
    assertThat(app.output()).isEqualTo("public_html");
    assertThat(app.serving().spaFallback()).isEmpty();
    assertThat(app.conclusions())
        .filteredOn(c -> c.reason().equals("you set it with freehold app set"))
        .extracting(Conclusion::subject)
        .containsExactlyInAnyOrder("root", "build command", "output", "routing");
  }

  @Test
  void understandsPlainHtml() {
    Detection site =
        detect(MemoryTree.of("index.html", "<h1>Hi</h1>", "about.html", "", "404.html", ""));
    assertThat(site.framework()).isEqualTo(Framework.PLAIN_HTML);
    assertThat(site.install()).isEmpty();
    assertThat(site.buildScript()).isEmpty();
    assertThat(site.output()).isEmpty();
    assertThat(site.serving().spaFallback()).isEmpty();
    assertThat(conclusion(site, "framework").reason())
        .isEqualTo("there is index.html and no package.json");
  }

  @Test
  void plainHtmlMayStandInOneFolderAndHaveAFallback() {
    Detection site =
        detect(
            MemoryTree.of(
                "README.md", "",
                "public/index.html", "<h1>Hi</h1>",
                "public/about/index.html", "",
                "public/200.html", ""));
    assertThat(site.root()).isEmpty();
    assertThat(site.output()).isEqualTo("public");
    assertThat(site.serving().spaFallback()).contains("200.html");
  }

  @Test
  void plainHtmlMayHaveAPackageJsonThatBuildsNothing() {
    Detection site =
        detect(
            MemoryTree.of("index.html", "", "package.json", "{\"scripts\":{\"start\":\"serve\"}}"));
    assertThat(site.framework()).isEqualTo(Framework.PLAIN_HTML);
    assertThat(conclusion(site, "framework").reason()).endsWith("package.json has no build script");
  }
}
