package dev.freehold.detect;

import dev.freehold.app.Overrides.Key;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.Serving.Service;
import dev.freehold.detect.StartScript.Runner;
import dev.freehold.detect.StartScript.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Node server of the app's own that also gives out its page: one package, started by its start
 * script from what the build made in one folder, as Replit has it, or from its sources.
 */
final class NodeServer implements FrameworkRule {
  private static final Pattern BUILT = Pattern.compile("(dist|build)/.*");
  private static final Pattern LOADED = Pattern.compile("--(?:require|import|loader)=([^./].*)");
  private static final String TS_NODE = "ts-node";

  /** For packages of a workspace that are CommonJS and become part of a module. */
  private static final String REQUIRE =
      ",banner:{js:'import{createRequire as freeholdRequire}from\\'module\\';"
          + "globalThis.require??=freeholdRequire(import.meta.url);'}";

  /** Where a server keeps what it gives out, unless a builder of pages makes it. */
  private static final String PUBLIC = "public";

  @Override
  public Optional<Match> match(Project project) {
    return project
        .manifest()
        .filter(Backends::isNamedBy)
        .flatMap(
            manifest ->
                StartScript.of(project.files(), manifest) instanceof Runs start
                    ? Optional.of(match(project, manifest, start, project.manifestPath()))
                    : TopStart.of(project, manifest)
                        .map(start -> match(project, manifest, start, "package.json")));
  }

  /**
   * @param path of the file whose start script it is
   */
  private static Match match(Project project, PackageJson manifest, Runs start, String path) {
    Optional<String> folder = made(project, start);
    return match(
        project,
        manifest,
        start,
        new Conclusion("framework", "a Node server", path + " starts it with " + text(start)),
        folder,
        publicFolder(project, command(project, manifest).text(), folder));
  }

  /** The folder that the build makes and that has the program, if there is one. */
  static Optional<String> made(Project project, Runs start) {
    Matcher built = BUILT.matcher(start.program());
    return Optional.of(start.program())
        .filter(program -> built.matches() && !project.files().has(program))
        .map(_ -> built.group(1));
  }

  /** As people type it. */
  static String text(Runs start) {
    return word(start.runner()) + start.program();
  }

  /**
   * @param folder that the build makes and the server is started in; empty when it runs from its
   *     sources
   * @param page folder whose files need not go through the server
   */
  static Match match(
      Project project,
      PackageJson manifest,
      Runs start,
      Conclusion kind,
      Optional<String> folder,
      String page) {
    BuildCommand command = command(project, manifest);
    var manager = PackageManager.of(project, manifest);
    var conclusions = new ArrayList<Conclusion>();
    conclusions.add(kind);
    conclusions.add(manager.conclusion());
    conclusions.add(command.conclusion());
    conclusions.add(
        folder
            .map(name -> new Conclusion("output", name, "where the server is started"))
            .orElseGet(
                () ->
                    new Conclusion(
                        "output", "the app's folder", "its server runs from its own sources")));
    if (start.runner() == Runner.TSX) {
      conclusions.add(
          new Conclusion(
              "server",
              bundled(start.program(), manifest),
              "the build makes it of "
                  + start.program()
                  + " with tsx' own compiler, so that nothing is compiled when it starts"));
    }
    conclusions.add(Conclusions.SERVER);
    return new Match(
        Framework.NODE_SERVER,
        Optional.of(manager.install()),
        Optional.of(withBundle(command.text(), start, project, manifest)),
        folder.orElse(project.vite().path().isEmpty() ? "" : page),
        parts(project, manifest, manager, folder, page, start),
        new Serving(page, Optional.empty(), List.of(service(project, start, manifest)), List.of()),
        Map.of(),
        Optional.of(new Reading(VariableReads.Access.IMPORT_META, List.of("VITE_"))),
        command.adaptation().stream().toList(),
        List.of(),
        List.copyOf(conclusions));
  }

  private static BuildCommand command(Project project, PackageJson manifest) {
    return manifest.script("build").isPresent()
            || project.overrides().of(Key.BUILD_COMMAND).isPresent()
        ? BuildCommand.of(project, manifest, "vite build")
        : BuildCommand.none(
            project,
            manifest,
            project.manifestPath() + " has no build script: its packages are all it needs");
  }

  private static String word(Runner runner) {
    return switch (runner) {
      case NODE -> "node ";
      case TSX -> "tsx ";
      case TS_NODE -> "ts-node ";
    };
  }

  private static List<Part> parts(
      Project project,
      PackageJson manifest,
      PackageManager manager,
      Optional<String> folder,
      String page,
      Runs start) {
    var parts = new ArrayList<Part>();
    if (folder.isPresent()) {
      parts.add(new Part(folder.get(), folder.get()));
      if (!page.startsWith(folder.get() + "/")) {
        parts.add(new Part(page, page));
      }
      parts.add(new Part("package.json", "package.json"));
    } else {
      parts.add(new Part("", ""));
      if (page.startsWith(".")) {
        parts.add(new Part(page, page));
      }
    }
    parts.add(new Part(Packages.FOLDER, Packages.FOLDER));
    loaded(start)
        .filter(name -> manifest.group("devDependencies").has(name))
        .forEach(name -> parts.add(ofPackage(name)));
    if (start.runner() == Runner.TS_NODE) {
      parts.add(ofPackage(TS_NODE));
      var settings = CompilerSettings.of(project, start);
      settings.packages().forEach(name -> parts.add(ofPackage(name)));
      if (!manager.install().folder().equals(project.root())) {
        settings.outside().forEach(file -> parts.add(new Part(file, file)));
      }
    }
    return List.copyOf(parts);
  }

  /** Packages that flags name, which the app may list for its development only. */
  private static Stream<String> loaded(Runs start) {
    return start.flags().stream()
        .map(LOADED::matcher)
        .filter(Matcher::matches)
        .map(flag -> Packages.name(flag.group(1)));
  }

  private static Part ofPackage(String name) {
    String place = Packages.FOLDER + "/" + name;
    return new Part(place, place);
  }

  /** Where the page's files are, so that they need not go through the server. */
  private static String publicFolder(Project project, String script, Optional<String> folder) {
    String output = project.vite().path().isEmpty() ? "" : project.vite().output(script).folder();
    return folder
        .map(name -> output.startsWith(name + "/") ? output : name + "/" + PUBLIC)
        .orElse(output.isEmpty() ? PUBLIC : output);
  }

  private static Service service(Project project, Runs start, PackageJson manifest) {
    var command = new ArrayList<>(start.flags());
    var environment = new TreeMap<>(start.environment());
    switch (start.runner()) {
      case NODE -> command.add(start.program());
      case TSX -> command.add(bundled(start.program(), manifest));
      case TS_NODE -> {
        environment.putAll(ofTsNode(project, start, manifest));
        // Node finds it from there in the folders above too, as in a workspace
        command.addFirst(
            isModule(start.program(), manifest) || start.settings().containsKey("esm")
                ? "--loader=ts-node/esm"
                : "--require=ts-node/register");
        command.add(start.program());
      }
    }
    command.addAll(start.arguments());
    return Service.node(command.toArray(String[]::new)).withEnvironment(environment);
  }

  /** What its options say (typestrong.org/ts-node, options). */
  private static Map<String, String> ofTsNode(Project project, Runs start, PackageJson manifest) {
    var environment = new TreeMap<String, String>();
    // types are the build's business, and their packages are not there any more
    environment.put("TS_NODE_TRANSPILE_ONLY", "true");
    CompilerSettings.of(project, start)
        .file()
        .ifPresent(file -> environment.put("TS_NODE_PROJECT", file));
    if (start.settings().containsKey("files")) {
      environment.put("TS_NODE_FILES", "true");
    }
    if (start.settings().containsKey("prefer-ts-exts")) {
      environment.put("TS_NODE_PREFER_TS_EXTS", "true");
    }
    // packages of a workspace come as files into node_modules, where it compiles nothing by itself
    project
        .workspace()
        .map(workspace -> workspace.neededNames(manifest))
        .filter(names -> !names.isEmpty())
        .ifPresent(
            names ->
                environment.put(
                    "TS_NODE_IGNORE",
                    "(?:^|/)node_modules/(?!(?:"
                        + String.join("|", names).replace(".", "\\.")
                        + ")/)"));
    return environment;
  }

  private static boolean isModule(String program, PackageJson manifest) {
    return program.endsWith(".mts")
        || manifest.text("type").equals("module") && !program.endsWith(".cts");
  }

  /** Beside its source, so that it finds the same files around it. */
  private static String bundled(String program, PackageJson manifest) {
    return program.replaceFirst("\\.\\w+$", "")
        + (isModule(program, manifest) ? ".bundle.mjs" : ".bundle.cjs");
  }

  /** Programs of packages can't be run in a release, and tsx needs one whenever it compiles. */
  private static String withBundle(
      String script, Runs start, Project project, PackageJson manifest) {
    if (start.runner() != Runner.TSX) {
      return script;
    }
    boolean module = isModule(start.program(), manifest);
    Optional<Workspace> workspace = project.workspace();
    return script
        + " && node -e \"require(require.resolve('esbuild',"
        + "{paths:[require.resolve('tsx/package.json')]})).buildSync({entryPoints:['"
        + start.program()
        + "'],outfile:'"
        + bundled(start.program(), manifest)
        + "',format:'"
        + (module ? "esm" : "cjs")
        + "',bundle:true,platform:'node',"
        + Optional.ofNullable(start.settings().get("project"))
            .map(file -> "tsconfig:'" + file + "',")
            .orElse("")
        + workspace.map(w -> outside(w, manifest)).orElse("packages:'external'")
        + (module
            ? workspace.isPresent() ? REQUIRE : ""
            : ",define:{'import.meta.url':'freeholdUrl'},banner:{js:"
                + "'const freeholdUrl=require(\\'url\\').pathToFileURL(__filename).href'}")
        + "})\"";
  }

  /** Packages of a workspace are often TypeScript too, which tsx compiles and Node does not. */
  private static String outside(Workspace workspace, PackageJson manifest) {
    return "external:["
        + workspace.fromElsewhere(manifest).stream()
            .map(name -> "'" + name + "'")
            .collect(Collectors.joining(","))
        + "]";
  }
}
