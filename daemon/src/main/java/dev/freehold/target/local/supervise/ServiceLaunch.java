package dev.freehold.target.local.supervise;

import dev.freehold.app.PublicVariables;
import dev.freehold.base.MachineError;
import dev.freehold.credential.Vault;
import dev.freehold.detect.Detection.Python;
import dev.freehold.detect.Serving.Service;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.process.Command;
import dev.freehold.process.Confinement;
import dev.freehold.process.Limits;
import dev.freehold.process.Mount;
import dev.freehold.process.OutputListener;
import dev.freehold.process.RunningProcess;
import dev.freehold.process.Sandbox;
import dev.freehold.process.Sandboxes;
import dev.freehold.target.local.site.SealedVariables;
import dev.freehold.target.local.site.ServiceRuntime;
import dev.freehold.target.local.site.SiteFolder;
import dev.freehold.target.site.ServedRelease;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Starts an app's server in the sandbox: it sees its own files, read-only, and the network, and
 * listens where it is told to.
 */
final class ServiceLaunch {
  private static final String INSIDE = "/app";
  private static final String NODE = "node";
  private static final String HOOK = "listen.cjs";
  private static final String HOOK_INSIDE = "/freehold/" + HOOK;
  private static final int SHORTEST_SECRET = 6;

  private final Home home;
  private final Sandboxes sandboxes;
  private final Supplier<Vault> vault;

  /**
   * @param vault opened when the first server needs its variables
   */
  ServiceLaunch(Home home, Sandboxes sandboxes, Supplier<Vault> vault) {
    this.home = home;
    this.sandboxes = sandboxes;
    this.vault = vault;
  }

  /**
   * @param port on which it shall listen
   * @throws dev.freehold.base.FreeholdException {@code sandbox.missing}, {@code sandbox.refused},
   *     {@code credential.sealed-damaged}, {@code process.not-started}
   */
  RunningProcess start(
      SiteFolder folder, ServedRelease release, Service service, int port, OutputListener output) {
    try {
      ServiceRuntime runtime =
          folder
              .runtime(release.artifactId())
              .orElseThrow(() -> new IOException("no " + folder.runtimeFile(release.artifactId())));
      Sandbox sandbox = sandboxes.choose(runtime.mayGoWithoutSandbox());
      Path tree = folder.tree(release.artifactId());
      Path own = folder.servicesOwn(release, service.name());
      Confinement confinement =
          Confinement.to(emptied(own))
              .withNetwork()
              .withTools(runtime.folders().stream().map(Path::of).toList())
              .withMount(Mount.readOnly(tree, INSIDE))
              .withMount(Mount.readOnly(hook(), HOOK_INSIDE));
      for (String writable : service.writable()) {
        confinement = confinement.withScratch(INSIDE + "/" + writable);
      }
      Map<String, String> variables =
          SealedVariables.read(folder, vault.get(), release.settingsId()).values();
      String hook = sandbox.seen(confinement, hook());
      Path folderOfService = tree.resolve(service.folder());
      Optional<String> python = Optional.empty();
      if (isPython(service)) {
        python =
            Optional.of(
                VirtualEnvironment.make(own, folderOfService, runtime, sandbox, confinement));
      }
      var command =
          Command.of(folderOfService, argv(service, runtime, python, port))
              .withEnvironment(environment(service, runtime, variables, port, hook))
              .withRedactions(secrets(variables))
              .withLimits(Limits.SERVER);
      return sandbox.start(confinement, command, output);
    } catch (IOException e) {
      throw MachineError.io("Starting the server of " + release.releaseName(), e);
    }
  }

  private static Path emptied(Path folder) throws IOException {
    Folders.delete(folder);
    return Files.createDirectories(folder);
  }

  private static boolean isPython(Service service) {
    return service.command().getFirst().equals(Python.PROGRAM);
  }

  private static List<String> argv(
      Service service, ServiceRuntime runtime, Optional<String> python, int port) {
    var argv = new ArrayList<>(service.command());
    String program = argv.removeFirst();
    argv.replaceAll(word -> word.replace("{port}", Integer.toString(port)));
    argv.addFirst(program.equals(NODE) ? runtime.node() : python.orElse(program));
    return argv;
  }

  /** Where it listens is ours to say; everything else the owner's variables win. */
  private static Map<String, String> environment(
      Service service,
      ServiceRuntime runtime,
      Map<String, String> variables,
      int port,
      String hook) {
    var environment = new TreeMap<String, String>();
    environment.put("NODE_ENV", "production");
    environment.put("LANG", "C.UTF-8");
    environment.putAll(service.environment());
    environment.putAll(variables);
    environment.put("PATH", Path.of(runtime.node()).getParent() + ":/usr/local/bin:/usr/bin:/bin");
    environment.put("PORT", Integer.toString(port));
    environment.put("HOST", "127.0.0.1");
    if (!isPython(service)) {
      environment.merge("NODE_OPTIONS", "--require " + hook, (given, ours) -> ours + " " + given);
    }
    return environment;
  }

  /** What must not stand in a log; every line of those that have several. */
  private static List<String> secrets(Map<String, String> variables) {
    return variables.entrySet().stream()
        .filter(variable -> !PublicVariables.isPublic(variable.getKey()))
        .flatMap(variable -> variable.getValue().lines())
        .map(String::strip)
        .filter(line -> line.length() >= SHORTEST_SECRET)
        .toList();
  }

  private Path hook() throws IOException {
    Path file = home.cache().resolve("sandbox").resolve(HOOK);
    try (InputStream in = ServiceLaunch.class.getResourceAsStream(HOOK)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + HOOK);
      }
      byte[] text = in.readAllBytes();
      if (!Files.exists(file) || !java.util.Arrays.equals(Files.readAllBytes(file), text)) {
        Files.createDirectories(home.cache().resolve("sandbox"));
        Files.write(file, text);
      }
    }
    return file;
  }
}
