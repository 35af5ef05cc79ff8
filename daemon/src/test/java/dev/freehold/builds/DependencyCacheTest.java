package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.app.Overrides;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.Json;
import dev.freehold.base.ProviderError;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detector;
import dev.freehold.file.Folders;
import dev.freehold.file.MemoryTree;
import dev.freehold.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DependencyCacheTest {
  /** Shared, so that npm downloads once; what is installed is forgotten before each test. */
  @TempDir static Path temporary;

  @TempDir Path fresh;

  private BuildBench bench;
  private Map<String, String> app;

  @BeforeEach
  void newBench() throws IOException {
    bench = new BuildBench(temporary);
    Folders.delete(bench.home.cache().resolve("dependencies"));
    app = BuildBench.app("vite8");
  }

  @Test
  void whatIsInstalledOnceIsThereWithoutTheNetwork() {
    String key;
    try (Dependencies first = obtain(bench.cache())) {
      key = first.key();
      assertThat(first.folder().resolve("vite/package.json")).isRegularFile();
      assertThat(first.folder().resolve(".vite-temp")).isEmptyDirectory();
    }
    bench.environment.put("NPM_CONFIG_REGISTRY", "http://127.0.0.1:1/");
    try (Dependencies second = obtain(bench.cache())) {
      assertThat(second.key()).isEqualTo(key);
      assertThat(bench.listener.lines).contains("The packages are installed already.");
    }
    assertThat(bench.home.work()).isEmptyDirectory();
  }

  @Test
  void twoThatWantTheSameWaitForOneInstall() throws Exception {
    var cache = bench.cache();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Path> task =
          () -> {
            try (Dependencies dependencies = obtain(cache)) {
              assertThat(dependencies.folder().resolve("vite")).isDirectory();
              return dependencies.folder();
            }
          };
      List<Future<Path>> both = List.of(threads.submit(task), threads.submit(task));
      assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
    }
    assertThat(bench.listener.lines).containsOnlyOnce("The packages are installed already.");
    assertThat(bench.listener.lines.stream().filter(l -> l.startsWith("added "))).hasSize(1);
  }

  @Test
  void noScriptOfAnyPackageRuns() throws IOException {
    app.put("hook.js", "require('fs').writeFileSync('/build/ran', 'x'); process.exit(1)");
    app.compute(
        "package.json",
        (_, text) ->
            text.replace(
                "\"build\"",
                "\"preinstall\": \"node hook.js\", \"postinstall\": \"node hook.js\", \"prepare\":"
                    + " \"node hook.js\", \"build\""));
    app.put(".npmrc", "ignore-scripts=false\nforeground-scripts=true\n");

    try (Dependencies dependencies = obtain(bench.cache())) {
      assertThat(dependencies.folder().resolve("vite")).isDirectory();
      assertThat(dependencies.folder().resolveSibling("ran")).doesNotExist();
    }
  }

  @Test
  void aLockThatDoesNotFitIsMadeToFitInTheCopy() {
    app.compute("package.json", (_, text) -> text.replace("8.3.8", "8.3.7"));
    for (String time : List.of("first", "again")) {
      try (Dependencies dependencies = obtain(bench.cache())) {
        assertThat(dependencies.folder().resolve("vite/package.json"))
            .as(time)
            .content()
            .contains("\"version\": \"8.3.7\"");
        assertThat(dependencies.adaptations())
            .extracting(Detection.Adaptation::id)
            .containsExactly("stale-lock");
      }
    }
  }

  @Test
  void whatALockOfAnotherSystemLeavesOutIsBroughtToo() throws IOException {
    var lock = (ObjectNode) Json.mapper().readTree(app.get("package-lock.json"));
    var packages = (ObjectNode) lock.path("packages");
    packages.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> name.startsWith("node_modules/@rolldown/binding-"))
        .filter(name -> !name.endsWith("-darwin-arm64"))
        .toList()
        .forEach(packages::remove);
    app.put("package-lock.json", Json.write(lock));
    try (Dependencies dependencies = obtain(bench.cache())) {
      try (var bindings = Files.list(dependencies.folder().resolve("@rolldown"))) {
        assertThat(bindings.map(path -> path.getFileName().toString()))
            .anyMatch(name -> name.startsWith("binding-linux-"))
            .noneMatch(name -> name.contains("darwin"));
      }
      assertThat(dependencies.adaptations())
          .extracting(Detection.Adaptation::id)
          .containsExactly("other-systems-lock");
    }
  }

  @Test
  void aRegistryThatOnlyTheBuilderReachesIsReplacedByThePublicOne() {
    app.compute(
        "package-lock.json",
        (_, text) ->
            text.replaceFirst(
                "(node_modules/nanoid\": \\{\\s*\"version\": \"([^\"]+)\",)",
                "$1 \"resolved\": \"https://europe-west4-npm.pkg.dev/lovable-core-prod/"
                    + "sandbox-npm-cache/nanoid/-/nanoid-$2.tgz\","));
    assertThat(app.get("package-lock.json")).contains("npm.pkg.dev");
    try (Dependencies dependencies = obtain(bench.cache())) {
      assertThat(dependencies.folder().resolve("vite")).isDirectory();
      assertThat(dependencies.adaptations())
          .extracting(Detection.Adaptation::id)
          .containsExactly("lock-registry");
    }
  }

  @Test
  void aPackageFromGitIsRefusedAlsoWithoutALock() {
    app.compute(
        "package.json", (_, text) -> text.replace("\"8.3.8\"", "\"8.3.8\", \"a\": \"b/c#main\""));
    assertThat(code()).isEqualTo("build.git-package");
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @CsvSource({
    ".npmrc, registry=https://packages.example/npm/",
    ".npmrc, ' registry = \"https://me:hunter2@packages.example/\"'",
    ".npmrc, @ours:registry=https://me:hunter2@packages.example/",
    ".npmrc, @ours:registry=${OURS}",
    ".npmrc, registry=${OURS}",
    ".yarnrc, 'registry \"https://packages.example/\"'",
    ".yarnrc.yml, 'npmRegistryServer: \"https://packages.example/\"'",
    ".yarnrc.yml, '    npmRegistryServer: https://packages.example/'",
    "bunfig.toml, 'registry = \"https://packages.example/\"'",
    "bunfig.toml, 'ours = { token = \"$T\", url = \"https://packages.example/\" }'",
  })
  void aRegistryThatIsNotAskedStopsTheBuild(String file, String line) {
    app.put(file, "# ours\n" + line + "\n");
    FreeholdException refused =
        catchThrowableOfType(FreeholdException.class, () -> obtain(bench.cache()));
    assertThat(refused.code()).isEqualTo("build.other-registry");
    assertThat(refused).hasMessageStartingWith(file + " takes packages from ");
    assertThat(refused.getMessage() + refused.remedy()).doesNotContain("hunter2");
    assertThat(refused.remedy()).endsWith("freehold app set with=public-registry");
  }

  @ParameterizedTest
  @CsvSource({
    ".npmrc, registry=https://registry.npmjs.org",
    ".npmrc, ; registry=https://packages.example/",
    ".npmrc, '@ours:registry=https://packages.example/'",
    ".npmrc, registry=https://europe-west4-npm.pkg.dev/lovable-core-prod/sandbox-npm-cache/",
    ".yarnrc, 'registry \"https://registry.yarnpkg.com\"'",
    "bunfig.toml, '# registry = \"https://packages.example/\"'",
    "package-lock.json.txt, registry=https://packages.example/",
  })
  void oneThatHasTheSamePackagesDoesNot(String file, String line) {
    app.put(file, line + "\n");
    assertThat(install()).isNotNull();
  }

  @Test
  void theOwnerMaySayThatAllPackagesArePublic() {
    app.put(".npmrc", "registry=https://packages.example/\n");
    var agreed = new Overrides(Map.of("with", "public-registry"));
    Detection detection = new Detector().detect(bench.tree(app), agreed);
    assertThat(
            new PackageInstall(
                bench.tree(app), detection, bench.toolchains().find(), Optional.empty()))
        .isNotNull();
  }

  @Test
  void thisMachinesOwnRegistryIsAsked() {
    app.put(".npmrc", "registry=http://127.0.0.1:9/npm\n");
    bench.environment.put("NPM_CONFIG_REGISTRY", "http://127.0.0.1:9/npm/");
    assertThat(install()).isNotNull();
  }

  @Test
  void aPackageWithOtherContentsIsRefused() {
    app.compute(
        "package-lock.json",
        (_, text) ->
            text.replaceFirst(
                "(node_modules/nanoid\"[^}]*?\"integrity\": \"sha512-)....", "$1AAAA"));

    assertThat(code()).isEqualTo("build.integrity");
    assertNothingIsLeft();
  }

  @Test
  void anUnreachableRegistryIsNoFaultOfTheUser() {
    bench = new BuildBench(fresh);
    bench.environment.put("NPM_CONFIG_REGISTRY", "http://127.0.0.1:1/");
    FreeholdException error =
        catchThrowableOfType(FreeholdException.class, () -> obtain(bench.cache()));

    assertThat(error.code()).isEqualTo("build.registry-unreachable");
    assertThat(error)
        .isInstanceOfSatisfying(ProviderError.class, e -> assertThat(e.retryable()).isTrue());
    assertThat(error.getMessage()).contains("ECONNREFUSED");
    assertNothingIsLeft();
  }

  @Test
  void aCancelledInstallLeavesNothing() {
    var listener =
        new BuildListener() {
          @Override
          public void line(String line) {}

          @Override
          public void phase(String name) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    FreeholdException error =
        catchThrowableOfType(
            FreeholdException.class, () -> bench.cache().obtain(install(), sandbox(), listener));

    assertThat(error.code()).isEqualTo("process.cancelled");
    assertNothingIsLeft();
  }

  @Test
  void aPackageThatIsNotThereShowsNpmsWordsFirst() {
    app.put(
        "package.json",
        "{\"name\":\"a\",\"version\":\"1.0.0\",\"dependencies\":{\"x\":\"file:x.tgz\"}}");
    app.put(
        "package-lock.json",
        """
        {"name":"a","version":"1.0.0","lockfileVersion":3,"packages":{
          "":{"name":"a","version":"1.0.0","dependencies":{"x":"file:x.tgz"}},
          "node_modules/x":{"version":"1.0.0","resolved":"file:x.tgz"}}}
        """);
    FreeholdException error =
        catchThrowableOfType(FreeholdException.class, () -> obtain(bench.cache()));

    assertThat(error.code()).isEqualTo("build.install-failed");
    assertThat(error.getMessage().lines().findFirst().orElseThrow()).contains("ENOENT");
  }

  @Test
  void aPackageFromGitIsRefusedBecauseItsScriptsWouldRun() {
    app.compute(
        "package-lock.json",
        (_, text) ->
            text.replaceFirst(
                "\"node_modules/nanoid\": \\{",
                "\"node_modules/nanoid\": {\"resolved\":"
                    + " \"git+ssh://git@host.example/a/b.git#1\","));

    assertThat(code()).isEqualTo("build.git-package");
  }

  @Test
  void aLockThatIsNotJsonHasACode() {
    app.put("package-lock.json", "{ <<<<<<< HEAD");

    assertThat(code()).isEqualTo("build.lock-unreadable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "src/main.js"})
  void otherFilesDoNotChangeTheKey(String file) {
    String before = install().key();
    app.put(file, "changed");

    assertThat(install().key()).isEqualTo(before);
  }

  @Test
  void theKeyFollowsLockManifestAndLayoutSettings() {
    var keys = new ArrayList<String>();
    keys.add(install().key());
    app.compute("package-lock.json", (_, text) -> text + "\n");
    keys.add(install().key());
    app.compute("package.json", (_, text) -> text.replace("8.3.8", "8.3.7"));
    keys.add(install().key());
    app.put(".npmrc", "legacy-peer-deps=true\n");
    keys.add(install().key());
    // else what is said of one app's install would be missing, or untrue, for another's
    app.put(".npmrc", "legacy-peer-deps=true\nomit=dev\n");
    keys.add(install().key());

    assertThat(keys).doesNotHaveDuplicates();

    app.put(".npmrc", "legacy-peer-deps=true\n//host.example/:_authToken=${TOKEN}\n");
    assertThat(install().key()).as("as without the token").isEqualTo(keys.get(keys.size() - 2));
  }

  @Test
  void pruningDeletesWhatWasNotUsedForLongestAndNeverWhatIsInUse() throws IOException {
    Path old = entry("old", "2026-01-01T00:00:00Z");
    Path recent = entry("recent", "2026-06-01T00:00:00Z");
    var clock = Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC);
    var cache = new DependencyCache(bench.home, bench.runner, clock);
    var install = install();
    Path used = entry(install.key(), "2025-01-01T00:00:00Z");

    try (Dependencies inUse = cache.obtain(install, sandbox(), bench.listener)) {
      assertThat(inUse.tree().getParent()).isEqualTo(used);
      assertThat(cache.prune(150)).isEqualTo(100);
      assertThat(used).isDirectory();
      assertThat(recent).isDirectory();
      assertThat(old).doesNotExist();
    }
    assertThat(cache.prune(0)).isEqualTo(200);
    assertThat(bench.home.work()).isEmptyDirectory();
  }

  private Path entry(String key, String used) throws IOException {
    Path entry = bench.home.cache().resolve("dependencies").resolve(key);
    String stored = "{\"places\":[],\"adaptations\":[]}";
    Files.createDirectories(entry.resolve("tree/node_modules"));
    Files.writeString(entry.resolve("stored.json"), stored);
    Files.write(entry.resolve("tree/node_modules/file"), new byte[100 - stored.length()]);
    Files.setLastModifiedTime(entry, FileTime.from(Instant.parse(used)));
    return entry;
  }

  private String code() {
    return catchThrowableOfType(FreeholdException.class, () -> obtain(bench.cache())).code();
  }

  @Test
  void aNewestReleaseThatIsIncompleteIsPassedOver() throws IOException {
    try (var registry = new TinyRegistry()) {
      registry.release("greeting", "1.0.0", "2020-01-01T00:00:00.000Z", "{}");
      registry.release(
          "greeting", "1.1.0", Instant.now().toString(), "{\"not-published-yet\":\"^1.0.0\"}");
      bench.environment.put("NPM_CONFIG_REGISTRY", registry.address());
      app.remove("package-lock.json");
      app.put("package.json", "{\"dependencies\":{\"greeting\":\"^1.0.0\"}}");
      var install =
          new PackageInstall(
              bench.tree(app), withoutLock(), bench.toolchains().find(), Optional.empty());

      try (Dependencies installed = bench.cache().obtain(install, sandbox(), bench.listener)) {
        assertThat(installed.folder().resolve("greeting/package.json"))
            .content()
            .contains("\"1.0.0\"");
        assertThat(installed.adaptations())
            .extracting(Detection.Adaptation::id)
            .containsExactly("older-releases");
      }
    }
  }

  private static Detection withoutLock() {
    return new Detector()
        .detect(
            MemoryTree.of(
                "index.html",
                "<script type=\"module\" src=\"/src/main.js\"></script>",
                "package.json",
                "{\"scripts\":{\"build\":\"vite build\"},\"devDependencies\":{\"vite\":\"8\"}}"),
            Overrides.NONE);
  }

  private Dependencies obtain(DependencyCache cache) {
    return cache.obtain(install(), sandbox(), bench.listener);
  }

  private Sandbox sandbox() {
    return bench.sandboxes().choose(false);
  }

  private PackageInstall install() {
    return new PackageInstall(
        bench.tree(app),
        BuildBench.vite("vite build"),
        bench.toolchains().find(),
        Optional.empty());
  }

  private void assertNothingIsLeft() {
    Path dependencies = bench.home.cache().resolve("dependencies");
    if (Files.exists(dependencies)) {
      assertThat(dependencies).isEmptyDirectory();
    }
    assertThat(bench.home.work()).isEmptyDirectory();
  }
}
