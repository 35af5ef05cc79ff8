package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.app.Overrides;
import dev.freehold.base.FreeholdException;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detector;
import dev.freehold.file.FileTree;
import dev.freehold.file.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Apps that are installed by pnpm, yarn and bun: the real programs, as npm has them. */
class OtherManagersTest {
  @TempDir static Path temporary;

  private BuildBench bench;

  @BeforeEach
  void newBench() {
    bench = new BuildBench(temporary);
  }

  @ParameterizedTest
  @CsvSource({
    "pnpm-lock.yaml,    pnpm-lock.yaml, pnpm 10,   ''",
    "yarn-classic.lock, yarn.lock,      yarn 1.22, ''",
    "yarn-berry.lock,   yarn.lock,      yarn 4,    ''",
    "bun.lock,          bun.lock,       bun 1,     lock-registry",
  })
  void whatTheLockFileSaysIsInstalledByWhoWroteIt(
      String fixture, String lock, String program, String adaptation) {
    var files = app();
    files.put(lock, BuildBench.resource("vite8/" + fixture));
    files.put("hook.js", "require('fs').writeFileSync('/build/dist/ran', 'x'); process.exit(1)");
    files.put(".pnpmfile.cjs", "if (process.argv.includes('install')) process.exit(1)");
    files.put(".yarnrc.yml", "yarnPath: hook.js\n");
    files.put(".yarnrc", "yarn-path \"hook.js\"\n");
    script(files, "preinstall", "node hook.js");
    script(files, "build", program.split(" ")[0] + " run bundle");
    script(files, "bundle", "vite build");

    FileTree tree = bench.tree(files);
    Detection detection = new Detector().detect(tree, Overrides.NONE);
    var install = detection.install().orElseThrow();
    assertThat(install.manager().word() + " " + install.version()).isEqualTo(program);

    try (var result = bench.build(tree, detection)) {
      assertThat(BuildBench.text(result.output())).contains("__FREEHOLD_ENV__.VITE_GREETING");
      assertThat(result.output().entries()).noneMatch(entry -> entry.path().equals("ran"));
      assertThat(result.notes().stream().filter(note -> note.startsWith("lock-registry")))
          .hasSize(adaptation.isEmpty() ? 0 : 1);
      assertThat(result.notes()).noneMatch(note -> note.startsWith("npm-instead"));
      assertThat(result.notes()).noneMatch(note -> note.startsWith("stale-lock"));
    }
  }

  @Tag("soak")
  @ParameterizedTest
  @CsvSource({
    "pnpm-lock.yaml,    pnpm-lock.yaml, pnpm@9.12.1",
    "yarn-classic.lock, yarn.lock,      yarn@1.22.22",
    "yarn-berry.lock,   yarn.lock,      yarn@4.0.1",
    "bun.lock,          bun.lock,       bun@1.2.0",
  })
  void aLockFileThatIsBehindIsMadeToFit(String fixture, String lock, String declared) {
    var files = app();
    files.put(lock, BuildBench.resource("vite8/" + fixture));
    change(files, "\"8.3.8\"", "\"8.3.7\"");
    change(files, "{", "{\"packageManager\": \"" + declared + "\",");
    FileTree tree = bench.tree(files);
    Detection detection = new Detector().detect(tree, Overrides.NONE);

    try (Dependencies dependencies = obtain(tree, detection)) {
      assertThat(dependencies.folder().resolve("vite/package.json"))
          .content()
          .contains("\"version\": \"8.3.7\"");
      assertThat(dependencies.adaptations()).extracting(Adaptation::id).contains("stale-lock");
    }
  }

  @Test
  void packagesOfAWorkspaceAreBuiltBeforeTheAppThatNeedsThem() {
    var files = new TreeMap<String, String>();
    app().forEach((path, text) -> files.put("apps/web/" + path, text));
    files.put(
        "apps/web/package.json",
        """
        {"name": "web", "private": true, "scripts": {"build": "vite build"},
         "dependencies": {"@repo/greet": "workspace:*"}, "devDependencies": {"vite": "8.3.8"}}
        """);
    files.put(
        "apps/web/src/main.js",
        "import { greet } from '@repo/greet'; document.title = greet("
            + "import.meta.env.VITE_GREETING);");
    files.put(
        "package.json",
        """
        {"name": "mono", "private": true, "packageManager": "pnpm@10.0.0",
         "scripts": {"build": "turbo build"}}
        """);
    files.put("pnpm-workspace.yaml", "packages:\n  - 'apps/*'\n  - ./packages/**\n");
    files.put(
        "packages/greet/package.json",
        """
        {"name": "@repo/greet", "version": "0.0.0", "main": "dist/index.js", "type": "module",
         "scripts": {"build": "vite build"}, "devDependencies": {"vite": "8.3.7"}}
        """);
    files.put("packages/greet/index.js", "export const greet = (to) => 'from-the-package ' + to;");
    files.put(
        "packages/greet/vite.config.js",
        "export default { build: { lib: { entry: 'index.js', formats: ['es'], fileName: 'index' }"
            + " } };");
    FileTree tree = bench.tree(files);
    Detection detection = new Detector().detect(tree, Overrides.NONE);
    assertThat(detection.root()).isEqualTo("apps/web");
    assertThat(detection.buildScript())
        .contains("(cd ../../packages/greet && npm run build) && vite build");

    try (var result = bench.build(tree, detection)) {
      assertThat(BuildBench.text(result.output()))
          .contains("from-the-package", "__FREEHOLD_ENV__.VITE_GREETING");
    }
  }

  @Test
  void aServerOfAWorkspaceRunsFromItsResultAlone() throws Exception {
    runsFromItsResultAlone("pnpm@10.0.0", "workspace:*");
  }

  @Tag("soak")
  @ParameterizedTest
  @CsvSource({
    "npm@10.0.0,   *",
    "yarn@1.22.22, *",
    "yarn@4.0.1,   workspace:*",
    "bun@1.2.0,    workspace:*",
  })
  void aServerOfAWorkspaceRunsWhoeverInstalledIt(String manager, String wanted) throws Exception {
    runsFromItsResultAlone(manager, wanted);
  }

  private void runsFromItsResultAlone(String manager, String wanted) throws Exception {
    var files = new TreeMap<String, String>();
    files.put(
        "package.json",
        """
        {"name": "mono", "private": true, "packageManager": "%s",
         "workspaces": ["apps/*", "packages/*"], "devDependencies": {"isarray": "2.0.5"}}
        """
            .formatted(manager));
    files.put("pnpm-workspace.yaml", "packages:\n  - apps/*\n  - packages/*\n");
    files.put(
        "apps/api/package.json",
        """
        {"name": "api", "version": "0.0.0", "private": true, "type": "module",
         "scripts": {"start": "node src/index.js"},
         "dependencies": {"@repo/words": "%1$s", "hono": "^4.0.0", "ms": "2.1.3"},
         "devDependencies": {"@repo/unused": "%1$s", "escape-html": "1.0.3"}}
        """
            .formatted(wanted));
    files.put(
        "apps/api/src/index.js",
        """
        import { Hono } from 'hono';
        import { createRequire } from 'node:module';
        import { words } from '@repo/words';
        const app = new Hono().get('/', (c) => c.text(words()));
        console.log(await (await app.request('/')).text());
        console.log('api with ms ' + createRequire(import.meta.url)('ms/package.json').version);
        """);
    files.put(
        "packages/words/package.json",
        """
        {"name": "@repo/words", "version": "0.0.0", "private": true, "main": "dist/index.js",
         "scripts": {"build": "node build.js"},
         "dependencies": {"ms": "2.0.0", "@repo/log": "%s"}}
        """
            .formatted(wanted));
    files.put(
        "packages/words/build.js",
        """
        require('fs').mkdirSync('dist');
        require('fs').copyFileSync('source.js', 'dist/index.js');
        """);
    files.put(
        "packages/words/source.js",
        """
        require('@repo/log');
        exports.words = () => 'words with ms ' + require('ms/package.json').version;
        """);
    files.put("packages/words/.env", "KEY=1");
    files.put(
        "packages/log/package.json",
        "{\"name\": \"@repo/log\", \"version\": \"0.0.0\", \"private\": true}");
    files.put("packages/log/index.js", "console.log('log');");
    files.put(
        "packages/unused/package.json",
        "{\"name\": \"@repo/unused\", \"version\": \"0.0.0\", \"private\": true}");
    FileTree tree = bench.tree(files);
    Detection detection = new Detector().detect(tree, Overrides.NONE);
    assertThat(detection.root()).isEqualTo("apps/api");

    try (var result = bench.build(tree, detection)) {
      assertThat(result.notes()).noneMatch(note -> note.startsWith("npm-instead"));
      assertThat(result.output().entries())
          .extracting(FileTree.Entry::path)
          .contains("apps/api/src/index.js", "node_modules/@repo/words/dist/index.js")
          .noneMatch(path -> path.contains("isarray") || path.contains("escape-html"))
          .noneMatch(path -> path.contains("unused") || path.contains(".env"))
          .noneMatch(path -> path.startsWith("packages/"));
      assertThat(printed(result.output()))
          .containsExactly("log", "words with ms 2.0.0", "api with ms 2.1.3");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "commonjs, ts-node src/index.ts",
    "module, ts-node --esm -P ../../tsconfig.json src/index.ts",
  })
  void whatTsNodeStartsInAWorkspaceRunsFromItsResultAlone(String type, String start)
      throws Exception {
    boolean module = type.equals("module");
    String settings =
        "{\"compilerOptions\": {\"target\": \"es2022\", \"esModuleInterop\": true, \"module\": \""
            + (module ? "nodenext" : "commonjs")
            + "\"}}";
    var files = new TreeMap<String, String>();
    files.put(
        "package.json",
        """
        {"name": "mono", "private": true, "workspaces": ["apps/*", "packages/*"],
         "scripts": {"start": "npm start -w api"},
         "devDependencies": {"ts-node": "10.9.2", "typescript": "5.9.3"}}
        """);
    files.put("tsconfig.json", settings);
    files.put("apps/api/tsconfig.json", "{\"extends\": \"../../tsconfig.json\"}");
    files.put(
        "apps/api/package.json",
        """
        {"name": "api", "version": "0.0.0", "private": true, "type": "%s",
         "scripts": {"start": "%s"},
         "dependencies": {"@repo/words": "*", "express": "^5.0.0"}}
        """
            .formatted(type, start));
    files.put(
        "apps/api/src/index.ts",
        """
        import { words } from '@repo/words';
        enum From { Api = 'api' }
        const said: string = words();
        console.log(said, From.Api);
        """);
    files.put(
        "packages/words/package.json",
        """
        {"name": "@repo/words", "version": "0.0.0", "private": true, "type": "%s",
         "main": "src/index.ts", "dependencies": {"ms": "2.1.3"}}
        """
            .formatted(type));
    files.put(
        "packages/words/src/index.ts",
        """
        import ms from 'ms';
        enum From { Words = 'words' }
        export const words = (): string => From.Words + ' after ' + ms(60000);
        """);
    FileTree tree = bench.tree(files);
    Detection detection = new Detector().detect(tree, Overrides.NONE);

    try (var result = bench.build(tree, detection)) {
      assertThat(result.output().entries())
          .extracting(FileTree.Entry::path)
          .contains(
              "apps/api/src/index.ts",
              "tsconfig.json",
              "node_modules/@repo/words/src/index.ts",
              "node_modules/typescript/package.json");
      var service = detection.serving().services().getFirst();
      assertThat(printed(result.output(), service.command(), service.environment()))
          .endsWith("words after 1m api");
    }
  }

  private static List<String> printed(FileTree output) throws Exception {
    return printed(output, List.of("node", "src/index.js"), Map.of());
  }

  /** By the server of a result that is alone in a folder. */
  private static List<String> printed(
      FileTree output, List<String> command, Map<String, String> environment) throws Exception {
    Path folder = Files.createTempDirectory(temporary, "result");
    for (FileTree.Entry entry : output.entries()) {
      Path file = folder.resolve(entry.path());
      Files.createDirectories(file.getParent());
      try (var in = output.open(entry.path())) {
        Files.copy(in, file);
      }
    }
    var builder =
        new ProcessBuilder(command)
            .directory(folder.resolve("apps/api").toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process node = builder.start();
    try (var lines = node.inputReader()) {
      return lines.lines().toList();
    } finally {
      node.waitFor();
    }
  }

  @Test
  void aPackageFromGitIsRefused() {
    var files = app();
    files.put(
        "bun.lock",
        BuildBench.resource("vite8/bun.lock")
            .replace("\"picomatch@", "\"picomatch@github:someone/picomatch#1234567"));
    FileTree tree = bench.tree(files);
    Detection detection = new Detector().detect(tree, Overrides.NONE);

    var refused =
        catchThrowableOfType(FreeholdException.class, () -> obtain(tree, detection).close());
    assertThat(refused.code()).isEqualTo("build.git-package");
  }

  @ParameterizedTest
  @CsvSource({"pnpm-lock.yaml, pnpm-lock.yaml", "bun.lock, bun.lock", "yarn-berry.lock, yarn.lock"})
  void aPackageWithOtherContentsIsRefused(String fixture, String lock) {
    var files = app();
    files.put(
        lock,
        BuildBench.resource("vite8/" + fixture)
            .replaceAll("sha512-[A-Za-z0-9]{8}", "sha512-AAAAAAAA")
            .replaceAll("checksum: 10c0/[0-9a-f]{8}", "checksum: 10c0/00000000"));
    FileTree tree = bench.tree(files);
    Detection detection = new Detector().detect(tree, Overrides.NONE);

    var refused =
        catchThrowableOfType(FreeholdException.class, () -> obtain(tree, detection).close());
    assertThat(refused.code()).isEqualTo("build.integrity");
  }

  @Test
  void withoutTheNetworkItSaysSo() throws Exception {
    var files = app();
    files.put("pnpm-lock.yaml", BuildBench.resource("vite8/pnpm-lock.yaml"));
    FileTree tree = bench.tree(files);
    Detection detection = new Detector().detect(tree, Overrides.NONE);
    OtherManager.of(
        detection.install().orElseThrow(),
        new Tools(bench.home, bench.sandboxes()),
        bench.toolchains().find(),
        bench.listener);
    Folders.delete(bench.home.cache().resolve("dependencies"));
    assertThat(Files.exists(bench.home.cache().resolve("tools/pnpm"))).isTrue();
    bench.environment.put("NPM_CONFIG_REGISTRY", "http://127.0.0.1:1/");

    var refused =
        catchThrowableOfType(FreeholdException.class, () -> obtain(tree, detection).close());
    assertThat(refused.code()).isEqualTo("build.registry-unreachable");
  }

  private Dependencies obtain(FileTree tree, Detection detection) {
    var toolchain = bench.toolchains().find();
    var manager =
        OtherManager.of(
            detection.install().orElseThrow(),
            new Tools(bench.home, bench.sandboxes()),
            toolchain,
            bench.listener);
    return bench
        .cache()
        .obtain(
            new PackageInstall(tree, detection, toolchain, Optional.of(manager)),
            bench.sandboxes().choose(false),
            bench.listener);
  }

  private static TreeMap<String, String> app() {
    var files = new TreeMap<>(BuildBench.app("vite8"));
    files.remove("package-lock.json");
    return files;
  }

  private static void script(Map<String, String> files, String name, String text) {
    String own = "\"" + name + "\":";
    String manifest = files.getOrDefault("package.json", "");
    if (manifest.contains(own)) {
      change(files, own + "\"vite build\"", own + "\"" + text + "\"");
    } else {
      change(files, "\"scripts\":{", "\"scripts\":{" + own + "\"" + text + "\",");
    }
  }

  private static void change(Map<String, String> files, String from, String to) {
    String before = files.getOrDefault("package.json", "");
    String after = before.replaceFirst(Pattern.quote(from), to);
    assertThat(after).isNotEqualTo(before);
    files.put("package.json", after);
  }
}
