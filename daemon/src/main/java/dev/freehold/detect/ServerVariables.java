package dev.freehold.detect;

import dev.freehold.detect.Detection.Deno;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.VariableUse;
import dev.freehold.detect.VariableReads.Access;
import dev.freehold.detect.VariableReads.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Variables that an app's own server in Node or Deno reads when it runs, whatever their names are.
 * What it goes on without is only told of secrets: a server has many settings with a default.
 */
final class ServerVariables {
  /** Known to everybody, set by tools, or by the machine that a server runs on. */
  private static final Pattern OF_THE_MACHINE =
      Pattern.compile(
          "HOME|PATH|PWD|USER|SHELL|TZ|LANG|TERM|TMPDIR|TEMP|APPDATA|NODE_\\w+|DEBUG|NO_COLOR"
              + "|FORCE_COLOR|LOG_LEVEL|VITEST\\w*|JEST_\\w+|PLAYWRIGHT_\\w+|RENDER(?:_\\w+)?"
              + "|RAILWAY_\\w+|FLY_\\w+|HEROKU_\\w+|DYNO|REPL_\\w+|REPLIT_\\w+|K_SERVICE"
              + "|KUBERNETES_\\w+|AWS_(?:LAMBDA_\\w+|EXECUTION_ENV)|CF_PAGES\\w*|GITHUB_(?:ACTIONS|SHA"
              + "|REF\\w*|RUN_\\w+)|(?:GIT_)?COMMIT(?:_SHA|_REF)?|BUILD_\\w+|CODESPACES?|_\\w+");

  private ServerVariables() {}

  /**
   * @param project whose code the server is made of
   * @param alone what the app is without what stands beside it
   * @param serving with all that its services are given
   * @param page variables that are asked for as the page's
   */
  static List<VariableUse> of(
      Project project, FrameworkRule.Match alone, Serving serving, Variables page) {
    boolean beside = alone.serving().isStatic();
    if (serving.services().stream()
        .map(service -> service.command().getFirst())
        .noneMatch(program -> program.equals("node") || program.equals(Deno.PROGRAM))) {
      return List.of();
    }
    var reached = Reached.ofServer(project, beside ? Framework.NODE_SERVER : alone.framework());
    Set<String> given = given(alone, serving, page);
    var uses = new TreeMap<String, VariableUse>();
    read(project.files(), reached::has, given, uses);
    // packages of a workspace become part of what is built
    for (String needed : neededPackages(project)) {
      read(project.export().below(needed), _ -> true, given, uses);
    }
    if (alone.framework() == Framework.SVELTEKIT) {
      SvelteKitVariables.in(project.files()).stream()
          .filter(SvelteKitVariables.Use::isOfTheServer)
          .forEach(
              use ->
                  add(
                      new VariableUse(
                          use.name(),
                          project.files().shown(use.path()),
                          use.line(),
                          use.required()),
                      given,
                      uses));
    }
    uses.values().removeIf(use -> !use.required() && !StandIns.isSecret(use.name()));
    return List.copyOf(uses.values());
  }

  private static List<String> neededPackages(Project project) {
    return project
        .workspace()
        .flatMap(workspace -> project.manifest().map(workspace::needed))
        .orElse(List.of());
  }

  private static void read(
      AppFiles files, Predicate<String> counts, Set<String> given, Map<String, VariableUse> uses) {
    for (String path : files.paths()) {
      String text = Offers.isBuilt(path) && counts.test(path) ? files.text(path).orElse("") : "";
      if (!text.contains("env")) {
        continue;
      }
      for (var read : reads(path, text)) {
        add(
            new VariableUse(read.name(), files.shown(path), read.line(), !read.fallback()),
            given,
            uses);
      }
    }
  }

  /** Deno has Node's way too, for packages of npm. */
  private static List<Read> reads(String path, String text) {
    var reads = new ArrayList<>(new VariableReads(path, text, Access.PROCESS).reads());
    if (text.contains("Deno")) {
      reads.addAll(new VariableReads(path, text, Access.DENO).reads());
    }
    return reads;
  }

  private static void add(VariableUse use, Set<String> given, Map<String, VariableUse> uses) {
    if (isOfTheOwner(use.name()) && !given.contains(use.name())) {
      uses.merge(
          use.name(), use, (known, next) -> known.required() || !next.required() ? known : next);
    }
  }

  private static boolean isOfTheOwner(String name) {
    return name.matches("[A-Z][A-Z0-9_]*")
        && !Offers.NOT_SECRET.matcher(name).matches()
        && !OF_THE_MACHINE.matcher(name).matches();
  }

  private static Set<String> given(FrameworkRule.Match alone, Serving serving, Variables page) {
    var given = new TreeSet<>(alone.environment().keySet());
    serving.services().forEach(service -> given.addAll(service.environment().keySet()));
    page.uses().forEach(use -> given.add(use.name()));
    return given;
  }
}
