package dev.freehold.detect;

import dev.freehold.detect.Detection.Conclusion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of the app's own, beside or under its page: the page alone would not work. */
final class Backends implements FrameworkRule {
  private static final List<String> NODE =
      List.of("express", "fastify", "koa", "hono", "@hapi/hapi", "@nestjs/core");

  private static final Pattern IMPORT =
      Pattern.compile(
          "(?<=\\b(?:from|import|require\\()\\s{0,4})[\"']"
              + "(express|fastify|koa|hono|@hapi/hapi|@nestjs/core)[\"']");
  private static final Pattern CODE = Pattern.compile(".*\\.[cm]?[jt]s");

  /** Functions of Supabase and Base44 run there; scripts and tests do not run with the app. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "(?:supabase|base44|\\.[^/]*)/.*|(?:.*/)?(?:scripts|tests?|__tests__|mocks?|e2e)/.*"
              + "|.*\\.(?:test|spec|config|d)\\.[cm]?[jt]s");

  private static final Pattern PYTHON_FILES =
      Pattern.compile("(?:[^/]+/){0,4}(?:requirements[^/]*\\.txt|pyproject\\.toml|Pipfile)");
  private static final Pattern PYTHON =
      Pattern.compile("(?im)^[\\s\"']*(fastapi|flask|django)(?![\\w.-])");

  @Override
  public Optional<Match> match(Project project) {
    AppFiles export = project.export();
    // in Replit's workspaces other parts say themselves what they are
    boolean several = ReplitArtifacts.in(export).at(project.root()).isPresent();
    boolean runs = project.manifest().isPresent() && PythonBackend.of(project).isPresent();
    for (String path : export.paths()) {
      if (several && !path.startsWith(project.root() + "/")) {
        continue;
      }
      if (PYTHON_FILES.matcher(path).matches() && !runs) {
        found(PYTHON, export, path)
            .ifPresent(
                name -> {
                  var framework = PythonFramework.of(name);
                  throw Refusal.unsupported(
                      "the server framework " + framework.shown(),
                      path
                          + " names "
                          + name
                          + "; it would run"
                          + PythonBackend.missing(
                              project, path, framework, project.manifest().isPresent()));
                });
      } else if (CODE.matcher(path).matches() && !ELSEWHERE.matcher(path).matches()) {
        found(IMPORT, export, path)
            .ifPresent(
                name -> {
                  throw Refusal.server(
                      nodeName(name), path + " imports " + name, why(project, name));
                });
      }
    }
    return Optional.empty();
  }

  /** A Python server beside an app whose page is deployed without it. */
  static Optional<Conclusion> leftBehind(Project project) {
    AppFiles export = project.export();
    return export.paths().stream()
        .filter(path -> PYTHON_FILES.matcher(path).matches())
        .flatMap(
            path ->
                found(PYTHON, export, path)
                    .map(
                        name ->
                            new Conclusion(
                                "backend",
                                "not deployed: the page calls it where it runs now",
                                path
                                    + " names "
                                    + name
                                    + "; it would run beside the page"
                                    + PythonBackend.missing(
                                        project, path, PythonFramework.of(name), true)))
                    .stream())
        .findFirst();
  }

  /** What about the app's own package keeps its server from being run. */
  private static String why(Project project, String name) {
    if (project.manifest().filter(manifest -> manifest.dependsOn(name)).isEmpty()) {
      return project.manifestPath() + " does not depend on " + name;
    }
    return project.manifestPath()
        + " "
        + switch (StartScript.of(project.files(), project.manifest().get())) {
          case StartScript.Unclear unclear -> unclear.why();
          case StartScript.Runs runs -> "starts " + runs.program();
        };
  }

  static boolean isNamedBy(PackageJson manifest) {
    return NODE.stream().anyMatch(manifest::dependsOn);
  }

  private static Optional<String> found(Pattern pattern, AppFiles files, String path) {
    Matcher matcher = pattern.matcher(files.text(path).orElse(""));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String nodeName(String name) {
    return switch (name) {
      case "express" -> "Express";
      case "fastify" -> "Fastify";
      case "koa" -> "Koa";
      case "hono" -> "Hono";
      case "@nestjs/core" -> "NestJS";
      default -> name;
    };
  }
}
