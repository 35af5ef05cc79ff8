package dev.freehold.builds;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.ProviderError;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Python;
import dev.freehold.file.FileTree;
import dev.freehold.process.Command;
import dev.freehold.process.Confinement;
import dev.freehold.process.Limits;
import dev.freehold.process.Mount;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One install of the packages of a server in Python, by pip, from finished wheels only: building a
 * package from its sources would run its code with the network open.
 */
final class PythonInstall implements Installation {
  /** Part of every key; raised when the same packages would be stored in another way. */
  private static final int VERSION = 1;

  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private static final String LOCKED = "freehold-locked.txt";
  private static final String CONSTRAINTS = "freehold-constraints.txt";

  /**
   * Packages that are built here: of the tree itself, of a git repository, of an address that is no
   * wheel (pip.pypa.io).
   */
  private static final Pattern SOURCE =
      Pattern.compile(
          "^(?:-e\\b|--editable\\b|\\.{0,2}/|file:).*|^[^#]*(?:git|hg|svn|bzr)\\+.*|^\\w[^#@]*@\\s*file:.*"
              + "|^(?:\\w[^#@]*@\\s*)?https?://[^\\s#;]*(?<!\\.whl)(?:[\\s#;].*)?$");

  private static final Pattern ADDRESS =
      Pattern.compile("^(?:-i|--index-url|--extra-index-url|-f|--find-links)[ =](.*)$");

  /** Another file of requirements, or of versions that may be taken. */
  private static final Pattern OTHER =
      Pattern.compile("(?:-r|--requirement|-c|--constraint)[ =]?\\s*(\\S+).*");

  private static final Pattern NOT_THERE =
      Pattern.compile("No matching distribution found for ([\\w.\\[\\]-]+)");

  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "NewConnectionError|Temporary failure in name resolution|Connection refused"
              + "|Read timed out|Network is unreachable|SSLCertVerificationError");

  private final FileTree sources;
  private final Python server;
  private final Set<String> requirements;
  private final Pythons pythons;
  private final Pythons.Python python;
  private final Map<String, String> proxies;

  /**
   * @param proxies of this machine, for the network
   */
  PythonInstall(FileTree sources, Python server, Pythons pythons, Map<String, String> proxies) {
    this.sources = sources;
    this.server = server;
    this.requirements = requirements(sources, server);
    this.pythons = pythons;
    this.python = pythons.find(server.range());
    this.proxies = proxies;
  }

  @Override
  public String own() {
    return "python" + python.version() + "/site-packages";
  }

  @Override
  public List<String> scratch() {
    return List.of();
  }

  @Override
  public String key() {
    var files = new TreeMap<String, String>();
    for (FileTree.Entry entry : sources.entries()) {
      if (isRequirements(entry.path())) {
        files.put(entry.path(), Sha256.of(Sources.bytes(sources, entry.path())).hex());
      }
    }
    var inputs =
        new TreeMap<String, Object>(
            Map.of(
                "version",
                VERSION,
                "python",
                python.identity(),
                "requirements",
                server.requirements(),
                "packages",
                server.packages(),
                "files",
                files));
    if (!server.locked().isEmpty()) {
      inputs.put("locked", server.locked());
    }
    return Sha256.of(Json.canonical(inputs)).hex();
  }

  private boolean isRequirements(String path) {
    return requirements.contains(path);
  }

  /** The file and those that it names, and so on; other texts are none of pip's. */
  private static Set<String> requirements(FileTree sources, Python server) {
    var found = new TreeSet<String>();
    var open = new ArrayDeque<>(List.of(server.requirements()));
    var there = sources.entries().stream().map(FileTree.Entry::path).collect(Collectors.toSet());
    while (!open.isEmpty()) {
      String path = open.pop();
      if (!there.contains(path) || !found.add(path) || !server.isRead()) {
        continue;
      }
      Sources.text(sources, path)
          .lines()
          .map(line -> OTHER.matcher(line.strip()))
          .filter(Matcher::matches)
          .forEach(other -> open.push(beside(path, other.group(1))));
    }
    return found;
  }

  private static String beside(String path, String name) {
    return Path.of("/").resolve(path).resolveSibling(name).normalize().toString().substring(1);
  }

  @Override
  public Installed run(Workshop workshop, Sandbox sandbox, Path caches, BuildListener listener) {
    refuseSources();
    try {
      Sources.write(sources, workshop.build(), this::isRequirements);
      Path cache = Files.createDirectories(caches.resolveSibling("pip"));
      Confinement confinement =
          Confinement.to(workshop.build())
              .withNetwork()
              .withTools(python.folders())
              .withMount(Mount.writable(cache, "/pip-cache"));
      var settings = pythons.settings(python);
      for (Path folder : settings.folders()) {
        confinement = confinement.withMount(Mount.readOnly(folder, folder.toString()));
      }
      var environment = new TreeMap<>(proxies);
      environment.putAll(settings.variables());
      environment.put("PIP_CACHE_DIR", sandbox.seen(confinement, cache));
      environment.put("LANG", "C.UTF-8");
      Path target = Files.createDirectories(workshop.build().resolve(own()));
      for (List<String> what : wanted(workshop)) {
        var result = pip(workshop, sandbox, confinement, environment, target, what, listener);
        if (!result.succeeded()) {
          throw failure(result.tail());
        }
      }
      compile(workshop, sandbox, target, listener);
      return new Installed(workshop.build(), List.of(own()), List.of());
    } catch (IOException e) {
      throw MachineError.io("Preparing the install", e);
    }
  }

  /**
   * What pip is asked for, in this order. A lock file says all that its packages need; a server
   * beside them has no hash in it, and takes of what it needs the versions that are there.
   */
  private List<List<String>> wanted(Workshop workshop) throws IOException {
    var named = new ArrayList<String>();
    if (server.locked().isEmpty()) {
      if (server.isRead()) {
        named.addAll(List.of("--requirement", server.requirements()));
      }
      named.add("--");
      named.addAll(server.packages());
      return List.of(List.copyOf(named));
    }
    Files.write(workshop.build().resolve(LOCKED), server.locked());
    var locked = List.of("--no-deps", "--requirement", LOCKED);
    if (server.packages().isEmpty()) {
      return List.of(locked);
    }
    Files.write(
        workshop.build().resolve(CONSTRAINTS),
        server.locked().stream()
            .filter(line -> !line.startsWith("-") && !line.contains(" @ "))
            .map(line -> line.replaceFirst(" --hash=.*", ""))
            .toList());
    named.addAll(List.of("--constraint", CONSTRAINTS, "--"));
    named.addAll(server.packages());
    return List.of(locked, List.copyOf(named));
  }

  private ProcessResult pip(
      Workshop workshop,
      Sandbox sandbox,
      Confinement confinement,
      Map<String, String> environment,
      Path target,
      List<String> what,
      BuildListener listener) {
    var words =
        new ArrayList<>(
            List.of(
                python.program().toString(),
                "-I",
                "-m",
                "pip",
                "install",
                "--only-binary=:all:",
                "--no-compile",
                "--no-input",
                "--disable-pip-version-check",
                "--no-warn-script-location",
                "--progress-bar=off",
                "--root-user-action=ignore",
                "--target",
                sandbox.seen(confinement, target)));
    words.addAll(what);
    return sandbox.run(
        confinement,
        Command.of(workshop.build(), words.toArray(String[]::new))
            .withEnvironment(environment)
            .withTimeout(TIMEOUT)
            .withLimits(Limits.BUILD),
        (_, line) -> listener.line(line),
        listener::cancelled);
  }

  /** So that it need not be done at every start, from files that can't be written then. */
  private void compile(Workshop workshop, Sandbox sandbox, Path target, BuildListener listener) {
    Confinement confinement = Confinement.to(workshop.build()).withTools(python.folders());
    sandbox.run(
        confinement,
        Command.of(
                workshop.build(),
                python.program().toString(),
                "-I",
                "-m",
                "compileall",
                "-q",
                "--invalidation-mode=unchecked-hash",
                sandbox.seen(confinement, target))
            .withEnvironment(Map.of("LANG", "C.UTF-8"))
            .withTimeout(TIMEOUT)
            .withLimits(Limits.BUILD),
        (_, line) -> listener.line(line),
        listener::cancelled);
  }

  private void refuseSources() {
    server.packages().forEach(line -> refuseSource(server.requirements(), line));
    server.locked().forEach(line -> refuse(server.requirements(), line));
    server.packages().stream()
        .filter(line -> ADDRESS.matcher(line).matches())
        .findFirst()
        .ifPresent(
            line -> {
              throw new UserError(
                  "build.package-index",
                  server.requirements()
                      + " names a package index besides the public one, and without a lock file"
                      + " nothing says which packages are really from it.",
                  "Have the app's package manager write its lock file (uv lock, poetry lock,"
                      + " pdm lock or pipenv lock), and export again.");
            });
    if (!server.isRead()) {
      return;
    }
    for (FileTree.Entry entry : sources.entries()) {
      if (isRequirements(entry.path())) {
        for (String line :
            Sources.text(sources, entry.path()).lines().map(String::strip).toList()) {
          refuse(entry.path(), line);
        }
      }
    }
  }

  private static void refuse(String file, String line) {
    refuseSource(file, line);
    Matcher address = ADDRESS.matcher(line);
    if (address.matches() && !AppNpmrc.isPlainAddress(address.group(1).strip())) {
      throw new UserError(
          "build.package-index",
          file
              + " names a package index that can't be used: an index is a web address"
              + " without a password.",
          "Take the index out of "
              + file
              + ", and configure it with pip config set on this machine instead.");
    }
  }

  private static void refuseSource(String file, String line) {
    if (SOURCE.matcher(line).matches()) {
      throw notFinished(file, line);
    }
  }

  private static UserError notFinished(String file, String line) {
    return new UserError(
        "build.python-source",
        file + " names a package that would have to be built from its sources (" + line + ").",
        "Use a published version of the package that has wheels, or put its files into the"
            + " server's folder.");
  }

  private FreeholdException failure(List<String> tail) {
    String lines =
        tail.stream()
            .filter(line -> line.startsWith("ERROR") || line.matches("\\w+(?:\\.\\w+)*Error: .*"))
            .limit(20)
            .collect(Collectors.joining("\n"));
    String all = String.join("\n", tail);
    if (all.contains("DO NOT MATCH THE HASHES")) {
      return new UserError(
          "build.integrity",
          "A package is not the one that " + server.requirements() + " names.\n" + lines,
          "Do not go on before you know why.");
    }
    if (UNREACHABLE.matcher(all).find()) {
      return new ProviderError(
          "build.registry-unreachable",
          "The index of Python packages can't be reached or does not answer.\n" + lines,
          "Check the network, and pip's settings (pip config list), then try again.",
          true,
          null,
          null);
    }
    Optional<String> missing =
        NOT_THERE.matcher(all).results().map(found -> found.group(1)).findFirst();
    return new UserError(
        "build.install-failed",
        (lines.isEmpty() ? "pip wrote nothing." : lines)
            + "\nThe packages of "
            + server.requirements()
            + " could not be installed for Python "
            + python.version()
            + missing.map(name -> ", because no index has a finished " + name).orElse("")
            + ".",
        missing
            .filter(name -> name.startsWith("emergent"))
            .map(
                name ->
                    name
                        + " is in Emergent's own package index only. Name that index in "
                        + server.requirements()
                        + " (--extra-index-url ...), or ask the builder to do without it.")
            .orElse(
                "Run pip install --only-binary=:all: "
                    + (server.isRead()
                        ? "-r " + server.requirements()
                        : "with the packages of " + server.requirements())
                    + " to see the same; mend the file, and deploy the result."));
  }
}
