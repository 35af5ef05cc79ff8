package dev.freehold.detect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where an application in Python is, as what serves it names it.
 *
 * @param module {@code shop.wsgi}
 * @param object in it: {@code application}
 * @param isMade whether that is a function that makes the application
 * @param protocol how it is asked
 */
record PythonApplication(String module, String object, boolean isMade, Protocol protocol) {
  /** How servers ask applications (asgi.readthedocs.io; peps.python.org/pep-3333). */
  enum Protocol {
    ASGI,
    WSGI
  }

  private static final Pattern MODULE = Pattern.compile("((?:\\w+/)?\\w+)\\.py");
  private static final Pattern TEST =
      Pattern.compile("(?:.*/)?(?:tests?/.*|test_[^/]*|conftest\\.py)");

  /** Those that are started come before those that are imported. */
  private static final List<String> USUAL = List.of("wsgi", "asgi", "app", "main", "server", "run");

  private static final String MAKERS = "(create_app|make_app|build_app)";
  private static final Pattern CALLED =
      Pattern.compile("(?m)^(\\w+)\\s*=\\s*(?:\\w+\\.)?" + MAKERS + "\\(");
  private static final Pattern MAKER =
      Pattern.compile("(?m)^def\\s+" + MAKERS + "\\s*\\(([^)]*)\\)");

  /** In {@code wsgi.py} only: elsewhere a module that imports it does not serve it. */
  private static final Pattern IMPORTED =
      Pattern.compile("(?m)^from\\s+[\\w.]+\\s+import\\s+(?:.*\\W)?(app|application)\\s*$");

  /** Examples in descriptions are not run. */
  private static final Pattern DESCRIPTION =
      Pattern.compile("\"\"\".*?\"\"\"|'''.*?'''", Pattern.DOTALL);

  private static final Pattern SETTINGS =
      Pattern.compile("DJANGO_SETTINGS_MODULE[\"']\\s*,\\s*[\"']([\\w.]+)");

  static Optional<PythonApplication> of(
      PythonFramework framework, AppFiles export, PythonManifest manifest) {
    String prefix = manifest.folder().isEmpty() ? "" : manifest.folder() + "/";
    return switch (framework) {
      case FASTAPI -> inCode(framework, export, prefix, Protocol.ASGI);
      case FLASK -> inCode(framework, export, prefix, Protocol.WSGI);
      case DJANGO -> ofDjango(export, prefix, manifest);
    };
  }

  /** {@code shop.wsgi:application}. */
  String text() {
    return module + ":" + object + (isMade ? "()" : "");
  }

  private static Optional<PythonApplication> inCode(
      PythonFramework framework, AppFiles export, String prefix, Protocol protocol) {
    Pattern made =
        Pattern.compile(
            "(?m)^(\\w+)\\s*(?::\\s*[\\w.]+\\s*)?=\\s*(?:\\w+\\.)?"
                + framework.constructor()
                + "\\(");
    List<String> modules = modules(export, prefix);
    return Stream.<BiFunction<String, String, Optional<PythonApplication>>>of(
            (module, _) ->
                module.equals("wsgi")
                    ? object(IMPORTED, export, prefix, module, protocol)
                    : Optional.empty(),
            (module, _) -> object(made, export, prefix, module, protocol),
            (module, _) -> object(CALLED, export, prefix, module, protocol),
            (module, text) ->
                text.contains(framework.constructor() + "(")
                    ? maker(text, module, protocol)
                    : Optional.empty())
        .flatMap(
            look ->
                modules.stream()
                    .flatMap(module -> look.apply(module, source(export, prefix, module)).stream()))
        .findFirst();
  }

  private static List<String> modules(AppFiles export, String prefix) {
    return export.paths().stream()
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()))
        .filter(path -> !TEST.matcher(path).matches())
        .map(MODULE::matcher)
        .filter(Matcher::matches)
        .map(module -> module.group(1))
        .sorted(
            Comparator.comparingInt(PythonApplication::rank)
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static int rank(String module) {
    int usual = USUAL.indexOf(module);
    return usual >= 0 ? usual : USUAL.size() + (module.contains("/") ? 1 : 0);
  }

  private static String source(AppFiles export, String prefix, String module) {
    String text = export.text(prefix + module + ".py").orElse("");
    return DESCRIPTION.matcher(text).replaceAll("");
  }

  private static Optional<PythonApplication> object(
      Pattern pattern, AppFiles export, String prefix, String module, Protocol protocol) {
    Matcher found = pattern.matcher(source(export, prefix, module));
    return found.find()
        ? Optional.of(new PythonApplication(dotted(module), found.group(1), false, protocol))
        : Optional.empty();
  }

  private static Optional<PythonApplication> maker(String text, String module, Protocol protocol) {
    return MAKER
        .matcher(text)
        .results()
        .filter(
            maker ->
                Arrays.stream(maker.group(2).split(","))
                    .map(String::strip)
                    .allMatch(p -> p.isEmpty() || p.contains("=") || p.startsWith("*")))
        .findFirst()
        .map(maker -> new PythonApplication(dotted(module), maker.group(1), true, protocol));
  }

  /** Asked as ASGI where the app says that it needs that, by channels or by the server it names. */
  private static Optional<PythonApplication> ofDjango(
      AppFiles export, String prefix, PythonManifest manifest) {
    Matcher settings = SETTINGS.matcher(export.text(prefix + "manage.py").orElse(""));
    if (!settings.find()) {
      return Optional.empty();
    }
    String project = settings.group(1).replaceFirst("\\..*", "");
    boolean asgi =
        manifest.names("channels")
            || manifest.names("uvicorn")
                && !manifest.names("gunicorn")
                && !manifest.names("waitress");
    var both = asgi ? List.of(Protocol.ASGI, Protocol.WSGI) : List.of(Protocol.WSGI, Protocol.ASGI);
    return both.stream()
        .filter(protocol -> export.has(prefix + project + "/" + word(protocol) + ".py"))
        .findFirst()
        .map(p -> new PythonApplication(project + "." + word(p), "application", false, p));
  }

  /** The module with the settings of a project of Django. */
  static Optional<String> settings(AppFiles export, String folder) {
    String manage = folder.isEmpty() ? "manage.py" : folder + "/manage.py";
    Matcher settings = SETTINGS.matcher(export.text(manage).orElse(""));
    return settings.find() ? Optional.of(settings.group(1)) : Optional.empty();
  }

  private static String word(Protocol protocol) {
    return switch (protocol) {
      case ASGI -> "asgi";
      case WSGI -> "wsgi";
    };
  }

  private static String dotted(String module) {
    return module.replaceFirst("/__init__$", "").replace('/', '.');
  }
}
