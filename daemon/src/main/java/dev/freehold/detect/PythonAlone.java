package dev.freehold.detect;

import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.Detection.VariableUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server in Python that makes its pages itself: Flask, Django, or FastAPI without a page. */
final class PythonAlone implements FrameworkRule {
  /** Below the app's folder while it is built; tools do not look there. */
  private static final String COLLECTED = ".freehold/public";

  /** With the app's own settings, which say where the files are and at which addresses. */
  private static final String COLLECT =
      "mkdir -p "
          + COLLECTED
          + " && python manage.py collectstatic --noinput && python manage.py shell -c \"import"
          + " shutil; from django.conf import settings as s; '://' in s.STATIC_URL or"
          + " shutil.copytree(s.STATIC_ROOT, '"
          + COLLECTED
          + "/' + s.STATIC_URL.strip('/'), dirs_exist_ok=True)\"";

  @Override
  public Optional<Match> match(Project project) {
    return project.manifest().isPresent()
        ? Optional.empty()
        : PythonBackend.alone(project).map(server -> match(project, server));
  }

  private static Match match(Project project, PythonBackend server) {
    boolean collects =
        server.framework() == PythonFramework.DJANGO && DjangoSettings.of(server).collects();
    String page = project.files().hasFolder("public") ? "freehold-public" : "public";
    var conclusions = new ArrayList<Conclusion>();
    conclusions.add(
        new Conclusion(
            "framework",
            server.framework().shown(),
            server.manifest().path()
                + " names "
                + server.framework().requirement()
                + ", and "
                + server.served()));
    conclusions.add(
        collects
            ? new Conclusion(
                "build command",
                "python manage.py collectstatic",
                "its files are answered without the server")
            : new Conclusion("build command", "none", "its packages are all it needs"));
    conclusions.add(
        new Conclusion("output", "the app's folder", "its server runs from its own sources"));
    conclusions.add(Conclusions.SERVER);
    server.remarks().forEach(conclusions::add);
    return new Match(
        Framework.PYTHON_SERVER,
        Optional.empty(),
        Optional.of(collects ? COLLECT : "true"),
        "",
        collects ? List.of(new Part(COLLECTED, page)) : List.of(),
        new Serving(page, Optional.empty(), List.of(server.service("web", "/", "/")), List.of()),
        collects ? standIns(server) : Map.of(),
        Optional.empty(),
        server.added(),
        List.of(),
        List.copyOf(conclusions));
  }

  /** Files are copied alike whatever these are, and settings do not load without them. */
  private static Map<String, String> standIns(PythonBackend server) {
    var python = server.python();
    var given =
        python.defaults().stream().map(Detection.DefaultValue::name).collect(Collectors.toSet());
    var environment = new TreeMap<String, String>();
    python.variables().stream()
        .filter(use -> use.required() || use.name().contains("SECRET"))
        .map(VariableUse::name)
        .filter(name -> !given.contains(name))
        .forEach(name -> environment.put(name, Offers.standIn(name)));
    return environment;
  }

  /** The folder of the only one in an export without packages of Node; otherwise all of it. */
  static String root(AppFiles export) {
    List<String> folders = PythonBackend.all(export).map(PythonBackend::folder).distinct().toList();
    Stream<String> pages =
        export.paths().stream()
            .filter(path -> path.equals("index.html") || path.endsWith("/index.html"));
    return folders.size() == 1 && pages.allMatch(page -> page.startsWith(folders.getFirst() + "/"))
        ? folders.getFirst()
        : "";
  }
}
