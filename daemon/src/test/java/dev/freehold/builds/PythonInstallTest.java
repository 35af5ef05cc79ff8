package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.base.FreeholdException;
import dev.freehold.detect.Detection.Python;
import dev.freehold.detect.python.PythonRange;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real pip, and an index of real packages. */
class PythonInstallTest {
  @TempDir static Path temporary;
  private static Optional<PackageIndex> index = Optional.empty();

  private BuildBench bench;

  @BeforeAll
  static void serve() throws IOException {
    index = PackageIndex.ofDebian();
  }

  @AfterAll
  static void stop() {
    index.ifPresent(PackageIndex::close);
  }

  @BeforeEach
  void newBench() {
    bench = new BuildBench(temporary);
    index.ifPresent(i -> bench.environment.putAll(i.variables()));
  }

  @Test
  void wheelsAreInstalledAndCompiledForTheirPlace() throws IOException {
    try (Dependencies packages = obtain("click>=8.1\n-r more.txt\n", "h11>=0.14\n")) {
      String version = bench.pythons().find(PythonRange.ANY).version();
      assertThat(packages.own()).isEqualTo("python" + version + "/site-packages");
      assertThat(packages.folder().resolve("h11/__init__.py")).isRegularFile();
      try (var compiled = Files.list(packages.folder().resolve("click/__pycache__"))) {
        assertThat(compiled).isNotEmpty();
      }
    }
    assertThat(bench.home.work()).isEmptyDirectory();
  }

  @Test
  void packagesThatAreOnlyNamedAreInstalledBesideThoseOfTheFile() {
    var tree =
        bench.tree(
            Map.of(
                "requirements.txt", "click>=8.1\n",
                "notes.txt", "./run.sh\n-e and so on\n",
                "pyproject.toml", ""));
    for (String file : List.of("requirements.txt", "pyproject.toml")) {
      var server =
          new Python(
              "", file, List.of("h11>=0.14"), List.of(), List.of(), List.of(), PythonRange.ANY);
      try (Dependencies packages = obtain(tree, server)) {
        assertThat(packages.folder().resolve("h11/__init__.py")).isRegularFile();
        assertThat(Files.exists(packages.folder().resolve("click/__init__.py")))
            .isEqualTo(server.isRead());
      }
    }
  }

  private static String line(String name) {
    var locked = index.orElseThrow().locked(name);
    return name + "==" + locked.version() + " --hash=" + locked.hash();
  }

  private Dependencies locked(List<String> lines, String... packages) {
    return obtain(
        bench.tree(Map.of("uv.lock", "")),
        new Python("", "uv.lock", List.of(packages), lines, List.of(), List.of(), PythonRange.ANY));
  }

  @Test
  void ofALockFileExactlyWhatItNamesIsInstalled() {
    var lines =
        List.of(
            line("itsdangerous"),
            "colorama==99 ; sys_platform == 'win32' --hash=sha256:" + "0".repeat(64));
    try (Dependencies packages = locked(lines)) {
      assertThat(packages.folder().resolve("itsdangerous/__init__.py")).isRegularFile();
      assertThat(packages.folder().resolve("colorama")).doesNotExist();
    }
    // what it needs in its turn is the lock file's to say
    try (Dependencies packages = locked(List.of(line("jinja2")))) {
      assertThat(packages.folder().resolve("jinja2/__init__.py")).isRegularFile();
      assertThat(packages.folder().resolve("markupsafe")).doesNotExist();
    }
  }

  @Test
  void aServerBesideALockFileTakesTheVersionsOfTheLock() throws IOException {
    var packages = index.orElseThrow();
    packages.offer("greeter", "1.0");
    String older = line("greeter");
    packages.offer("greeter", "2.0");
    packages.offer("greeter-server", "5.0", "greeter>=1");
    try (Dependencies installed = locked(List.of(older), "greeter-server")) {
      assertThat(installed.folder().resolve("greeter_server.py")).isRegularFile();
      assertThat(installed.folder().resolve("greeter.py")).content().contains("'1.0'");
      assertThat(installed.folder().resolve("greeter-2.0.dist-info")).doesNotExist();
    }
    try (Dependencies installed = locked(List.of(), "greeter-server")) {
      assertThat(installed.folder().resolve("greeter.py")).content().contains("'2.0'");
    }
  }

  @Test
  void aPackageThatIsNotTheLocksIsNotInstalled() {
    var locked = index.orElseThrow().locked("idna");
    var refused =
        catchThrowableOfType(
            FreeholdException.class,
            () ->
                locked(List.of("idna==" + locked.version() + " --hash=sha256:" + "0".repeat(64)))
                    .close());
    assertThat(refused.code()).isEqualTo("build.integrity");
    assertThat(refused).hasMessageContaining("A package is not the one that uv.lock names");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x @ git+https://a/b | '' | build.python-source | from its sources (x @ git",
        "lib @ file:../lib | '' | build.python-source | (lib @ file:../lib)",
        "far @ https://example.com/far-1.tar.gz | '' | build.python-source | from its sources",
        "--extra-index-url https://example.com/simple | '' | build.package-index | without a lock",
        "'' | lib @ file:packages/lib ; python_version > '3' | build.python-source | uv.lock names",
        "'' | --extra-index-url https://a:b@example.com/simple | build.package-index | uv.lock",
        "'' | --extra-index-url ../wheels | build.package-index | without a password",
      })
  void refusesOfOtherManagersToo(String named, String locked, String code, String told) {
    var server =
        new Python(
            "",
            locked.isEmpty() ? "pyproject.toml" : "uv.lock",
            named.isEmpty() ? List.of() : List.of(named),
            locked.isEmpty() ? List.of() : List.of(locked),
            List.of(),
            List.of(),
            PythonRange.ANY);
    var refused =
        catchThrowableOfType(
            FreeholdException.class, () -> obtain(bench.tree(Map.of()), server).close());
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused).hasMessageContaining(told).hasMessageNotContaining("a:b");
  }

  @Test
  void whatIsInstalledOnceIsThereWithoutTheIndex() {
    obtain("idna>=3.3\n", "").close();
    bench.environment.put("PIP_INDEX_URL", "http://127.0.0.1:1/simple/");
    obtain("idna>=3.3\n", "").close();
    assertThat(bench.listener.lines).contains("The packages are installed already.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-e . | build.python-source | would have to be built",
        "thing @ git+https://github.com/someone/thing | build.python-source | built from its",
        "./local | build.python-source | ./local",
        "https://example.com/thing-1.0.tar.gz | build.python-source | thing-1.0.tar.gz",
        "thing @ https://example.com/thing.zip ; python_version > '3' | build.python-source |"
            + " thing",
        "--extra-index-url https://user:secret@example.com/simple | build.package-index | address",
        "no-such-package-anywhere==1.0 | build.install-failed | no-such-package-anywhere",
        "emergentintegrations>=0.1.0 | build.install-failed | emergentintegrations",
      })
  void refuses(String line, String code, String told) {
    var refused =
        catchThrowableOfType(
            FreeholdException.class, () -> obtain("click>=8.1\n" + line + "\n", "").close());
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused).hasMessageContaining(told).hasMessageNotContaining("secret");
    if (line.startsWith("emergent")) {
      assertThat(refused.remedy()).contains("Emergent's own package index");
    }
    assertThat(bench.home.work()).isEmptyDirectory();
  }

  @Test
  void anIndexThatDoesNotAnswerIsNotThePackagesFault() {
    bench.environment.put("PIP_INDEX_URL", "http://127.0.0.1:1/simple/");
    bench.environment.put("PIP_RETRIES", "0");
    var refused =
        catchThrowableOfType(FreeholdException.class, () -> obtain("sniffio>=1.2\n", "").close());
    assertThat(refused.code()).isEqualTo("build.registry-unreachable");
  }

  @Test
  void aMachineWithoutTheVersionIsToldWhatToInstall() {
    var missing = catchThrowableOfType(FreeholdException.class, () -> bench.pythons().find("3.2"));
    assertThat(missing.code()).isEqualTo("build.python-missing");
    assertThat(missing).hasMessageContaining("Python 3.2 is not installed");
  }

  @Test
  void ofPipsSettingsOnlyWhatHoldsNoPasswordIsUsed() throws IOException {
    Path wheels = Files.createDirectories(temporary.resolve("wheels/files"));
    bench.environment.put("PIP_INDEX_URL", "https://user:secret@example.com/simple");
    bench.environment.put("PIP_EXTRA_INDEX_URL", "https://example.org/simple file://" + wheels);
    bench.environment.put("PIP_FIND_LINKS", "/no/such/folder");
    var pythons = bench.pythons();

    var settings = pythons.settings(pythons.find(PythonRange.ANY));

    assertThat(settings.variables())
        .doesNotContainKeys("PIP_INDEX_URL", "PIP_FIND_LINKS")
        .containsEntry("PIP_EXTRA_INDEX_URL", "https://example.org/simple file://" + wheels);
    assertThat(settings.folders()).contains(wheels.getParent());
  }

  private Dependencies obtain(String requirements, String more) {
    var tree =
        bench.tree(Map.of("backend/requirements.txt", requirements, "backend/more.txt", more));
    var server =
        new Python(
            "backend",
            "backend/requirements.txt",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            PythonRange.ANY);
    return obtain(tree, server);
  }

  private Dependencies obtain(FileTree tree, Python server) {
    return bench
        .cache()
        .obtain(
            new PythonInstall(tree, server, bench.pythons(), Map.of()),
            bench.sandboxes().choose(false),
            bench.listener);
  }
}
