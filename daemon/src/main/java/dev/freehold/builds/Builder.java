package dev.freehold.builds;

import dev.freehold.app.Offer;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detection.Deno;
import dev.freehold.detect.Detection.Manager;
import dev.freehold.detect.Detection.Python;
import dev.freehold.detect.EnvFiles;
import dev.freehold.file.Home;
import dev.freehold.process.Confinement;
import dev.freehold.process.Mount;
import dev.freehold.process.Sandbox;
import dev.freehold.process.Sandboxes;
import dev.freehold.process.Unsandboxed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns sources into what is published: install, adapt, build, collect. */
public final class Builder {
  /** Part of every key; raised when the same sources would come out differently. */
  private static final int VERSION = 7;

  /** Ours, in the app's folder of the build's copy. */
  private static final String BIN = ".freehold/bin";

  private final Home home;
  private final Sandboxes sandboxes;
  private final NodeVersions nodes;
  private final Tools tools;
  private final Pythons pythons;
  private final Denos denos;
  private final DependencyCache cache;
  private final Duration timeout;

  /**
   * @param timeout after which a build script is stopped
   */
  public Builder(
      Home home,
      Sandboxes sandboxes,
      NodeVersions nodes,
      Tools tools,
      Pythons pythons,
      Denos denos,
      DependencyCache cache,
      Duration timeout) {
    this.home = home;
    this.sandboxes = sandboxes;
    this.nodes = nodes;
    this.tools = tools;
    this.pythons = pythons;
    this.denos = denos;
    this.cache = cache;
    this.timeout = timeout;
  }

  /**
   * What the result depends on: two builds with the same key give the same output, as far as the
   * app's own tools do.
   *
   * @param treeId hash of the sources, the lock file among them
   * @throws dev.freehold.base.MachineError {@code build.node-missing}
   */
  public String key(String treeId, BuildRequest request) {
    Detection detection = request.detection();
    var inputs = new TreeMap<String, Object>();
    inputs.put("version", VERSION);
    inputs.put("tree", treeId);
    inputs.put("root", detection.root());
    inputs.put("script", detection.buildScript().orElse(""));
    inputs.put("output", detection.output());
    inputs.put("parts", detection.parts());
    inputs.put("serving", detection.serving());
    inputs.put("environment", detection.environment());
    inputs.put("adaptations", detection.adaptations().stream().map(a -> a.id()).toList());
    inputs.put("variables", detection.variables().stream().map(v -> v.name()).toList());
    inputs.put("values", new TreeMap<>(request.buildTimeValues()));
    inputs.put("keys", new TreeMap<>(request.keys()));
    inputs.put("hosts", new TreeSet<>(request.agreed().hosts()));
    inputs.put("scripts", new TreeSet<>(request.agreed().scripts()));
    inputs.put("install", detection.install());
    if (detection.buildScript().isPresent()) {
      inputs.put("toolchain", nodes.identity(detection.node()));
    }
    if (detection.python().isPresent()) {
      Python server = detection.python().get();
      inputs.put(
          "python",
          List.of(
              server.folder(),
              pythons.find(server.range()).identity(),
              Stream.concat(server.packages().stream(), server.locked().stream()).toList()));
    }
    detection.deno().ifPresent(server -> inputs.put("deno", List.of(server, denos.identity())));
    return Sha256.of(Json.canonical(inputs)).hex();
  }

  /**
   * Names of the variables that hold keys of this app: pages that visitors have open, and releases
   * that come back, understand one another only when each build had the same.
   */
  public static List<String> keysOf(Detection detection) {
    return Adaptations.isOwnServerOfNext(detection)
        ? List.of("NEXT_SERVER_ACTIONS_ENCRYPTION_KEY")
        : List.of();
  }

  /**
   * Builds afresh; the caller closes the result when it has taken the output.
   *
   * @throws FreeholdException {@code build.node-missing}, {@code build.lock-unreadable}, {@code
   *     build.git-package}, {@code build.other-registry}, {@code build.registry-unreachable},
   *     {@code build.integrity}, {@code build.install-failed}, {@code build.failed}, {@code
   *     build.timed-out}, {@code build.no-output}, {@code build.vite-not-installed}, {@code
   *     build.adaptation-not-applied}, {@code sandbox.missing}, {@code sandbox.refused}, {@code
   *     process.cancelled}, {@code process.over-limit}
   */
  public BuildResult build(BuildRequest wanted, BuildListener listener) {
    Detection detection = wanted.detection();
    BuildRequest request = wanted.of(Adaptations.sources(wanted.sources(), detection));
    if (detection.buildScript().isEmpty()) {
      listener.phase("collect");
      var output =
          Output.of(request.sources(), Sources.below(detection.root(), detection.output()));
      return new BuildResult(
          output.tree(), output.withheld(), List.of(), List.of(), Optional.empty());
    }
    Sandbox sandbox = sandboxes.choose(request.mayGoWithoutSandbox());
    Toolchain toolchain = nodes.forBuild(detection.node(), listener);
    Workshop workshop = Workshop.in(home.work(), "build");
    boolean done = false;
    try {
      BuildResult result = build(request, sandbox, toolchain, workshop, listener);
      done = true;
      return result;
    } finally {
      if (!done) {
        workshop.delete();
      }
    }
  }

  private BuildResult build(
      BuildRequest request,
      Sandbox sandbox,
      Toolchain toolchain,
      Workshop workshop,
      BuildListener listener) {
    Detection detection = request.detection();
    Path appFolder = workshop.build().resolve(detection.root());
    String oldOutput = Sources.below(detection.root(), detection.output()) + "/";
    var foreign = EnvFiles.of(request.sources(), detection);
    Sources.write(
        request.sources(),
        workshop.build(),
        path ->
            (detection.output().isEmpty() || !path.startsWith(oldOutput))
                && !foreign.leavesOut(path));
    var notes = new ArrayList<>(toolchain.settings().notes());
    Optional<OtherManager> manager =
        detection
            .install()
            .filter(install -> install.manager() != Manager.NPM)
            .map(install -> OtherManager.of(install, tools, toolchain, listener));
    try (Dependencies installed = install(request, sandbox, toolchain, manager, listener);
        Dependencies python = installPython(request, sandbox, toolchain, listener);
        Dependencies deno = installDeno(request, sandbox, toolchain, listener)) {
      listener.phase("build");
      List<InstallScripts.Script> scripts =
          InstallScripts.of(request.sources(), detection, installed);
      notes.addAll(InstallScripts.notes(scripts, request.agreed()));
      List<InstallScripts.Script> toRun =
          scripts.stream().filter(s -> request.agreed().scripts().contains(s.name())).toList();
      Dependencies dependencies =
          toRun.isEmpty()
              ? installed
              : ScriptRun.copied(installed, workshop, sandbox, toolchain, listener);
      var confinement = withDependencies(workshop.confinement(toolchain), dependencies);
      for (OtherManager other : manager.stream().toList()) {
        confinement = other.seenIn(confinement);
        other.putInto(appFolder.resolve(BIN), sandbox, confinement, toolchain);
      }
      var variables = RuntimeVariables.of(request.sources(), detection);
      dependencies.adaptations().forEach(a -> notes.add(a.id() + ": " + a.reason() + "."));
      notes.addAll(variables.notes());
      detection
          .python()
          .ifPresent(
              server ->
                  notes.addAll(
                      PythonVersions.notes(
                          requirements(request, server), server.requirements(), python.folder())));
      var adaptations = new Adaptations(detection, workshop.build());
      confinement = adaptations.before(confinement, sandbox, dependencies, variables.lookups());
      if (Adaptations.reachesTheNetwork(detection)) {
        confinement = confinement.withNetwork();
      }
      var tools = PythonTools.of(detection, pythons, python);
      confinement = tools.seenIn(confinement);
      tools.putInto(appFolder.resolve(BIN));
      Map<String, String> environment =
          environment(
              path(sandbox, confinement, appFolder, dependencies, toolchain),
              toolchain,
              request,
              variables);
      environment.putAll(tools.environment(sandbox, confinement));
      if (hasWayOut(request, sandbox, toolchain)) {
        try (WayOut wayOut = WayOut.open(request.agreed().hosts())) {
          var run =
              new ScriptRun(
                  sandbox,
                  wayOut.seenIn(confinement),
                  WayOut.before(toolchain),
                  Optional.of(wayOut),
                  environment,
                  listener);
          run(request, workshop, toRun, run);
          wayOut.reached().stream()
              .reduce((a, b) -> a + ", " + b)
              .ifPresent(hosts -> notes.add("The build fetched something from " + hosts + "."));
        }
      } else {
        var run =
            new ScriptRun(sandbox, confinement, List.of(), Optional.empty(), environment, listener);
        run(request, workshop, toRun, run);
      }
      adaptations.after();
      listener.phase("collect");
      if (detection.serving().isStatic()) {
        Output output =
            Output.collect(appFolder, detection.output(), detection.serving().spaFallback());
        return new BuildResult(
            output.tree(),
            output.withheld(),
            variables.lookups(),
            List.copyOf(notes),
            Optional.of(workshop.folder()));
      }
      var tree =
          ServerTree.collect(
              workshop.build(),
              dependencies.tree(),
              detection,
              Stream.concat(
                      ofPython(detection, workshop.build(), python),
                      detection.deno().stream()
                          .map(_ -> new ServerTree.Added(deno.folder(), Deno.MODULES)))
                  .toList());
      return new BuildResult(
          tree,
          tree.withheld(),
          variables.lookups(),
          List.copyOf(notes),
          Optional.of(workshop.folder()));
    }
  }

  /** What an install would have run, as far as it was agreed to, and then the build script. */
  private void run(
      BuildRequest request, Workshop workshop, List<InstallScripts.Script> first, ScriptRun run) {
    for (InstallScripts.Script script : first) {
      run.run(script(request, script.text(), run), workshop.build().resolve(script.place()));
    }
    run.run(
        script(request, request.detection().buildScript().orElseThrow(), run),
        workshop.build().resolve(request.detection().root()));
  }

  private BuildScript script(BuildRequest request, String text, ScriptRun run) {
    return new BuildScript(
        text,
        timeout,
        request.detection().isOffered(Offer.PLACEHOLDERS.id()),
        Adaptations.reachesTheNetwork(request.detection()),
        request.keys().values(),
        run.wayOut());
  }

  /** Not where the whole network is open, nor where it is reached by a proxy of the user's own. */
  private static boolean hasWayOut(BuildRequest request, Sandbox sandbox, Toolchain toolchain) {
    return !sandbox.name().equals(Unsandboxed.NAME)
        && !Adaptations.reachesTheNetwork(request.detection())
        && toolchain.settings().proxies().isEmpty();
  }

  private static Stream<ServerTree.Added> ofPython(
      Detection detection, Path build, Dependencies packages) {
    return detection.python().stream()
        .flatMap(
            python ->
                Stream.of(
                    new ServerTree.Added(build.resolve(python.folder()), python.folder()),
                    new ServerTree.Added(
                        packages.folder(),
                        Sources.below(python.folder(), Python.PACKAGES + packages.own()))));
  }

  /** All that it asks for, a line each. */
  private static String requirements(BuildRequest request, Python server) {
    return (server.isRead() ? Sources.text(request.sources(), server.requirements()) + "\n" : "")
        + String.join("\n", server.packages());
  }

  private Dependencies installPython(
      BuildRequest request, Sandbox sandbox, Toolchain toolchain, BuildListener listener) {
    Optional<Python> server = request.detection().python();
    if (server.isEmpty()) {
      return Dependencies.NONE;
    }
    listener.phase("install");
    var install =
        new PythonInstall(request.sources(), server.get(), pythons, toolchain.settings().proxies());
    return cache.obtain(install, sandbox, listener);
  }

  private Dependencies installDeno(
      BuildRequest request, Sandbox sandbox, Toolchain toolchain, BuildListener listener) {
    Optional<Deno> server = request.detection().deno();
    if (server.isEmpty()) {
      return Dependencies.NONE;
    }
    listener.phase("install");
    var install = new DenoInstall(request.sources(), server.get(), denos, toolchain.settings());
    return cache.obtain(install, sandbox, listener);
  }

  private Dependencies install(
      BuildRequest request,
      Sandbox sandbox,
      Toolchain toolchain,
      Optional<OtherManager> manager,
      BuildListener listener) {
    if (request.detection().install().isEmpty()) {
      return Dependencies.NONE;
    }
    listener.phase("install");
    var install = new PackageInstall(request.sources(), request.detection(), toolchain, manager);
    return cache.obtain(install, sandbox, listener);
  }

  private static Confinement withDependencies(Confinement confinement, Dependencies dependencies) {
    var with = confinement;
    if (dependencies.tree().equals(confinement.build())) {
      return with;
    }
    for (String place : dependencies.places()) {
      with =
          with.withMount(
              Mount.readOnly(dependencies.tree().resolve(place), Confinement.BUILD + "/" + place));
      for (String name : dependencies.scratch()) {
        with = with.withScratch(Confinement.BUILD + "/" + place + "/" + name);
      }
    }
    return with;
  }

  /** Where programs are looked up: the app's own, then those of its workspace, then ours. */
  private static String path(
      Sandbox sandbox,
      Confinement confinement,
      Path appFolder,
      Dependencies dependencies,
      Toolchain toolchain) {
    var folders = new ArrayList<String>();
    folders.add(sandbox.seen(confinement, appFolder.resolve(Dependencies.FOLDER)) + "/.bin");
    for (String place : dependencies.places()) {
      folders.add(sandbox.seen(confinement, confinement.build().resolve(place)) + "/.bin");
    }
    folders.add(sandbox.seen(confinement, appFolder.resolve(BIN)));
    folders.add(toolchain.path());
    return folders.stream().distinct().collect(Collectors.joining(":"));
  }

  /** All that a build sees: where tools are, and what has to be known while it runs. */
  private static Map<String, String> environment(
      String path, Toolchain toolchain, BuildRequest request, RuntimeVariables variables) {
    var environment = new TreeMap<>(request.detection().environment());
    if (Adaptations.reachesTheNetwork(request.detection())) {
      environment.putAll(toolchain.settings().proxies());
    }
    for (String name : variables.notPossible()) {
      String value = request.buildTimeValues().get(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.putAll(request.keys());
    CommitVariables.of(request.sources()).forEach(environment::putIfAbsent);
    environment.put("PATH", path);
    environment.put("LANG", "C.UTF-8");
    environment.put("NODE_ENV", "production");
    environment.putIfAbsent("CI", "1");
    return environment;
  }
}
