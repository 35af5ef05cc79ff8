package dev.freehold.detect;

import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.DefaultValue;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.Detection.Python;
import dev.freehold.detect.Detection.VariableUse;
import dev.freehold.detect.Serving.Service;
import java.util.ArrayList;
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
 * A FastAPI server beside a page, as Emergent makes them: in a folder of its own, with packages in
 * {@code requirements.txt}, and with addresses that all begin with {@code /api}, so that one host
 * serves both.
 *
 * @param folder {@code backend}
 * @param application where the server is, for uvicorn: {@code server:app}
 */
record PythonBackend(AppFiles export, String folder, String application) {
  private static final Pattern REQUIREMENTS =
      Pattern.compile("((?:[^/]+/){0,3}[^/]+)/requirements\\.txt");
  private static final Pattern NAMES_BOTH =
      Pattern.compile("(?is)(?=.*^fastapi\\b)(?=.*^uvicorn\\b).*", Pattern.MULTILINE);
  private static final Pattern APPLICATION = Pattern.compile("(?m)^(\\w+)\\s*=\\s*FastAPI\\(");
  private static final Pattern API_ADDRESS = Pattern.compile("[\"']/api[/\"']");

  /** {@code os.environ["X"]} ends the program where there is no X; {@code os.getenv} does not. */
  private static final Pattern REQUIRED =
      Pattern.compile("\\benviron\\s*\\[\\s*[\"'](\\w+)[\"']\\s*\\](?!\\s*=[^=])");

  /** Read without a test, and with nothing in its place that is of use on another machine. */
  private static final Pattern WANTED =
      Pattern.compile(
          "(?<!\\b(?:if|not|and|or)"
              + " )(?<![\\w.])(?:os\\s*\\.\\s*)?(?:environ\\s*\\.\\s*get|getenv)\\s*\\(\\s*[\"'](\\w+)[\"']\\s*(?:,\\s*(None|[\"'][^\"'\\n"
              + "]*[\"'])\\s*)?\\)(?!\\s*(?:or|if)\\b)");

  /** In packages that only Emergent's own index has. */
  private static final Pattern PRIVATE =
      Pattern.compile("(?im)^\\s*(emergentintegrations|emergent[\\w-]*)\\b.*$");

  private static final Pattern BACKEND_ADDRESS =
      Pattern.compile("(?:REACT_APP|VITE|EXPO_PUBLIC|NEXT_PUBLIC)_BACKEND_URL");

  private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127\\.0\\.0\\.1");

  static final String SAME_HOST = "same-host-backend";

  /** Empty when there is none that can run beside the page. */
  static Optional<PythonBackend> of(AppFiles export) {
    return export.paths().stream()
        .map(REQUIREMENTS::matcher)
        .filter(Matcher::matches)
        .filter(path -> NAMES_BOTH.matcher(export.text(path.group()).orElse("")).find())
        .flatMap(path -> of(export, path.group(1)).stream())
        .findFirst();
  }

  private static Optional<PythonBackend> of(AppFiles export, String folder) {
    Pattern module = Pattern.compile(Pattern.quote(folder) + "/((?:\\w+/)?\\w+)\\.py");
    boolean answersApi =
        sources(export, folder).anyMatch(p -> API_ADDRESS.matcher(text(export, p)).find());
    return export.paths().stream()
        .map(module::matcher)
        .filter(Matcher::matches)
        .filter(_ -> answersApi)
        .flatMap(
            path -> {
              Matcher application = APPLICATION.matcher(text(export, path.group()));
              return application.find()
                  ? Stream.of(path.group(1).replace('/', '.') + ":" + application.group(1))
                  : Stream.empty();
            })
        .findFirst()
        .map(application -> new PythonBackend(export, folder, application));
  }

  /** What keeps a server from running beside the page, as a sentence's second half. */
  static String missing(AppFiles export, String packages, String name) {
    Matcher requirements = REQUIREMENTS.matcher(packages);
    if (!name.equalsIgnoreCase("fastapi")) {
      return " if it used FastAPI";
    }
    if (!requirements.matches()) {
      return " if its packages were in requirements.txt, in a folder of its own";
    }
    if (!NAMES_BOTH.matcher(text(export, packages)).find()) {
      return " if " + packages + " named uvicorn too, with which it is started";
    }
    String folder = requirements.group(1);
    return sources(export, folder).anyMatch(p -> API_ADDRESS.matcher(text(export, p)).find())
        ? " if a file in " + folder + " had a line such as app = FastAPI()"
        : " if its addresses began with /api";
  }

  /** The page and this server as one app. */
  FrameworkRule.Match beside(FrameworkRule.Match page, Project project) {
    Serving serving = page.serving();
    boolean alone = serving.isStatic();
    var services = new ArrayList<>(serving.services());
    services.add(service());
    var parts = new ArrayList<>(alone ? List.of(new Part(page.output(), "public")) : page.parts());
    var environment = new TreeMap<>(page.environment());
    var adaptations = new ArrayList<>(page.adaptations());
    if (project.overrides().allows(SAME_HOST)) {
      backendAddresses(project).forEach(name -> environment.put(name, "/."));
      adaptations.add(sameHost());
    }
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

  private Service service() {
    return new Service(
        "api",
        "/api",
        List.of(
            Python.PROGRAM,
            "-m",
            "uvicorn",
            application,
            "--host",
            "127.0.0.1",
            "--port",
            "{port}"),
        folder,
        Map.of("PYTHONUNBUFFERED", "1", "PYTHONDONTWRITEBYTECODE", "1"),
        "/api/",
        List.of(),
        NodeRange.ANY);
  }

  Python python() {
    return new Python(folder, folder + "/requirements.txt", variables(), defaults());
  }

  private Stream<Conclusion> conclusions() {
    var conclusions = new ArrayList<Conclusion>();
    conclusions.add(
        new Conclusion(
            "backend",
            "FastAPI, answers /api",
            folder + "/requirements.txt names fastapi and uvicorn, and " + application + " is it"));
    List<String> names =
        variables().stream().filter(VariableUse::required).map(VariableUse::name).toList();
    if (!names.isEmpty()) {
      conclusions.add(
          new Conclusion(
              "backend's variables", String.join(", ", names), "it does not start without them"));
    }
    Matcher own = PRIVATE.matcher(text(export, folder + "/requirements.txt"));
    String packages =
        own.results().map(found -> found.group(1)).distinct().collect(Collectors.joining(", "));
    if (!packages.isEmpty()) {
      conclusions.add(
          new Conclusion(
              "private packages",
              packages,
              folder + "/requirements.txt names what only Emergent's own package index has"));
    }
    return conclusions.stream();
  }

  private List<VariableUse> variables() {
    var uses = new TreeMap<String, VariableUse>();
    sources(export, folder)
        .forEach(
            path -> {
              List<String> lines = text(export, path).lines().toList();
              for (int line = 0; line < lines.size(); line++) {
                Matcher read = REQUIRED.matcher(lines.get(line));
                while (read.find()) {
                  uses.merge(
                      read.group(1),
                      new VariableUse(read.group(1), path, line + 1, true),
                      (known, next) -> known.required() ? known : next);
                }
                Matcher wanted = WANTED.matcher(lines.get(line));
                while (wanted.find()) {
                  if (hasNothingElse(wanted.group(1), wanted.group(2))) {
                    uses.putIfAbsent(
                        wanted.group(1), new VariableUse(wanted.group(1), path, line + 1, false));
                  }
                }
              }
            });
    return List.copyOf(uses.values());
  }

  /**
   * @param instead as the code has it, {@code "mongodb://localhost"} with its quotes
   */
  private static boolean hasNothingElse(String name, @Nullable String instead) {
    return instead == null
        || instead.equals("None")
        || THIS_MACHINE.matcher(instead).find()
        || name.contains("SECRET") && instead.length() > 2;
  }

  /** What the builder's own machine used is no default for another one. */
  private List<DefaultValue> defaults() {
    String path = folder + "/.env";
    return export.text(path).map(Dotenv::parse).orElse(Map.of()).entrySet().stream()
        .filter(value -> !THIS_MACHINE.matcher(value.getValue()).find())
        .map(value -> new DefaultValue(value.getKey(), value.getValue(), path))
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .toList();
  }

  private static Stream<String> sources(AppFiles export, String folder) {
    return export.paths().stream()
        .filter(path -> path.startsWith(folder + "/") && path.endsWith(".py"))
        .filter(path -> !path.contains("/tests/") && !path.contains("/test_"));
  }

  private static String text(AppFiles files, String path) {
    return files.text(path).orElse("");
  }
}
