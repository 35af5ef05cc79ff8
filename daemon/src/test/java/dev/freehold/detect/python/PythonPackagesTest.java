package dev.freehold.detect.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonPackagesTest {
  private static final String A = "sha256:" + "a".repeat(64);
  private static final String B = "sha256:" + "b".repeat(64);

  private static PythonPackages of(String file, Map<String, String> texts) {
    return PythonPackages.of(file, name -> Optional.ofNullable(texts.get(name)));
  }

  private static PythonPackages project(String text) {
    return of("pyproject.toml", Map.of("pyproject.toml", text));
  }

  private static PythonPackages locked(String project, String lockFile, String lock) {
    return of("pyproject.toml", Map.of("pyproject.toml", project, lockFile, lock));
  }

  @Test
  void whatPoetryAsksForIsAskedOfPip() {
    var packages =
        project(
            """
            [tool.poetry]
            package-mode = false
            [tool.poetry.dependencies]
            python = "^3.11"
            Flask = "^3.0"
            gunicorn = { version = "~23.0", markers = "sys_platform != 'win32'" }
            fastapi = { version = ">=0.115", extras = ["standard", "all"] }
            tomli = { version = "*", python = "<3.11" }
            redis = { version = "^5", optional = true }
            numpy = [
              { version = "^1.26", python = "<3.12" },
              { version = "^2.1", python = ">=3.12" },
            ]
            own = { git = "https://example.com/own.git", rev = "abc" }
            lib = { path = "../lib", develop = true }
            far = { url = "https://example.com/far-1.0.tar.gz" }
            [tool.poetry.group.dev.dependencies]
            pytest = "^8"
            """);
    assertThat(packages.requirements())
        .containsExactly(
            "Flask>=3.0,<4",
            "gunicorn>=23.0,<23.1 ; sys_platform != 'win32'",
            "fastapi[all,standard]>=0.115",
            "tomli ; python_version < \"3.11\"",
            "numpy>=1.26,<2 ; python_version < \"3.12\"",
            "numpy>=2.1,<3 ; python_version >= \"3.12\"",
            "own @ git+https://example.com/own.git",
            "lib @ file:../lib",
            "far @ https://example.com/far-1.0.tar.gz");
    assertThat(packages.lockFile()).isEmpty();
    assertThat(packages.locked()).isEmpty();
    assertThat(packages.flaw()).isEmpty();
  }

  @Test
  void poetryAndUvMaySayWhereAPackageOfTheProjectIsToBeHad() {
    assertThat(
            project(
                    """
                    [project]
                    dependencies = ["flask (>=3.1,<4.0)", "own", "shared", "--pre"]
                    [tool.poetry.dependencies]
                    own = { git = "https://example.com/own.git" }
                    flask = { source = "PyPI" }
                    other = "^1"
                    [[tool.poetry.source]]
                    name = "PyPI"
                    priority = "primary"
                    [tool.uv.sources]
                    shared = { workspace = true }
                    absent = { path = "x" }
                    flask = { index = "mirror" }
                    [[tool.uv.index]]
                    name = "mirror"
                    url = "https://packages.example.com/simple"
                    [[tool.uv.index]]
                    url = "https://pypi.org/simple"
                    default = true
                    """)
                .requirements())
        .containsExactly(
            "--extra-index-url https://packages.example.com/simple",
            "flask (>=3.1,<4.0)",
            "own @ git+https://example.com/own.git",
            "shared @ file:its workspace");
  }

  @Test
  void aPipfileIsAskedOfPip() {
    var packages =
        of(
            "Pipfile",
            Map.of(
                "Pipfile",
                """
                [[source]]
                url = "https://pypi.org/simple"
                verify_ssl = true
                name = "pypi"
                [[source]]
                url = "https://${USER}:${PASSWORD}@packages.example.com/simple"
                name = "own"
                [packages]
                flask = "*"
                gunicorn = "==23.0.0"
                uvicorn = {extras = ["standard"], version = "~=0.30"}
                pywin32 = {version = "*", sys_platform = "== 'win32'"}
                here = {path = ".", editable = true}
                [dev-packages]
                pytest = "*"
                [requires]
                python_version = "3.11"
                """));
    assertThat(packages.requirements())
        .containsExactly(
            "--extra-index-url https://${USER}:${PASSWORD}@packages.example.com/simple",
            "flask",
            "gunicorn==23.0.0",
            "uvicorn[standard]~=0.30",
            "pywin32 ; sys_platform == 'win32'",
            "here @ file:.");
  }

  @Test
  void whatPipHasNoWordsForIsAFlawUnlessALockDecides() {
    String project = "[tool.poetry.dependencies]\nflask = \"^2.0 || ^3.0\"\n";
    assertThat(project(project).flaw()).isEqualTo("pip has no words for flask = \"^2.0 || ^3.0\"");
    var locked =
        locked(
            project,
            "poetry.lock",
            "[[package]]\nname = \"flask\"\nversion = \"3.1.0\"\nfiles = [{hash = \"" + A + "\"}]");
    assertThat(locked.flaw()).isEmpty();
    assertThat(locked.locked()).containsExactly("flask==3.1.0 --hash=" + A);
  }

  private static final String UV_PROJECT =
      "[project]\nname = \"shop\"\ndependencies = [\"fastapi[standard]>=0.115\", \"numpy\"]\n";

  private static final String UV =
      """
      version = 1
      revision = 3
      requires-python = ">=3.11"

      [[package]]
      name = "shop"
      version = "0.1.0"
      source = { virtual = "." }
      dependencies = [
          { name = "fastapi", extra = ["standard"] },
          { name = "numpy", version = "1.26.4", source = { registry = "https://pypi.org/simple" },
      marker = "python_full_version < '3.12'" },
          { name = "numpy", version = "2.2.0", source = { registry = "https://pypi.org/simple" },
      marker = "python_full_version >= '3.12'" },
      ]
      [package.dev-dependencies]
      dev = [{ name = "pytest" }]

      [[package]]
      name = "fastapi"
      version = "0.115.6"
      source = { registry = "https://pypi.org/simple" }
      dependencies = [{ name = "starlette" }]
      sdist = { url = "https://files.pythonhosted.org/f.tar.gz", hash = "A", size = 1 }
      wheels = [{ url = "https://files.pythonhosted.org/f.whl", hash = "B", size = 1 }]
      [package.optional-dependencies]
      standard = [{ name = "uvicorn", extra = ["standard"] }]
      all = [{ name = "orjson" }]

      [[package]]
      name = "starlette"
      version = "0.41.3"
      source = { registry = "https://pypi.org/simple" }
      wheels = [{ url = "https://files.pythonhosted.org/s.whl", hash = "A" }]

      [[package]]
      name = "uvicorn"
      version = "0.34.0"
      source = { registry = "https://packages.example.com/simple" }
      dependencies = [{ name = "click" }]
      wheels = [{ url = "https://files.pythonhosted.org/u.whl", hash = "A" }]
      [package.optional-dependencies]
      standard = [
          { name = "colorama", marker = "sys_platform == 'win32'" },
          { name = "uvloop", marker = "sys_platform != 'win32'" },
      ]

      [[package]]
      name = "click"
      version = "8.1.8"
      source = { registry = "https://pypi.org/simple" }
      dependencies = [{ name = "colorama", marker = "platform_system == 'Windows'" }]
      wheels = [{ url = "https://files.pythonhosted.org/c.whl", hash = "A" }]

      [[package]]
      name = "colorama"
      version = "0.4.6"
      source = { registry = "https://pypi.org/simple" }
      wheels = [{ url = "https://files.pythonhosted.org/co.whl", hash = "A" }]

      [[package]]
      name = "numpy"
      version = "1.26.4"
      source = { registry = "https://pypi.org/simple" }
      wheels = [{ url = "https://files.pythonhosted.org/n1.whl", hash = "A" }]

      [[package]]
      name = "numpy"
      version = "2.2.0"
      source = { registry = "https://pypi.org/simple" }
      wheels = [{ url = "https://files.pythonhosted.org/n2.whl", hash = "B" }]

      [[package]]
      name = "orjson"
      version = "3.10.12"
      source = { registry = "https://pypi.org/simple" }

      [[package]]
      name = "pytest"
      version = "8.3.4"
      source = { registry = "https://pypi.org/simple" }

      [[package]]
      name = "uvloop"
      version = "0.21.0"
      source = { registry = "https://pypi.org/simple" }
      wheels = [{ url = "https://files.pythonhosted.org/ul.whl", hash = "A" }]
      """
          .replace(",\nmarker", ", marker")
          .replace("\"A\"", "\"" + A + "\"")
          .replace("\"B\"", "\"" + B + "\"");

  @Test
  void uvsLockIsWalkedFromTheAppItself() {
    var packages = locked(UV_PROJECT, "uv.lock", UV);
    assertThat(packages.lockFile()).contains("uv.lock");
    assertThat(packages.locked())
        .containsExactly(
            "--extra-index-url https://packages.example.com/simple",
            "click==8.1.8 --hash=" + A,
            "colorama==0.4.6 ; (platform_system == 'Windows') or (sys_platform == 'win32') --hash="
                + A,
            "fastapi==0.115.6 --hash=" + B + " --hash=" + A,
            "numpy==1.26.4 ; python_full_version < '3.12' --hash=" + A,
            "numpy==2.2.0 ; python_full_version >= '3.12' --hash=" + B,
            "starlette==0.41.3 --hash=" + A,
            "uvicorn==0.34.0 --hash=" + A,
            "uvloop==0.21.0 ; sys_platform != 'win32' --hash=" + A);
    assertThat(packages.pins("Uvicorn")).isTrue();
    assertThat(packages.pins("pytest")).isFalse();
    assertThat(packages.pins("orjson")).isFalse();
  }

  private static final String POETRY_1 =
      """
      [[package]]
      name = "click"
      version = "8.1.8"
      optional = false
      python-versions = ">=3.7"
      files = [{file = "click.whl", hash = "A"}, {file = "click.tar.gz", hash = "B"}]
      [package.dependencies]
      colorama = {version = "*", markers = "platform_system == \\"Windows\\""}

      [[package]]
      name = "colorama"
      version = "0.4.6"
      files = [{file = "colorama.whl", hash = "A"}]

      [[package]]
      name = "uvicorn"
      version = "0.34.0"
      files = [{file = "uvicorn.whl", hash = "A"}]
      [package.dependencies]
      click = ">=7.0"
      colorama = {version = ">=0.4", optional = true, markers = "sys_platform == \\"win32\\" and extra == \\"standard\\""}
      httptools = {version = ">=0.6.3", optional = true, markers = "extra == \\"standard\\" or extra == \\"all\\""}
      importlib-metadata = {version = "*", markers = "python_version < \\"3.8\\""}
      wsproto = {version = "*", optional = true, markers = "extra == \\"wsproto\\""}
      [package.extras]
      standard = ["httptools (>=0.6.3)"]

      [[package]]
      name = "httptools"
      version = "0.6.4"
      files = [{file = "httptools.whl", hash = "A"}]

      [[package]]
      name = "wsproto"
      version = "1.2.0"
      files = [{file = "wsproto.whl", hash = "A"}]

      [[package]]
      name = "pytest"
      version = "8.3.4"
      files = [{file = "pytest.whl", hash = "A"}]
      [package.dependencies]
      colorama = {version = "*", markers = "sys_platform == \\"win32\\""}

      [metadata]
      lock-version = "2.0"
      python-versions = "^3.11"
      """
          .replace("\"A\"", "\"" + A + "\"")
          .replace("\"B\"", "\"" + B + "\"");

  private static String poetry(String uvicorn) {
    return "[tool.poetry.dependencies]\npython = \"^3.11\"\nuvicorn = " + uvicorn + "\n";
  }

  @Test
  void theLockOfAnEarlierPoetryIsWalkedFromWhatTheAppNames() {
    var with =
        locked(poetry("{version = \"^0.34\", extras = [\"standard\"]}"), "poetry.lock", POETRY_1);
    assertThat(with.locked())
        .containsExactly(
            "click==8.1.8 --hash=" + A + " --hash=" + B,
            "colorama==0.4.6 ; (platform_system == \"Windows\") or (sys_platform == \"win32\" and"
                + " python_version >= \"0\") --hash="
                + A,
            "httptools==0.6.4 --hash=" + A,
            "uvicorn==0.34.0 --hash=" + A);

    var without = locked(poetry("\"^0.34\""), "poetry.lock", POETRY_1);
    assertThat(without.locked())
        .containsExactly(
            "click==8.1.8 --hash=" + A + " --hash=" + B,
            "colorama==0.4.6 ; platform_system == \"Windows\" --hash=" + A,
            "uvicorn==0.34.0 --hash=" + A);
  }

  @Test
  void beforeThatPoetryHadTheHashesInOnePlace() {
    String lock =
        """
        [[package]]
        name = "Flask"
        version = "2.0.1"
        category = "main"
        [metadata]
        lock-version = "1.1"
        [metadata.files]
        Flask = [{file = "Flask-2.0.1-py3-none-any.whl", hash = "%s"}]
        """
            .formatted(A);
    assertThat(locked("[tool.poetry.dependencies]\nflask = \"^2\"", "poetry.lock", lock).locked())
        .containsExactly("flask==2.0.1 --hash=" + A);
  }

  @Test
  void theLockOfPoetry2SaysOfEachPackageWhomItIsFor() {
    String lock =
        """
        [[package]]
        name = "colorama"
        version = "0.4.6"
        optional = false
        groups = ["main", "dev"]
        markers = {main = "platform_system == \\"Windows\\"", dev = "sys_platform == \\"win32\\""}
        files = [{file = "colorama.whl", hash = "A"}]
        [[package]]
        name = "flask"
        version = "3.1.0"
        optional = false
        groups = ["main"]
        files = [{file = "flask.whl", hash = "B"}]
        [[package]]
        name = "numpy"
        version = "1.26.4"
        optional = false
        groups = ["main"]
        markers = "python_version < \\"3.12\\""
        files = [{file = "numpy.whl", hash = "A"}]
        [[package]]
        name = "numpy"
        version = "2.2.0"
        optional = false
        groups = ["main"]
        markers = "python_version >= \\"3.12\\""
        files = [{file = "numpy.whl", hash = "B"}]
        [package.source]
        type = "legacy"
        url = "https://packages.example.com/simple"
        reference = "own"
        [[package]]
        name = "redis"
        version = "5.2.1"
        optional = true
        groups = ["main"]
        markers = "extra == \\"cache\\""
        files = []
        [[package]]
        name = "pytest"
        version = "8.3.4"
        optional = false
        groups = ["dev"]
        files = []
        [metadata]
        lock-version = "2.1"
        """
            .replace("\"A\"", "\"" + A + "\"")
            .replace("\"B\"", "\"" + B + "\"");
    assertThat(
            locked("[project]\ndependencies = [\"flask\", \"numpy\"]", "poetry.lock", lock)
                .locked())
        .containsExactly(
            "--extra-index-url https://packages.example.com/simple",
            "colorama==0.4.6 ; platform_system == \"Windows\" --hash=" + A,
            "flask==3.1.0 --hash=" + B,
            "numpy==1.26.4 ; python_version < \"3.12\" --hash=" + A,
            "numpy==2.2.0 ; python_version >= \"3.12\" --hash=" + B);
  }

  @Test
  void aPipfilesLockIsAllThatIsInstalled() {
    String lock =
        """
        {"_meta": {"sources": [{"name": "pypi", "url": "https://pypi.org/simple"}]},
         "default": {
           "flask": {"hashes": ["%s", "%s"], "index": "pypi", "version": "==3.1.0",
                     "markers": "python_version >= '3.9'"},
           "own": {"git": "https://example.com/own.git", "ref": "abc"}},
         "develop": {"pytest": {"hashes": ["%s"], "version": "==8.3.4"}}}
        """
            .formatted(A, B, A);
    var packages =
        of("Pipfile", Map.of("Pipfile", "[packages]\nflask = \"*\"\n", "Pipfile.lock", lock));
    assertThat(packages.locked())
        .containsExactly(
            "flask==3.1.0 ; python_version >= '3.9' --hash=" + A + " --hash=" + B,
            "own @ git+https://example.com/own.git");
  }

  @Test
  void whatALockHasFromElsewhereIsNamed() {
    String lock =
        """
        [[package]]
        name = "shop"
        source = { editable = "." }
        dependencies = [{ name = "own" }, { name = "lib" }, { name = "far" }]
        [[package]]
        name = "own"
        version = "1"
        source = { git = "https://example.com/own.git?rev=abc#abc" }
        [[package]]
        name = "lib"
        version = "1"
        source = { editable = "packages/lib" }
        [[package]]
        name = "far"
        version = "1"
        source = { url = "https://example.com/far-1-py3-none-any.whl" }
        wheels = [{ url = "https://example.com/far-1-py3-none-any.whl", hash = "%s" }]
        """
            .formatted(A);
    assertThat(locked("[project]\ndependencies = [\"own\"]", "uv.lock", lock).locked())
        .containsExactly(
            "far @ https://example.com/far-1-py3-none-any.whl --hash=" + A,
            "lib @ file:packages/lib",
            "own @ git+https://example.com/own.git?rev=abc#abc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uv.lock | [[package | uv.lock is not TOML",
        "uv.lock | version = 1 | uv.lock does not have the app itself",
        "uv.lock | [[package]];name = 'x';source = { virtual = '.' }"
            + " | uv.lock has no flask, which pyproject.toml names",
        "poetry.lock | [metadata] | poetry.lock has no flask, which pyproject.toml names",
        "poetry.lock | [[package]];name = 'flask';version = '2';[[package]];name = 'flask';"
            + "version = '3' | poetry.lock has flask in several versions",
      })
  void aLockThatDoesNotFitIsAFlaw(String lockFile, String lock, String flaw) {
    var packages =
        locked(
            "[tool.poetry.dependencies]\nflask = \"^3\"\n"
                + "tomli = {version = \"*\", markers = \"python_version < '3.11'\"}\n",
            lockFile,
            lock.replace(';', '\n'));
    assertThat(packages.flaw()).startsWith(flaw);
    assertThat(packages.requirements()).first().isEqualTo("flask>=3,<4");
    assertThat(packages.locked()).isEmpty();
  }

  @Test
  void aFileThatNamesNothingIsNoApps() {
    assertThat(project("[tool.ruff]\nline-length = 100\n").requirements()).isEmpty();
    assertThat(project("[project\n").requirements()).isEmpty();
  }

  private static final String PDM_PROJECT =
      "[project]\ndependencies = [\"uvicorn[standard]>=0.34\", \"flask\"]\n"
          + "[[tool.pdm.source]]\nname = \"own\"\nurl = \"https://packages.example.com/simple\"\n";

  private static final String PDM =
      """
      [metadata]
      groups = ["default", "test"]
      strategy = ["inherit_metadata"]
      lock_version = "4.5.0"

      [[package]]
      name = "colorama"
      version = "0.4.6"
      groups = ["default", "test"]
      marker = "platform_system == \\"Windows\\""
      files = [{file = "colorama.whl", hash = "A"}]

      [[package]]
      name = "Flask"
      version = "3.1.0"
      groups = ["default"]
      dependencies = ["colorama; platform_system == \\"Windows\\""]
      files = [{file = "flask.whl", hash = "A"}, {file = "flask.tar.gz", hash = "B"}]

      [[package]]
      name = "httptools"
      version = "0.6.4"
      groups = ["default"]
      files = [{url = "https://files.pythonhosted.org/httptools.whl", hash = "B"}]

      [[package]]
      name = "pytest"
      version = "8.3.4"
      groups = ["test"]
      dependencies = ["colorama; sys_platform == \\"win32\\""]
      files = [{file = "pytest.whl", hash = "A"}]

      [[package]]
      name = "uvicorn"
      version = "0.34.0"
      groups = ["default"]
      files = [{file = "uvicorn.whl", hash = "B"}]

      [[package]]
      name = "uvicorn"
      version = "0.34.0"
      extras = ["standard"]
      groups = ["default"]
      dependencies = ["httptools>=0.6.3", "uvicorn==0.34.0"]
      files = [{file = "uvicorn.whl", hash = "B"}]
      """
          .replace("\"A\"", "\"" + A + "\"")
          .replace("\"B\"", "\"" + B + "\"");

  private static final String[] OF_PDM = {
    "--extra-index-url https://packages.example.com/simple",
    "colorama==0.4.6 ; platform_system == \"Windows\" --hash=" + A,
    "flask==3.1.0 --hash=" + A + " --hash=" + B,
    "httptools==0.6.4 --hash=" + B,
    "uvicorn==0.34.0 --hash=" + B
  };

  @Test
  void pdmsLockSaysOfEachPackageWhomItIsFor() {
    var packages = locked(PDM_PROJECT, "pdm.lock", PDM);
    assertThat(packages.flaw()).isEmpty();
    assertThat(packages.lockFile()).contains("pdm.lock");
    assertThat(packages.locked()).containsExactly(OF_PDM);
    assertThat(packages.pins("pytest")).isFalse();
  }

  @Test
  void pdmsLockWithoutGroupsIsWalkedFromWhatTheAppNames() {
    var bare = PDM.replaceAll("(?m)^(?:groups|marker) = .*$", "");
    assertThat(locked(PDM_PROJECT, "pdm.lock", bare).locked()).containsExactly(OF_PDM);
    assertThat(locked("[project]\ndependencies = [\"uvicorn\"]\n", "pdm.lock", bare).locked())
        .containsExactly("uvicorn==0.34.0 --hash=" + B);
  }

  @Test
  void earlierPdmHadTheHashesInOnePlace() {
    String lock =
        """
        [[package]]
        name = "flask"
        version = "2.3.2"
        [metadata]
        lock_version = "4.1"
        [metadata.files]
        "flask 2.3.2" = [{url = "https://files.pythonhosted.org/Flask.whl", hash = "%s"}]
        """
            .formatted(A);
    assertThat(locked("[project]\ndependencies = [\"flask\"]\n", "pdm.lock", lock).locked())
        .containsExactly("flask==2.3.2 --hash=" + A);
  }

  private static final String PYLOCK =
      """
      lock-version = "1.0"
      requires-python = ">=3.11"
      dependency-groups = ["dev", "web"]
      default-groups = ["web"]
      created-by = "uv"

      [[packages]]
      name = "shop"
      directory = { path = ".", editable = true }

      [[packages]]
      name = "Flask"
      version = "3.1.0"
      index = "https://pypi.org/simple"
      sdist = { name = "flask.tar.gz", hashes = { sha256 = "b" } }
      wheels = [{ name = "flask.whl", hashes = { blake2b = "x", sha256 = "a" } }]

      [[packages]]
      name = "own"
      version = "1.0"
      marker = "sys_platform == 'linux'"
      index = "https://packages.example.com/simple"
      [[packages.wheels]]
      name = "own.whl"
      [packages.wheels.hashes]
      sha512 = "c"

      [[packages]]
      name = "pytest"
      version = "8.3.4"
      marker = "'dev' in dependency_groups"

      [[packages]]
      name = "gunicorn"
      version = "23.0.0"
      marker = "python_version >= '3.9' and ('web' in dependency_groups or 'all' in extras)"
      wheels = [{ name = "gunicorn.whl", hashes = { sha256 = "d" } }]

      [[packages]]
      name = "far"
      archive = { url = "https://example.com/far.whl", hashes = { sha256 = "e" } }

      [[packages]]
      name = "made"
      vcs = { type = "git", url = "https://example.com/made.git", commit-id = "abc" }
      """;

  private static final String ASKS_FOR_FLASK = "[project]\ndependencies = [\"flask\"]\n";

  @Test
  void theLockOfAllManagersIsInstalledAsItStands() {
    var packages = locked(ASKS_FOR_FLASK, "pylock.toml", PYLOCK);
    assertThat(packages.flaw()).isEmpty();
    assertThat(packages.lockFile()).contains("pylock.toml");
    assertThat(packages.locked())
        .containsExactly(
            "--extra-index-url https://packages.example.com/simple",
            "far @ https://example.com/far.whl --hash=sha256:e",
            "flask==3.1.0 --hash=sha256:a --hash=sha256:b",
            "gunicorn==23.0.0 ; python_version >= '3.9' and (python_version >= \"0\" or"
                + " python_version < \"0\") --hash=sha256:d",
            "made @ git+https://example.com/made.git",
            "own==1.0 ; sys_platform == 'linux' --hash=sha512:c");
    assertThat(packages.pins("pytest")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "lock-version = \"2.0\" ; pylock.toml says to be of version '2.0', and only 1 is known",
        "packages = [] ; pylock.toml says to be of version '', and only 1 is known",
        "lock-version = \"1.0\" ; pylock.toml has no flask, which pyproject.toml names",
        "lock-version = \"1.0\"|packages = [{name = \"flask\"}]"
            + " ; pylock.toml does not say which version of flask it has"
      })
  void aLockThatIsNotClearIsAFlaw(String lock, String flaw) {
    assertThat(locked(ASKS_FOR_FLASK, "pylock.toml", lock.replace('|', '\n')).flaw())
        .isEqualTo(flaw);
  }

  @Test
  void aLockOfTheManagerItselfCountsBeforeTheOneOfAll() {
    var packages =
        of(
            "pyproject.toml",
            Map.of("pyproject.toml", PDM_PROJECT, "pdm.lock", PDM, "pylock.toml", PYLOCK));
    assertThat(packages.lockFile()).contains("pdm.lock");
  }
}
