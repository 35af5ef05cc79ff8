package dev.freehold.detect;

import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.DefaultValue;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.VariableUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The public variables of an app: which its code reads, and which values came with it.
 *
 * @param uses sorted by name
 * @param defaults sorted by name
 */
record Variables(
    List<VariableUse> uses, List<DefaultValue> defaults, List<Conclusion> conclusions) {
  private static final Pattern SOURCE =
      Pattern.compile("(?:.*\\.(?:[cm]?[jt]sx?|vue|svelte|astro))|(?:public/)?index\\.html");

  /** Not in the page: tests, stories, types, settings of tools, code of other runtimes. */
  private static final Pattern NOT_BUNDLED =
      Pattern.compile(
          "(?:.*/)?[^/]+\\.(?:test|spec|stories|cy)\\.\\w+|.*\\.d\\.[cm]?ts|[^/]+\\.config\\.\\w+"
              + "|(?:.*/)?(?:__tests__|__mocks__|cypress|e2e)/.*"
              + "|(?:supabase|dist|build|public(?!/index\\.html$))/.*|\\..*");

  /** Later wins. {@code .env.local} belongs to one machine and is not read. */
  private static final List<String> DEFAULT_FILES = List.of(".env", ".env.production");

  /**
   * @param match what the app is: with a server of its own, all of the export's values count, as
   *     the server reads them without a prefix
   */
  static Variables of(Project project, FrameworkRule.Reading reading, FrameworkRule.Match match) {
    AppFiles files = project.files();
    List<String> prefixes = reading.prefixes();
    var conclusions = new ArrayList<Conclusion>();
    var reached = Reached.of(project, match.framework());
    if (match.framework() == Framework.SVELTEKIT) {
      conclusions.addAll(
          SvelteKitVariables.conclusions(project.files(), !match.serving().isStatic()));
    }
    List<VariableUse> uses = uses(project, reached, reading, ofFiles(project, match), conclusions);
    List<DefaultValue> defaults =
        defaults(
            files,
            prefixes,
            match.serving().isStatic() ? prefixes : List.of(""),
            match,
            conclusions);
    conclusions.addFirst(
        new Conclusion(
            "variables",
            uses.isEmpty()
                ? "none"
                : String.join(", ", uses.stream().map(VariableUse::name).toList()),
            uses.isEmpty()
                ? "no source file reads "
                    + reading.access().text()
                    + " with "
                    + String.join(" or ", prefixes)
                : uses.getFirst().bakedIn()
                    ? "written into the page by "
                        + uses.getFirst().file()
                        + " line "
                        + uses.getFirst().line()
                    : "read through "
                        + reading.access().text()
                        + ", first in "
                        + uses.getFirst().file()
                        + " line "
                        + uses.getFirst().line()));
    return new Variables(uses, defaults, List.copyOf(conclusions));
  }

  /** Of an app without a page for which something is built: all values are its server's. */
  static Variables ofServer(Project project, FrameworkRule.Match match) {
    var conclusions = new ArrayList<Conclusion>();
    List<DefaultValue> defaults =
        defaults(project.files(), List.of(), List.of(""), match, conclusions);
    return new Variables(List.of(), defaults, List.copyOf(conclusions));
  }

  /** What SvelteKit's files have from their build, though servers would read it when they run. */
  private static List<VariableUse> ofFiles(Project project, FrameworkRule.Match match) {
    return match.framework() != Framework.SVELTEKIT || !match.serving().isStatic()
        ? List.of()
        : SvelteKitVariables.in(project.files()).stream()
            .filter(use -> use.module() == SvelteKitVariables.Module.DYNAMIC_PUBLIC)
            .map(
                use ->
                    new VariableUse(
                        use.name(), project.files().shown(use.path()), use.line(), use.required()))
            .toList();
  }

  /** Whether its code may be in the page. */
  static boolean isBundled(String path) {
    return SOURCE.matcher(path).matches() && !NOT_BUNDLED.matcher(path).matches();
  }

  private static List<VariableUse> uses(
      Project project,
      Reached reached,
      FrameworkRule.Reading reading,
      List<VariableUse> more,
      List<Conclusion> conclusions) {
    AppFiles files = project.files();
    var uses = new TreeMap<String, VariableUse>();
    more.forEach(use -> uses.merge(use.name(), use, Variables::both));
    var unused = new TreeMap<String, VariableUse>();
    for (String path : files.paths()) {
      if (!isBundled(path)) {
        continue;
      }
      String text = files.text(path).orElse("");
      if (!text.contains("env") && !text.contains("%")) {
        continue;
      }
      var reads = new VariableReads(path, text, reading.access());
      for (var read : reads.reads()) {
        if (reading.prefixes().stream().anyMatch(read.name()::startsWith)) {
          var use = new VariableUse(read.name(), files.shown(path), read.line(), !read.fallback());
          (reached.has(path) ? uses : unused).merge(read.name(), use, Variables::both);
        }
      }
      for (String name : reads.filledIn()) {
        if (uses.containsKey(name)) {
          conclusions.add(
              new Conclusion(
                  "variables",
                  name + " is fixed by the build",
                  files.shown(path) + " holds %" + name + "%, which the build replaces"));
        }
      }
      if (reads.computedLine() > 0 && reached.has(path)) {
        conclusions.add(
            new Conclusion(
                "variables",
                "some names are computed",
                files.shown(path)
                    + " line "
                    + reads.computedLine()
                    + " reads "
                    + reading.access().text()
                    + " by a name that only the running app knows"));
      }
    }
    for (VariableUse baked : Baked.of(project)) {
      uses.merge(
          baked.name(),
          baked,
          (known, _) ->
              new VariableUse(
                  known.name(),
                  known.file(),
                  known.line(),
                  known.required() || baked.required(),
                  true));
    }
    unused.keySet().removeAll(uses.keySet());
    for (VariableUse use : unused.values()) {
      conclusions.add(
          new Conclusion(
              "variables",
              use.name() + " is not needed",
              use.file() + " line " + use.line() + " reads it, and nothing imports that file"));
    }
    return List.copyOf(uses.values());
  }

  /** Keeps the first place in the same file or an earlier one. */
  private static VariableUse both(VariableUse known, VariableUse next) {
    boolean required = known.required() || next.required();
    boolean earlier = next.file().equals(known.file()) && next.line() < known.line();
    return new VariableUse(
        known.name(), known.file(), earlier ? next.line() : known.line(), required);
  }

  /**
   * Whether the app's own tools fill in {@code $NAME}: those that make pages do, Next for its
   * server too, and Deno; Node, and dotenv in a server, take values as they are.
   */
  private static boolean isExpanded(
      String name, FrameworkRule.Match match, List<String> pagePrefixes) {
    return match.serving().isStatic()
        || match.framework() == Framework.NEXT
        || match.framework() == Framework.ASTRO
        || match.framework() == Framework.DENO_SERVER
        || pagePrefixes.stream().anyMatch(name::startsWith);
  }

  private static Map<String, String> parse(String text, Framework framework) {
    return framework == Framework.DENO_SERVER ? Dotenv.parseWithLiterals(text) : Dotenv.parse(text);
  }

  private static List<DefaultValue> defaults(
      AppFiles files,
      List<String> pagePrefixes,
      List<String> prefixes,
      FrameworkRule.Match match,
      List<Conclusion> conclusions) {
    var raw = new TreeMap<String, String>();
    var last = new TreeMap<String, DefaultValue>();
    match.defaults().forEach(known -> last.put(known.name(), known));
    for (String path : DEFAULT_FILES) {
      Map<String, String> values =
          files.text(path).map(text -> parse(text, match.framework())).orElse(Map.of());
      raw.putAll(values);
      values.forEach(
          (name, value) -> last.put(name, new DefaultValue(name, value, files.shown(path))));
    }
    // what a start command sets, neither dotenv nor Node nor Deno writes over
    match.serving().services().forEach(s -> last.keySet().removeAll(s.environment().keySet()));
    List<DefaultValue> defaults =
        last.values().stream()
            .filter(found -> prefixes.stream().anyMatch(found.name()::startsWith))
            .map(
                found ->
                    isExpanded(found.name(), match, pagePrefixes)
                        ? new DefaultValue(
                            found.name(), Dotenv.expand(found.value(), raw), found.file())
                        : found)
            .toList();
    if (!defaults.isEmpty()) {
      conclusions.add(
          new Conclusion(
              "variables' values",
              defaults.size() + " from the export",
              String.join(", ", defaults.stream().map(DefaultValue::file).distinct().toList())
                  + " came with the app; values set with freehold var set win"));
    }
    var foreign = EnvFiles.of(files, match.buildScript());
    files.paths().stream()
        .filter(foreign::leavesOut)
        .forEach(
            path ->
                conclusions.add(
                    new Conclusion(
                        "variables' values",
                        files.shown(path) + " is not read",
                        EnvFiles.isOfOneMachine(path)
                            ? "it belongs to one machine and was not meant to be deployed"
                            : "it belongs to a mode in which the app is not built")));
    return defaults;
  }
}
