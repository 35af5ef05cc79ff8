package dev.freehold.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.file.Unpacker.Source;
import dev.freehold.file.Unpacker.Unpacked;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeavingOutTest extends RulesFixture {
  private static final String BUILDS = "{\"scripts\":{\"build\":\"vite build\"}}";

  /** Paths, with the package.json's text where there is one. */
  private Unpacked unpack(String packageJson, String... paths) throws Exception {
    var tar = new RawTar();
    for (String path : paths) {
      tar.file(path, path.endsWith("package.json") ? packageJson : "x");
    }
    return unpacking.unpack(tar.bytes());
  }

  private static List<String> paths(Unpacked unpacked) {
    return unpacked.files().stream().map(FileRecord::path).toList();
  }

  private static List<String> onDisk(Unpacked unpacked) {
    return DirectoryTree.of(unpacked.root()).entries().stream().map(FileTree.Entry::path).toList();
  }

  private static List<String> leftOut(Unpacked unpacked) {
    return unpacked.leftOut().stream().map(LeftOut::path).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "node_modules/react/index.js, node_modules",
    "packages/ui/node_modules/a/b.js, packages/ui/node_modules",
    "node_modules/a/aux.js, node_modules",
    "node_modules/a/.git/config, node_modules",
    ".next/cache/x, .next",
    ".output/server/index.mjs, .output",
    ".vite/deps/x, .vite",
    "web/.turbo/x, web/.turbo",
    ".cache/x, .cache",
    "__pycache__/a.bin, __pycache__",
    "backend/a.pyc, backend/a.pyc",
    "tsconfig.app.tsbuildinfo, tsconfig.app.tsbuildinfo",
    ".DS_Store, .DS_Store",
    "src/.DS_Store, src/.DS_Store",
    "__MACOSX/._index.html, __MACOSX",
    "src/._App.tsx, src/._App.tsx",
  })
  void noiseIsLeftOutAnywhere(String path, String named) throws Exception {
    var unpacked = unpack(BUILDS, "index.html", path);
    assertThat(paths(unpacked)).containsExactly("index.html");
    assertThat(onDisk(unpacked)).containsExactly("index.html");
    assertThat(leftOut(unpacked)).containsExactly(named);
  }

  @Test
  void aFolderIsNamedOnceWithTheNumberOfItsFiles() throws Exception {
    var unpacked =
        unpack(BUILDS, "index.html", "node_modules/a", "node_modules/b/c", ".vite/x", ".DS_Store");
    assertThat(unpacked.leftOut())
        .containsExactly(
            new LeftOut(".DS_Store", "macOS metadata"),
            new LeftOut(".vite", "a cache that tools make again (1 file)"),
            new LeftOut(
                "node_modules", "installed packages, which the lock file brings back (2 files)"));
  }

  @Test
  void linksInInstalledPackagesAreLeftOutWithThem() throws Exception {
    byte[] tar =
        new RawTar()
            .file("index.html", "x")
            .type("node_modules/.bin/vite", '2')
            .type("packages/node_modules", '2')
            .bytes();
    var unpacked = unpacking.unpack(tar);
    assertThat(paths(unpacked)).containsExactly("index.html");
    assertThat(leftOut(unpacked)).containsExactly("node_modules", "packages/node_modules");
  }

  @Test
  void theListOfWhatIsLeftOutStaysShort() throws Exception {
    var tar = new RawTar().file("index.html", "x");
    for (int i = 0; i < 1_000; i++) {
      tar.file("f" + i + "/.DS_Store", "");
    }
    var unpacked = unpacking.unpack(tar.bytes());
    assertThat(unpacked.leftOut()).hasSize(201);
    assertThat(unpacked.leftOut().getLast().reason())
        .isEqualTo("and 800 more, for the same reasons");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dist", "build"})
  void outputBesideAPackageThatBuildsIsLeftOut(String name) throws Exception {
    var unpacked =
        unpack(BUILDS, "package.json", name + "/index.html", name + "/package.json", "src/a.ts");
    assertThat(paths(unpacked)).containsExactly("package.json", "src/a.ts");
    assertThat(onDisk(unpacked)).containsExactly("package.json", "src/a.ts");
    assertThat(unpacked.leftOut())
        .containsExactly(
            new LeftOut(name, "output of a build, which Freehold makes again (2 files)"));
  }

  @Test
  void outputOfEveryAppInARepositoryIsLeftOut() throws Exception {
    var unpacked =
        unpack(
            BUILDS,
            "a/package.json",
            "a/dist/x",
            "b/package.json",
            "b/build/x",
            "c/dist/x",
            "package.json");
    assertThat(paths(unpacked))
        .containsExactly("a/package.json", "b/package.json", "c/dist/x", "package.json");
  }

  @Test
  void aPlainSiteKeepsItsDist() throws Exception {
    var unpacked = unpack(BUILDS, "README.md", "dist/index.html", "build/a.html", "public/x.png");
    assertThat(paths(unpacked))
        .containsExactly("README.md", "build/a.html", "dist/index.html", "public/x.png");
    assertThat(unpacked.leftOut()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "no json",
        "[]",
        "{\"scripts\":{\"start\":\"serve dist\"}}",
        "{\"scripts\":7}",
        "{\"scripts\":{\"build\":\"node dist/make.js\"}}",
        "{\"scripts\":{\"build\":\"tsc\",\"build:x\":\"bash ./dist/x.sh --all\"}}"
      })
  void outputThatCantBeMadeAgainIsKept(String packageJson) throws Exception {
    var unpacked = unpack(packageJson, "package.json", "dist/make.js");
    assertThat(paths(unpacked)).containsExactly("dist/make.js", "package.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"scripts\":{\"build\":\"vite build && node scripts/build/sitemap.js\"}}",
        "{\"scripts\":{\"build\":\"vite build --outDir dist/\"}}",
        "{\"scripts\":{\"build:web\":\"expo export\"}}"
      })
  void outputThatCanBeMadeAgainIsLeftOut(String packageJson) throws Exception {
    assertThat(paths(unpack(packageJson, "package.json", "dist/make.js", "build/x.js")))
        .containsExactly("package.json");
  }

  @Test
  void sourceFoldersWithSuchNamesAreKept() throws Exception {
    String[] paths = {
      "coverage/index.html",
      "out/page.html",
      "package.json",
      "src/build/index.ts",
      "src/coverage/lcov.info",
      "src/dist/a.ts",
      "src/test-results/x.tsx"
    };
    assertThat(paths(unpack(BUILDS, paths))).containsExactly(paths);
  }

  @Test
  void resultsOfTestsAreLeftOut() throws Exception {
    var unpacked =
        unpack(
            BUILDS,
            "package.json",
            "coverage/lcov-report/index.html",
            "coverage/x.html",
            "test-results/.last-run.json",
            "playwright-report/index.html");
    assertThat(paths(unpacked)).containsExactly("package.json");
    assertThat(leftOut(unpacked)).containsExactly("coverage", "playwright-report", "test-results");
  }

  @Test
  void nextsStaticOutputIsLeftOut() throws Exception {
    String next = "{\"scripts\":{\"build\":\"next build\"}}";
    assertThat(paths(unpack(next, "package.json", "out/index.html")))
        .containsExactly("package.json");
  }

  @Test
  void emptyFilesAreKeptAndEmptyFoldersAreNot() throws Exception {
    var unpacked =
        unpacking.unpack(new RawTar().file("empty", "").file("b", "x").type("none/", '5').bytes());
    assertThat(paths(unpacked)).containsExactly("b", "empty");
    assertThat(unpacked.root().resolve("empty")).isEmptyFile();
    assertThat(unpacked.root().resolve("none")).doesNotExist();
  }

  @Test
  void theFolderAroundEverythingIsTakenOff() throws Exception {
    var unpacked = unpack(BUILDS, "my-app-main/package.json", "my-app-main/src/a.ts");
    assertThat(unpacked.strippedRoot()).isEqualTo("my-app-main");
    assertThat(paths(unpacked)).containsExactly("package.json", "src/a.ts");
    assertThat(onDisk(unpacked)).containsExactly("package.json", "src/a.ts");
  }

  @Test
  void macOsJunkBesideItDoesNotKeepIt() throws Exception {
    var unpacked =
        unpack(BUILDS, "app one/index.html", "__MACOSX/app one/._index.html", ".DS_Store");
    assertThat(unpacked.strippedRoot()).isEqualTo("app one");
    assertThat(paths(unpacked)).containsExactly("index.html");
  }

  @Test
  void twoFoldersAroundEverythingAreTakenOff() throws Exception {
    var unpacked = unpack(BUILDS, "x/y/index.html", "x/y/z/a.js");
    assertThat(unpacked.strippedRoot()).isEqualTo("x/y");
    assertThat(paths(unpacked)).containsExactly("index.html", "z/a.js");
  }

  @ParameterizedTest
  @ValueSource(strings = {"src", "public", "supabase", "frontend", ".github"})
  void aFolderWithAMeaningIsNotTakenOff(String name) throws Exception {
    var unpacked = unpack(BUILDS, name + "/a/b.ts");
    assertThat(unpacked.strippedRoot()).isNull();
    assertThat(paths(unpacked)).containsExactly(name + "/a/b.ts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"frontend/package.json", "dist/index.html", "public/index.html"})
  void aFolderThatIsTheAppIsTakenOffWhateverItsName(String path) throws Exception {
    assertThat(unpack(BUILDS, path).strippedRoot()).isNotNull();
  }

  @Test
  void nothingIsTakenOffBesideAnotherFile() throws Exception {
    assertThat(unpack(BUILDS, "package.json", "app/x").strippedRoot()).isNull();
    assertThat(unpack(BUILDS, "a/x", "b/x").strippedRoot()).isNull();
  }

  @Test
  void nothingIsTakenOffAFolder() throws Exception {
    byte[] tar = new RawTar().file("inner/package.json", "{}").bytes();
    assertThat(unpacking.unpack(tar, Source.FOLDER).strippedRoot()).isNull();
  }
}
