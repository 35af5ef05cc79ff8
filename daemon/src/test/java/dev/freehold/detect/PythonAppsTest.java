package dev.freehold.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.app.Overrides;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.python.PythonRange;
import dev.freehold.file.MemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers in Python that are all of an app, and those beside a page that are no FastAPI. */
class PythonAppsTest {
  private static final String MANAGE =
      "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n";

  private static final MemoryTree DJANGO =
      MemoryTree.of(
          "requirements.txt", "Django==5.1\ngunicorn==23.0.0\n",
          "manage.py", MANAGE,
          "shop/__init__.py", "",
          "shop/wsgi.py", "application = get_wsgi_application()",
          "shop/asgi.py", "application = get_asgi_application()",
          "shop/settings.py", "ALLOWED_HOSTS = ['*']\nDEBUG = False\n");

  private static final String PAGE =
      "{\"scripts\":{\"build\":\"craco build\"},\"dependencies\":{\"@craco/craco\":\"7\"}}";

  private static Detection detect(MemoryTree tree) {
    return new Detector().detect(tree, Overrides.NONE);
  }

  private static List<String> command(MemoryTree tree) {
    return detect(tree).serving().services().getFirst().command();
  }

  private static MemoryTree flask(String requirements, String path, String code) {
    return MemoryTree.of(
        "requirements.txt", requirements, path, code, "templates/index.html", "<h1>{{ name }}");
  }

  private static List<String> values(MemoryTree tree, String subject) {
    return detect(tree).conclusions().stream()
        .filter(conclusion -> conclusion.subject().equals(subject))
        .map(Conclusion::value)
        .toList();
  }

  private static String reason(MemoryTree tree, String subject) {
    return detect(tree).conclusions().stream()
        .filter(conclusion -> conclusion.subject().equals(subject))
        .map(Conclusion::reason)
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app.py | app = Flask(__name__) | app:app",
        "main.py | server: Flask = flask.Flask(__name__) | main:server",
        "wsgi.py | from shop import app as application | wsgi:application",
        "wsgi.py | from shop import app | wsgi:app",
        "server.py | import Flask;app = create_app('production') | server:app",
        "shop/__init__.py | x = Flask(__name__) | shop:x",
        "shop/web.py | app = Flask(__name__) | shop.web:app",
        "app.py | def create_app():;  return Flask(__name__) | app:create_app()",
        "shop/__init__.py | def create_app(config=None):;  x = Flask(__name__) | shop:create_app()"
      })
  void aFlaskAppIsFoundWhereItStands(String path, String code, String application) {
    MemoryTree tree = flask("flask>=3\ngunicorn\n", path, code.replace(';', '\n'));
    Detection app = detect(tree);
    assertThat(app.framework()).isEqualTo(Framework.PYTHON_SERVER);
    assertThat(app.buildScript()).contains("true");
    assertThat(app.python())
        .hasValueSatisfying(
            python -> {
              assertThat(python.folder()).isEmpty();
              assertThat(python.requirements()).isEqualTo("requirements.txt");
              assertThat(python.packages()).isEmpty();
            });
    var service = app.serving().services().getFirst();
    assertThat(service.prefix()).isEqualTo("/");
    assertThat(service.healthPath()).isEqualTo("/");
    assertThat(service.command())
        .startsWith("python", "-m", "gunicorn", application)
        .containsSequence("--bind", "127.0.0.1:{port}");
    assertThat(app.adaptations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flask-cors==5 | app.py | app = Flask(__name__) | there is no package.json",
        "flask | app.py | # app = Flask(__name__) | a line such as app = Flask(__name__)",
        "flask | app.py | def f():;  app = Flask(__name__) | a line such as app = Flask(__name__)",
        "flask | app.py | def create_app(config):;  return Flask(__name__) | a line such as",
        "flask | test_app.py | app = Flask(__name__) | a line such as app = Flask(__name__)",
        "flask | app.py | \"\"\";app = Flask(__name__);\"\"\" | a line such as",
        "django | manage.py | print() | manage.py and the wsgi.py of its project",
      })
  void whatIsNoAppIsRefusedWithWhatIsMissing(String names, String path, String code, String why) {
    MemoryTree tree = MemoryTree.of("requirements.txt", names, path, code.replace(';', '\n'));
    assertThat(catchThrowableOfType(UserError.class, () -> detect(tree))).hasMessageContaining(why);
  }

  @Test
  void whatServesItIsWhatTheAppNamesAndOtherwiseAdded() {
    assertThat(command(flask("flask\nwaitress\n", "app.py", "app = Flask(__name__)")))
        .startsWith("python", "-m", "waitress", "--listen=127.0.0.1:{port}")
        .endsWith("app:app");
    assertThat(
            command(
                flask("flask\nwaitress\n", "app.py", "def make_app():\n  return Flask(__name__)")))
        .endsWith("--call", "app:make_app");

    MemoryTree without = flask("flask\ngunicorn-color\n", "app.py", "app = Flask(__name__)");
    Detection added = detect(without);
    assertThat(added.python().orElseThrow().packages()).containsExactly("gunicorn");
    assertThat(added.adaptations())
        .singleElement()
        .satisfies(
            adaptation -> {
              assertThat(adaptation.id()).isEqualTo("python-server");
              assertThat(adaptation.reason())
                  .isEqualTo(
                      "gunicorn is installed beside the packages of requirements.txt:"
                          + " requirements.txt names no server for production, and this is the"
                          + " usual one");
            });
    var refused =
        catchThrowableOfType(
            UserError.class,
            () ->
                new Detector().detect(without, new Overrides(Map.of("without", "python-server"))));
    assertThat(refused).hasMessageContaining("if requirements.txt named gunicorn");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "web: gunicorn --bind 0.0.0.0:$PORT -w 2 --log-file - other:app"
            + " | gunicorn other:app | -w 2",
        "web: gunicorn app:app | gunicorn app:app | --threads 8",
        "web: FLASK_ENV=production gunicorn other | gunicorn other:application | --threads 8",
        "web: waitress-serve --port=$PORT other:app | waitress | other:app",
        "web: python app.py | gunicorn app:app | --threads 8",
        "web: flask db upgrade && gunicorn other:app | gunicorn app:app | --threads 8",
        "worker: gunicorn other:app | gunicorn app:app | --threads 8",
      })
  void theProcfileSaysWhatServesIt(String line, String begins, String ends) {
    MemoryTree tree =
        flask("flask\ngunicorn\nwaitress\n", "app.py", "app = Flask(__name__)")
            .with("other.py", "from app import app\napplication = app")
            .with("Procfile", line + "\n");
    assertThat(String.join(" ", command(tree))).startsWith("python -m " + begins).endsWith(ends);
  }

  @Test
  void thePackagesMayStandInThePyproject() {
    MemoryTree tree =
        MemoryTree.of(
            "pyproject.toml",
            "[project]\nname = 'x'\ndependencies = ['flask>=3.0', 'flask-cors', '--pre']\n",
            "main.py",
            "app = Flask(__name__)");
    var python = detect(tree).python().orElseThrow();
    assertThat(python.requirements()).isEqualTo("pyproject.toml");
    assertThat(python.isRead()).isFalse();
    assertThat(python.packages()).containsExactly("flask>=3.0", "flask-cors", "gunicorn");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[project]|requires-python = '>=3.11' ; '' ; >=3.11 ; '' ; pyproject.toml asks for >=3.11",
        "[tool.poetry.dependencies]|python = '^3.11' ; '' ; ^3.11 ; '' ; pyproject.toml asks for"
            + " ^3.11",
        "[project]|requires-python = '>=3.11' ; 3.12.4 ; >=3.11 ; 3.12"
            + " ; pyproject.toml asks for >=3.11, and .python-version names 3.12.4",
        "'' ; 3.12.4 ; '' ; 3.12 ; '.python-version names 3.12.4, taken where it is installed'",
        "'' ; '# mine|python-3.12' ; '' ; 3.12"
            + " ; '.python-version names 3.12, taken where it is installed'",
        "'' ; my-environment ; '' ; '' ; the app asks for none",
        "'' ; '' ; '' ; '' ; the app asks for none"
      })
  void theVersionThatTheAppAsksForIsTaken(
      String project, String pinned, String range, String wished, String reason) {
    MemoryTree tree = flask("flask\ngunicorn\n", "app.py", "app = Flask(__name__)");
    tree = project.isEmpty() ? tree : tree.with("pyproject.toml", project.replace('|', '\n'));
    tree = pinned.isEmpty() ? tree : tree.with(".python-version", pinned.replace('|', '\n'));
    assertThat(detect(tree).python().orElseThrow().range())
        .isEqualTo(new PythonRange(range, wished));
    assertThat(values(tree, "Python"))
        .containsExactly(
            !range.isEmpty()
                ? "one that fits " + range
                : (wished.isEmpty() ? "" : wished + " or ") + "this machine's");
    assertThat(reason(tree, "Python")).isEqualTo(reason);
  }

  @Test
  void aPipfileAndAHostsFileSayAVersionToo() {
    MemoryTree pipfile =
        MemoryTree.of(
            "api/Pipfile",
            "[packages]\nflask = '*'\ngunicorn = '*'\n[requires]\npython_version = '3.11'\n",
            "api/app.py",
            "app = Flask(__name__)");
    assertThat(detect(pipfile).python().orElseThrow().range())
        .isEqualTo(new PythonRange("3.11", ""));
    assertThat(reason(pipfile, "Python")).isEqualTo("api/Pipfile asks for 3.11");

    MemoryTree runtime =
        flask("flask\ngunicorn\n", "app.py", "app = Flask(__name__)")
            .with("runtime.txt", "python-3.10.14\n");
    assertThat(detect(runtime).python().orElseThrow().range())
        .isEqualTo(new PythonRange("", "3.10"));
    assertThat(reason(runtime, "Python"))
        .isEqualTo("runtime.txt names 3.10.14, taken where it is installed");
  }

  @Test
  void theOwnersWordCountsMoreThanTheApps() {
    MemoryTree tree =
        flask("flask\ngunicorn\n", "app.py", "app = Flask(__name__)")
            .with(".python-version", "3.9\n");
    assertThat(
            new Detector()
                .detect(tree, new Overrides(Map.of("python", "3.13")))
                .python()
                .orElseThrow()
                .range())
        .isEqualTo(new PythonRange("==3.13", ""));
  }

  private static final String PINNED =
      """
      [[package]]
      name = "flask"
      version = "3.1.0"
      files = [{file = "flask.whl", hash = "sha256:aa"}]
      [package.dependencies]
      click = ">=8"
      [[package]]
      name = "click"
      version = "8.1.8"
      files = [{file = "click.whl", hash = "sha256:bb"}]
      """;

  private static final MemoryTree POETRY =
      MemoryTree.of(
          "pyproject.toml",
          "[tool.poetry.dependencies]\npython = '^3.11'\nflask = '^3.0'\n",
          "main.py",
          "app = Flask(__name__)");

  @Test
  void poetrysRangesAreTakenWhereItHasNoLockFile() {
    var python = detect(POETRY).python().orElseThrow();
    assertThat(python.requirements()).isEqualTo("pyproject.toml");
    assertThat(python.packages()).containsExactly("flask>=3.0,<4", "gunicorn");
    assertThat(python.locked()).isEmpty();
    assertThat(values(POETRY, "packages")).isEmpty();
  }

  @Test
  void aLockFileDecidesAndThePlanSaysSo() {
    MemoryTree tree = POETRY.with("poetry.lock", PINNED);
    var python = detect(tree).python().orElseThrow();
    assertThat(python.requirements()).isEqualTo("poetry.lock");
    assertThat(python.packages()).containsExactly("gunicorn");
    assertThat(python.locked())
        .containsExactly("click==8.1.8 --hash=sha256:bb", "flask==3.1.0 --hash=sha256:aa");
    assertThat(values(tree, "packages")).containsExactly("2 of poetry.lock");
    assertThat(reason(tree, "packages"))
        .isEqualTo(
            "it says their versions and hashes, and no others are installed for pyproject.toml");
    assertThat(detect(tree).adaptations())
        .singleElement()
        .satisfies(
            added -> assertThat(added.reason()).contains("beside the packages of pyproject.toml"));

    var withText = detect(tree.with("requirements.txt", "flask\n")).python().orElseThrow();
    assertThat(withText.requirements()).isEqualTo("requirements.txt");
    assertThat(withText.locked()).isEmpty();
  }

  @Test
  void aServerThatALockFileBringsIsNotAdded() {
    MemoryTree tree =
        POETRY
            .with("pyproject.toml", "[tool.poetry.dependencies]\nflask = '^3'\nkit = '*'\n")
            .with(
                "poetry.lock",
                PINNED
                    + """
                    [[package]]
                    name = "kit"
                    version = "1"
                    [package.dependencies]
                    waitress = "*"
                    [[package]]
                    name = "waitress"
                    version = "3.0.2"
                    """);
    assertThat(command(tree)).startsWith("python", "-m", "waitress");
    assertThat(detect(tree).adaptations()).isEmpty();
  }

  @Test
  void aPipfileIsAManifestToo() {
    MemoryTree tree =
        MemoryTree.of(
            "api/Pipfile",
            "[packages]\nflask = '*'\ngunicorn = '*'\n",
            "api/app.py",
            "app = Flask(__name__)");
    var python = detect(tree).python().orElseThrow();
    assertThat(python.folder()).isEqualTo("api");
    assertThat(python.requirements()).isEqualTo("api/Pipfile");
    assertThat(python.packages()).containsExactly("flask", "gunicorn");
    var locked =
        detect(
                tree.with(
                    "api/Pipfile.lock",
                    "{\"default\": {\"flask\": {\"version\": \"==3.1.0\", \"hashes\":"
                        + " [\"sha256:aa\"]}, \"gunicorn\": {\"version\": \"==23.0.0\","
                        + " \"hashes\": [\"sha256:bb\"]}}}"))
            .python()
            .orElseThrow();
    assertThat(locked.requirements()).isEqualTo("api/Pipfile.lock");
    assertThat(locked.locked())
        .containsExactly("flask==3.1.0 --hash=sha256:aa", "gunicorn==23.0.0 --hash=sha256:bb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "flask = '^3.0' ; [metadata] ; poetry.lock has no flask, which pyproject.toml names.",
        "flask = '^2 || ^3' ; '' ; pip has no words for flask = \"^2 || ^3\".",
      })
  void packagesThatAreNotClearAreRefused(String line, String lock, String why) {
    MemoryTree tree = POETRY.with("pyproject.toml", "[tool.poetry.dependencies]\n" + line);
    var refused =
        catchThrowableOfType(
            UserError.class, () -> detect(lock.isEmpty() ? tree : tree.with("poetry.lock", lock)));
    assertThat(refused.code()).isEqualTo("detect.python-packages");
    assertThat(refused).hasMessage("The packages of pyproject.toml can't be installed: " + why);
    assertThat(refused.remedy()).contains("poetry lock", "requirements.txt beside pyproject.toml");
  }

  @Test
  void anAppBelowTheTopIsFoundWhereNoPageIs() {
    MemoryTree tree =
        MemoryTree.of(
            "api/requirements.txt", "fastapi[standard]\n", "api/main.py", "app = FastAPI()");
    Detection app = detect(tree);
    assertThat(app.root()).isEqualTo("api");
    assertThat(app.serving().services().getFirst().folder()).isEqualTo("api");
    assertThat(command(tree)).startsWith("python", "-m", "uvicorn", "main:app");
    assertThat(app.adaptations()).isEmpty();
    assertThat(catchThrowableOfType(UserError.class, () -> detect(tree.with("web/index.html", ""))))
        .hasMessageContaining("if it stood in the app's own folder: freehold app set root=api");
  }

  @Test
  void flaskAndDjangoRunBesideAPageToo() {
    Detection flask =
        detect(
            MemoryTree.of(
                "backend/requirements.txt", "flask\ngunicorn\n",
                "backend/app.py", "app = Flask(__name__)\n@app.route('/api/items')\n",
                "frontend/package.json", PAGE));
    assertThat(flask.serving().services())
        .singleElement()
        .satisfies(
            service -> {
              assertThat(service.prefix()).isEqualTo("/api");
              assertThat(service.command()).startsWith("python", "-m", "gunicorn", "app:app");
            });
    Detection django =
        detect(
            MemoryTree.of(
                "backend/requirements.txt", "django\ngunicorn\n",
                "backend/manage.py", MANAGE,
                "backend/shop/wsgi.py", "",
                "backend/shop/urls.py", "path('api/', include('x'))",
                "frontend/package.json", PAGE));
    assertThat(django.conclusions()).extracting(Conclusion::value).contains("Django, answers /api");
    assertThat(django.serving().services().getFirst().command()).contains("shop.wsgi:application");
  }

  @Test
  void djangoIsServedByItsWsgiAndByItsAsgiWhereTheAppNeedsThat() {
    assertThat(command(DJANGO)).startsWith("python", "-m", "gunicorn", "shop.wsgi:application");
    assertThat(command(DJANGO.with("requirements.txt", "django\nchannels\n")))
        .startsWith("python", "-m", "uvicorn", "shop.asgi:application");
    assertThat(command(DJANGO.with("requirements.txt", "django\nuvicorn[standard]\n")))
        .startsWith("python", "-m", "uvicorn", "shop.asgi:application");
    assertThat(command(DJANGO.with("requirements.txt", "django\ndjango-environ\n")))
        .startsWith("python", "-m", "gunicorn", "shop.wsgi:application");
  }

  @Test
  void staticFilesAreCollectedWhereTheSettingsSayWhereTo() {
    MemoryTree tree =
        DJANGO.with(
            "shop/settings.py",
            "import os\nSECRET_KEY = os.environ['SECRET_KEY']\nDB = os.environ['DATABASE_URL']\n"
                + "KNOWN = os.environ['KNOWN']\nSTATIC_ROOT = BASE_DIR / 'staticfiles'\n");
    Detection app = detect(tree.with(".env", "KNOWN=1\n"));
    assertThat(app.buildScript().orElseThrow()).contains("manage.py collectstatic --noinput");
    assertThat(app.parts()).containsExactly(new Part(".freehold/public", "public"));
    assertThat(app.serving().publicFolder()).isEqualTo("public");
    assertThat(app.environment())
        .containsEntry("SECRET_KEY", "placeholder")
        .hasEntrySatisfying("DATABASE_URL", url -> assertThat(url).startsWith("postgresql://"))
        .doesNotContainKey("KNOWN");
    assertThat(values(tree, "static files")).containsExactly("collected");
    assertThat(detect(tree.with("public/x.txt", "x")).serving().publicFolder())
        .isEqualTo("freehold-public");

    for (String none : List.of("", "STATIC_ROOT = None\n", "# STATIC_ROOT = 'x'\n")) {
      assertThat(detect(DJANGO.with("shop/settings.py", none)).buildScript()).contains("true");
    }
    assertThat(values(DJANGO, "static files")).containsExactly("not collected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALLOWED_HOSTS = ['shop.example'] | in the code",
        "ALLOWED_HOSTS = [] | in the code",
        "X = 1 | in the code",
        "ALLOWED_HOSTS = os.environ.get('HOSTS', '').split(',') | HOSTS",
        "ALLOWED_HOSTS = config('HOSTS', cast=Csv()) | HOSTS",
        "ALLOWED_HOSTS = env.list('DJANGO_HOSTS') | DJANGO_HOSTS",
        "ALLOWED_HOSTS = [;  'a.example',;  os.getenv('HOST_NAME'),;] | HOST_NAME",
        "ALLOWED_HOSTS = ['*'] | ''",
        "ALLOWED_HOSTS = [;  \"*\",;] | ''",
      })
  void whichHostsItAnswersIsToldUnlessItAnswersAll(String settings, String value) {
    MemoryTree tree = DJANGO.with("shop/settings.py", settings.replace(';', '\n'));
    assertThat(values(tree, "allowed hosts"))
        .isEqualTo(value.isEmpty() ? List.of() : List.of(value));
  }

  @Test
  void whatTheSettingsSayPlainlyIsTold() {
    MemoryTree tree =
        DJANGO.with(
            "shop/settings.py",
            "SECRET_KEY = 'django-insecure-x'\nDEBUG = True\nDATABASES = {'default': {\n"
                + "  'ENGINE': 'django.db.backends.sqlite3',\n"
                + "  'NAME': BASE_DIR / 'db.sqlite3',\n}}\n");
    assertThat(values(tree, "debug")).containsExactly("True");
    assertThat(reason(tree, "debug")).startsWith("shop/settings.py line 2 says so");
    assertThat(values(tree, "secret key")).containsExactly("in the code");
    assertThat(values(tree, "migrations")).containsExactly("not run");
    assertThat(reason(tree, "migrations")).contains("python manage.py migrate");
    assertThat(values(tree, "database")).containsExactly("SQLite, db.sqlite3");
    assertThat(reason(tree, "database"))
        .startsWith("shop/settings.py line 5 names it; it does not survive a release")
        .endsWith("freehold app keep data");

    MemoryTree quiet =
        DJANGO.with(
            "shop/settings.py",
            "SECRET_KEY = os.environ['SECRET_KEY']\nDEBUG = os.environ.get('DEBUG') == 'True'\n"
                + "DATABASES = {'default': dj_database_url.config()}\n# 'NAME': 'db.sqlite3'\n");
    for (String subject : List.of("debug", "secret key", "database")) {
      assertThat(values(quiet, subject)).as(subject).isEmpty();
    }
    MemoryTree several =
        DJANGO
            .with("manage.py", MANAGE.replace("shop.settings", "shop.settings.production"))
            .with("shop/settings/__init__.py", "")
            .with("shop/settings/base.py", "DEBUG = True\nSTATIC_ROOT = 'x'")
            .with("shop/settings/production.py", "from .base import *\nDEBUG = False\n");
    assertThat(values(several, "debug")).isEmpty();
    assertThat(values(several, "static files")).containsExactly("collected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flask | uri = 'sqlite:///app.db' | SQLite, app.db | keep data",
        "flask | uri = os.getenv('DB', 'sqlite:///data/app.db') | SQLite, data/app.db | keep data",
        "flask;flask-sqlalchemy | u = 'sqlite:///app.db' | SQLite, instance/app.db | keep instance",
        "flask | c = sqlite3.connect('files/a.db') | SQLite, files/a.db | keep files",
        "flask | c = sqlite3.connect(':memory:') | '' | ''",
        "flask | u = 'sqlite:///:memory:' | '' | ''",
        "flask | u = 'sqlite:////srv/app.db' | '' | ''",
      })
  void aDatabaseBesideTheProgramIsTold(String names, String line, String value, String remedy) {
    MemoryTree tree =
        flask(names.replace(';', '\n'), "app.py", "app = Flask(__name__)\n" + line + "\n");
    assertThat(values(tree, "database")).isEqualTo(value.isEmpty() ? List.of() : List.of(value));
    assertThat(reason(tree, "database")).endsWith(remedy.isEmpty() ? "" : "freehold app " + remedy);
  }
}
