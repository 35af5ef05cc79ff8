package dev.freehold.builds;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.ProviderError;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Deno;
import dev.freehold.file.FileTree;
import dev.freehold.file.Folders;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Brings the modules and packages that a server for Deno imports, without running any of its code,
 * and proves that it starts without the network (docs.deno.com, Modules and dependencies).
 */
final class DenoInstall implements Installation {
  /** Part of every key; raised when the same modules would be stored in another way. */
  private static final int VERSION = 1;

  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final String LOCK = "deno.lock";

  /** What imports other modules, or says which they are. */
  private static final Pattern IMPORTS = Pattern.compile(".*\\.(?:[cm]?[jt]sx?|jsonc?|lock)");

  /** Addresses and passwords of registries, values of variables: nothing of it is for a build. */
  private static final Pattern LEFT_OUT =
      Pattern.compile("(?:.*/)?(?:\\.npmrc|\\.env[^/]*|node_modules/.*)");

  private static final String REGISTRY_SETTING = "npm_config_registry";

  /** With this version a lock file has all that is to be known of packages. */
  private static final Pattern COMPLETE = Pattern.compile("\"version\"\\s*:\\s*\"5\"");

  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "error sending request|dns error|tcp connect error|Connection refused|timed out"
              + "|package manifest for '.*' failed to load|Import 'https?://[^']*' failed");

  private final FileTree sources;
  private final Deno server;
  private final Denos denos;
  private final NpmSettings settings;

  /**
   * @param settings of this machine, for the network
   */
  DenoInstall(FileTree sources, Deno server, Denos denos, NpmSettings settings) {
    this.sources = sources;
    this.server = server;
    this.denos = denos;
    this.settings = settings;
  }

  @Override
  public String own() {
    return ".freehold/deno";
  }

  @Override
  public List<String> scratch() {
    return List.of();
  }

  @Override
  public String key() {
    var files = new TreeMap<String, String>();
    for (FileTree.Entry entry : sources.entries()) {
      if (isOfServer(entry.path()) && IMPORTS.matcher(entry.path()).matches()) {
        files.put(entry.path(), Sha256.of(Sources.bytes(sources, entry.path())).hex());
      }
    }
    return Sha256.of(
            Json.canonical(
                Map.of(
                    "version",
                    VERSION,
                    "deno",
                    denos.identity(),
                    "server",
                    server,
                    "files",
                    files)))
        .hex();
  }

  private boolean isOfServer(String path) {
    String above = server.folder().isEmpty() ? "" : server.folder() + "/";
    return path.startsWith(above) && !LEFT_OUT.matcher(path).matches();
  }

  @Override
  public Installed run(Workshop workshop, Sandbox sandbox, Path caches, BuildListener listener) {
    Denos.Deno deno = denos.find(listener);
    Sources.write(sources, workshop.build(), this::isOfServer);
    try {
      Path modules = Files.createDirectories(workshop.build().resolve(own()));
      Path folder = workshop.build().resolve(server.folder());
      if (server.lockFile().isPresent()) {
        Files.copy(folder.resolve(server.lockFile().get()), modules.resolve(LOCK));
      }
      var words = new ArrayList<String>();
      if (server.lockFile().isPresent()) {
        words.add("--frozen");
      }
      Confinement online = online(workshop, deno);
      var result =
          deno(deno, sandbox, online, folder, modules, words, network(sandbox, online), listener);
      if (!result.succeeded()) {
        throw failure(result.tail());
      }
      trim(modules);
      Confinement offline = Confinement.to(workshop.build()).withTools(deno.folders());
      var proof =
          deno(
              deno,
              sandbox,
              offline,
              folder,
              modules,
              List.of("--cached-only", "--frozen"),
              Map.of(),
              listener);
      if (!proof.succeeded()) {
        throw failure(proof.tail());
      }
      trim(modules);
      return new Installed(workshop.build(), List.of(own()), List.of());
    } catch (IOException e) {
      throw MachineError.io("Bringing the modules for Deno", e);
    }
  }

  private ProcessResult deno(
      Denos.Deno deno,
      Sandbox sandbox,
      Confinement confinement,
      Path folder,
      Path modules,
      List<String> more,
      Map<String, String> network,
      BuildListener listener) {
    String cache = sandbox.seen(confinement, modules);
    var words =
        new ArrayList<>(
            List.of(
                deno.program().toString(),
                "install",
                "--entrypoint",
                "--no-check",
                "--node-modules-dir=none",
                "--vendor=false",
                "--lock=" + cache + "/" + LOCK));
    words.addAll(more);
    words.addAll(server.loading());
    words.add(server.entry());
    var environment = new TreeMap<>(network);
    environment.put("DENO_DIR", cache);
    environment.put("DENO_NO_UPDATE_CHECK", "1");
    environment.put("NO_COLOR", "1");
    environment.put("LANG", "C.UTF-8");
    return sandbox.run(
        confinement,
        Command.of(folder, words.toArray(String[]::new))
            .withEnvironment(environment)
            .withTimeout(TIMEOUT)
            .withLimits(Limits.BUILD),
        (_, line) -> listener.line(line),
        listener::cancelled);
  }

  private Confinement online(Workshop workshop, Denos.Deno deno) {
    var confinement = Confinement.to(workshop.build()).withNetwork().withTools(deno.folders());
    return certificates()
        .map(file -> confinement.withMount(Mount.readOnly(file, "/etc/deno-ca.pem")))
        .orElse(confinement);
  }

  private Optional<Path> certificates() {
    return settings.caFile().or(settings::extraCaFile);
  }

  /** As docs.deno.com names them; the registry is the one that npm has here. */
  private Map<String, String> network(Sandbox sandbox, Confinement confinement) {
    var environment = new TreeMap<>(settings.proxies());
    Optional.ofNullable(settings.variables().get(REGISTRY_SETTING))
        .ifPresent(registry -> environment.put("NPM_CONFIG_REGISTRY", registry));
    certificates().ifPresent(file -> environment.put("DENO_CERT", sandbox.seen(confinement, file)));
    return environment;
  }

  /** Takes away what belongs to this machine and this day, and is made again where it is needed. */
  private void trim(Path modules) throws IOException {
    try (var files = Files.list(modules)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (name.contains("_cache_")) {
          Files.delete(file);
        }
      }
    }
    Folders.delete(modules.resolve("gen"));
    Path packages = modules.resolve("npm");
    if (!Files.isDirectory(packages)) {
      return;
    }
    try (var files = Files.walk(packages)) {
      if (files.noneMatch(Files::isRegularFile)) {
        Folders.delete(packages);
        return;
      }
    }
    asOfThePublicRegistry(packages);
    Path lock = modules.resolve(LOCK);
    if (Files.exists(lock) && COMPLETE.matcher(Files.readString(lock)).find()) {
      try (var files = Files.walk(packages, 4)) {
        for (Path file : files.filter(f -> f.endsWith("registry.json")).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /**
   * Packages lie in folders named after their registry, and where they run nobody has another one
   * than the public.
   */
  private static void asOfThePublicRegistry(Path packages) throws IOException {
    Path usual = packages.resolve(NpmSettings.PUBLIC_HOST);
    if (Files.isDirectory(usual)) {
      return;
    }
    Optional<Path> manifest;
    try (var files = Files.walk(packages)) {
      manifest =
          files
              .filter(file -> file.endsWith("package.json"))
              .min(Comparator.comparingInt(Path::getNameCount));
    }
    if (manifest.isPresent()) {
      // REGISTRY/NAME/VERSION/package.json, and a name may begin with a scope
      Path registry = manifest.get().resolve("../../..").normalize();
      if (registry.getFileName().toString().startsWith("@")) {
        registry = registry.resolve("..").normalize();
      }
      Path aside = packages.resolveSibling("npm-of-registry");
      Files.move(registry, aside);
      Folders.delete(packages);
      Files.createDirectories(packages);
      Files.move(aside, usual);
    }
  }

  private FreeholdException failure(List<String> tail) {
    String all = String.join("\n", tail);
    String lines =
        tail.stream()
            .dropWhile(line -> !line.startsWith("error"))
            .takeWhile(line -> !line.isBlank())
            .limit(20)
            .collect(Collectors.joining("\n"));
    if (all.contains("ntegrity check failed")) {
      return new UserError(
          "build.integrity",
          "A module is not the one that the lock file names.\n" + lines,
          "Do not go on before you know why.");
    }
    if (UNREACHABLE.matcher(all).find()) {
      return new ProviderError(
          "build.registry-unreachable",
          "A host of the app's modules can't be reached or does not answer.\n" + lines,
          "Check the network, and npm's settings (npm config list), then try again.",
          true,
          null,
          null);
    }
    return new UserError(
        "build.install-failed",
        (lines.isEmpty() ? "Deno wrote nothing." : lines)
            + "\nThe modules of "
            + Sources.below(server.folder(), server.entry())
            + " could not be brought.",
        all.contains("lockfile is out of date")
            ? "Run deno install so that deno.lock fits the sources, and deploy the result."
            : "Run deno install --entrypoint "
                + server.entry()
                + " to see the same; mend what it names, and deploy the result.");
  }
}
