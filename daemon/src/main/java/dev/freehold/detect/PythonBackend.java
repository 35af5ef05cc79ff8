package dev.freehold.detect;

import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.DefaultValue;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.Detection.Python;
import dev.freehold.detect.Detection.VariableUse;
import dev.freehold.detect.Serving.Service;
import dev.freehold.detect.python.PythonRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server in Python: beside a page, with addresses that all begin with {@code /api}, so that one
 * host serves both, as Emergent makes them; or alone.
 *
 * @param manifest what names its packages; in its folder, {@code backend}
 */
record PythonBackend(
    AppFiles export, PythonManifest manifest, PythonFramework framework, PythonStart start) {
  /** {@code os.environ["X"]} ends the program where there is no X; {@code os.getenv} does not. */
  private static final Pattern REQUIRED =
      Pattern.compile("\\benviron\\s*\\[\\s*[\"'](\\w+)[\"']\\s*\\](?!\\s*=[^=])");

  /** Read without a test, and with nothing in its place that is of use on another machine. */
  private static final Pattern WANTED =
      Pattern.compile(
          "(?<!\\b(?:if|not|and|or) )(?<![\\w.])(?:os\\s*\\.\\s*)?(?:environ\\s*\\.\\s*get|getenv)"
              + "\\s*\\(\\s*[\"'](\\w+)[\"']\\s*(?:,\\s*(None|[\"'][^\"'\\n]*[\"'])\\s*,?\\s*)?\\)"
              + "(?:\\s*\\bor\\s+([\"'][^\"'\\n]*[\"']))?(?!\\s*or\\b|[ \\t]*if\\b)");

  private static final Pattern NAMED =
      Pattern.compile("(?<![\\w.])(\\w+)\\s*(?::[^=\\n]*)?=\\s*(?:os\\s*\\.\\s*)?$");

  /** With python-decouple and django-environ, which end the program like that too. */
  private static final Pattern REQUIRED_BY_PACKAGES =
      Pattern.compile(
          "(?<![\\w.])(?:config|env(?:\\.\\w+)?)\\(\\s*[\"'](\\w+)[\"']\\s*(?:,\\s*cast\\s*=\\s*\\w+\\s*)?\\)");

  private static final Pattern PACKAGES_OF_VARIABLES =
      Pattern.compile("(?m)^\\s*(?:from\\s+decouple\\s|import\\s+environ\\b|from\\s+environ\\s)");

  /** In packages that only Emergent's own index has. */
  private static final Pattern PRIVATE =
      Pattern.compile("(?i)(emergentintegrations|emergent[\\w-]*)\\b.*");

  private static final Pattern BACKEND_ADDRESS =
      Pattern.compile("(?:REACT_APP|VITE|EXPO_PUBLIC|NEXT_PUBLIC)_BACKEND_URL");

  private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127\\.0\\.0\\.1");

  static final String SAME_HOST = "same-host-backend";

  private static final String ADDED = "python-server";

  /** Empty when there is none that can run beside the page. */
  static Optional<PythonBackend> of(Project project) {
    return all(project)
        .filter(server -> !server.folder().isEmpty() && server.answersApi())
        .findFirst();
  }

  /** Empty when there is none that is all of the app. */
  static Optional<PythonBackend> alone(Project project) {
    return all(project).filter(server -> server.folder().equals(project.root())).findFirst();
  }

  private static Stream<PythonBackend> all(Project project) {
    return all(project.export())
        .filter(server -> !server.start.isAdded() || project.overrides().allows(ADDED));
  }

  static Stream<PythonBackend> all(AppFiles export) {
    return PythonManifest.in(export).stream()
        .flatMap(
            manifest ->
                Arrays.stream(PythonFramework.values())
                    .filter(framework -> manifest.names(framework.requirement()))
                    .flatMap(framework -> of(export, manifest, framework).stream()));
  }

  private static Optional<PythonBackend> of(
      AppFiles export, PythonManifest manifest, PythonFramework framework) {
    return PythonApplication.of(framework, export, manifest)
        .map(
            found ->
                new PythonBackend(
                    export, manifest, framework, PythonStart.of(export, manifest, found)));
  }

  private boolean answersApi() {
    return sources().anyMatch(p -> framework.answersApi(text(export, p)));
  }

  /** Of its code, relative to the tree; {@code ""} for all of it. */
  String folder() {
    return manifest.folder();
  }

  /** A file of it, relative to the tree. */
  String at(String file) {
    return folder().isEmpty() ? file : folder() + "/" + file;
  }

  /**
   * What keeps a server from being run, as a sentence's second half.
   *
   * @param path of the file that names the framework
   * @param beside whether there is a page beside it
   */
  static String missing(Project project, String path, PythonFramework framework, boolean beside) {
    Optional<PythonManifest> manifest =
        PythonManifest.at(project.export(), path).filter(m -> m.names(framework.requirement()));
    if (manifest.isEmpty() || beside && manifest.get().folder().isEmpty()) {
      return " if its packages were in requirements.txt"
          + (beside ? ", in a folder of its own" : "");
    }
    Optional<PythonBackend> server = of(project.export(), manifest.get(), framework);
    if (server.isEmpty()) {
      return framework.wanted(manifest.get().folder());
    }
    if (beside && !server.get().answersApi()) {
      return " if its addresses began with /api";
    }
    return server.get().start.isAdded() && !project.overrides().allows(ADDED)
        ? " if " + path + " named " + server.get().start.server().requirement()
        : " if it stood in the app's own folder: freehold app set root=" + server.get().folder();
  }

  /** The page and this server as one app. */
  FrameworkRule.Match beside(FrameworkRule.Match page, Project project) {
    Serving serving = page.serving();
    boolean alone = serving.isStatic();
    var services = new ArrayList<>(serving.services());
    services.add(service("api", "/api", "/api/"));
    var parts = new ArrayList<>(alone ? List.of(new Part(page.output(), "public")) : page.parts());
    var environment = new TreeMap<>(page.environment());
    var adaptations = new ArrayList<>(page.adaptations());
    if (project.overrides().allows(SAME_HOST)) {
      backendAddresses(project).forEach(name -> environment.put(name, "/."));
      adaptations.add(sameHost());
    }
    adaptations.addAll(added());
    return new FrameworkRule.Match(
        page.framework(),
        page.install(),
        page.buildScript(),
        page.output(),
        parts,
        new Serving(
            alone ? "public" : serving.publicFolder(),
            serving.spaFallback(),
            services,
            serving.proxies()),
        environment,
        page.variables(),
        adaptations,
        page.defaults(),
        Stream.concat(page.conclusions().stream(), conclusions()).toList());
  }

  /** Variables of the page that name where its backend is; the build has them from us. */
  private static List<String> backendAddresses(Project project) {
    return project.files().paths().stream()
        .filter(path -> path.matches(".*\\.(?:[cm]?[jt]sx?|vue|svelte)"))
        .flatMap(path -> BACKEND_ADDRESS.matcher(text(project.files(), path)).results())
        .map(found -> found.group())
        .distinct()
        .toList();
  }

  /** Whether the build has this variable from us. */
  static boolean isAddress(String variable) {
    return BACKEND_ADDRESS.matcher(variable).matches();
  }

  private static Adaptation sameHost() {
    return new Adaptation(
        SAME_HOST,
        "the page calls its backend at its own address, under /api, and not where the builder ran"
            + " it");
  }

  /** The server that is installed beside the app's packages. */
  List<Adaptation> added() {
    String name = start.server().requirement();
    return start.isAdded()
        ? List.of(
            new Adaptation(
                ADDED,
                name
                    + " is installed beside the packages of "
                    + manifest.path()
                    + ": "
                    + start.reason()))
        : List.of();
  }

  Service service(String name, String prefix, String healthPath) {
    return new Service(
        name,
        prefix,
        start.command(),
        folder(),
        Map.of("PYTHONUNBUFFERED", "1", "PYTHONDONTWRITEBYTECODE", "1"),
        healthPath,
        List.of(),
        NodeRange.ANY);
  }

  /**
   * @throws UserError {@code detect.python-packages}
   */
  Python python() {
    manifest.requireClear();
    var packages = new ArrayList<>(manifest.named());
    if (start.isAdded()) {
      packages.add(start.server().requirement());
    }
    return new Python(
        folder(),
        manifest.source(),
        packages,
        manifest.locked(),
        variables(),
        defaults(),
        PythonRange.ANY);
  }

  private Stream<Conclusion> conclusions() {
    return Stream.concat(
        Stream.of(
            new Conclusion(
                "backend",
                framework.shown() + ", answers /api",
                manifest.path() + " names " + framework.requirement() + ", and " + served())),
        remarks());
  }

  /** {@code gunicorn serves app:app (Procfile starts it so)}. */
  String served() {
    return start.server().requirement()
        + " serves "
        + start.application().text()
        + " ("
        + start.reason()
        + ")";
  }

  /** What to know of it, wherever it runs. */
  Stream<Conclusion> remarks() {
    var conclusions = new ArrayList<Conclusion>();
    List<String> names =
        variables().stream().filter(VariableUse::required).map(VariableUse::name).toList();
    if (!names.isEmpty()) {
      conclusions.add(
          new Conclusion(
              "backend's variables", String.join(", ", names), "it does not start without them"));
    }
    String packages =
        manifest.requirements().stream()
            .map(PRIVATE::matcher)
            .filter(Matcher::matches)
            .map(own -> own.group(1))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!packages.isEmpty()) {
      conclusions.add(
          new Conclusion(
              "private packages",
              packages,
              manifest.path() + " names what only Emergent's own package index has"));
    }
    manifest.exact().ifPresent(conclusions::add);
    PythonData.of(this).ifPresent(conclusions::add);
    if (framework == PythonFramework.DJANGO) {
      conclusions.addAll(DjangoSettings.of(this).conclusions());
    }
    return conclusions.stream();
  }

  List<VariableUse> variables() {
    var uses = new TreeMap<String, VariableUse>();
    sources()
        .forEach(
            path -> {
              String text = text(export, path);
              boolean byPackages = PACKAGES_OF_VARIABLES.matcher(text).find();
              require(REQUIRED.matcher(text), path, text, uses);
              if (byPackages) {
                require(REQUIRED_BY_PACKAGES.matcher(text), path, text, uses);
              }
              Matcher wanted = WANTED.matcher(text);
              while (wanted.find()) {
                String name = wanted.group(1);
                if (isWanted(wanted, text)) {
                  uses.putIfAbsent(
                      name, new VariableUse(name, path, line(text, wanted.start(1)), false));
                }
              }
            });
    return List.copyOf(uses.values());
  }

  private static void require(
      Matcher read, String path, String text, Map<String, VariableUse> uses) {
    while (read.find()) {
      uses.merge(
          read.group(1),
          new VariableUse(read.group(1), path, line(text, read.start(1)), true),
          (known, next) -> known.required() ? known : next);
    }
  }

  /**
   * @param instead as the code has it, {@code "mongodb://localhost"} with its quotes
   */
  private static boolean hasNothingElse(String name, @Nullable String instead) {
    return instead == null
        || instead.equals("None")
        || THIS_MACHINE.matcher(instead).find()
        || StandIns.isNone(name, instead.substring(1, instead.length() - 1));
  }

  private static boolean isWanted(Matcher read, String text) {
    String instead = read.group(2) != null ? read.group(2) : read.group(3);
    return hasNothingElse(read.group(1), instead)
        && (instead == null || instead.length() > 2 || !isTested(read, text));
  }

  /** Whether the code asks whether there is a value, and goes on where there is none. */
  private static boolean isTested(Matcher read, String text) {
    Matcher named = NAMED.matcher(text.substring(Math.max(0, read.start() - 80), read.start()));
    return named.find()
        && Pattern.compile(
                "\\b(?:if|elif|and|or|not)[ \\t]+(?:not[ \\t]+)?"
                    + named.group(1)
                    + "\\b(?![^\\n]*:\\s*(?:raise|sys\\.exit|exit)\\b)")
            .matcher(text.substring(read.end()))
            .find();
  }

  private static int line(String text, int at) {
    return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  /** What the builder's own machine used is no default for another one. */
  private List<DefaultValue> defaults() {
    String path = at(".env");
    return export.text(path).map(Dotenv::parse).orElse(Map.of()).entrySet().stream()
        .filter(value -> !THIS_MACHINE.matcher(value.getValue()).find())
        .map(value -> new DefaultValue(value.getKey(), value.getValue(), path))
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .toList();
  }

  /** Its own code, without tests. */
  Stream<String> sources() {
    return export.paths().stream()
        .filter(path -> path.startsWith(at("")) && path.endsWith(".py"))
        .filter(path -> !("/" + path).contains("/tests/") && !("/" + path).contains("/test_"));
  }

  private static String text(AppFiles files, String path) {
    return files.text(path).orElse("");
  }
}
