package dev.freehold.targets.local.supervise;

import dev.freehold.base.MachineError;
import dev.freehold.credential.Vault;
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
import dev.freehold.targets.local.site.SealedVariables;
import dev.freehold.targets.local.site.ServiceRuntime;
import dev.freehold.targets.local.site.SiteFolder;
import dev.freehold.targets.site.ServedRelease;
import dev.freehold.targets.site.ServiceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Starts an app's server in the sandbox: it sees its own files, read-only but for what is kept from
 * release to release, and the network, and listens where it is told to.
 */
final class ServiceLaunch {
  private static final String INSIDE = "/app";
  private static final String HOOK = "listen.cjs";
  private static final String PYTHON_INSIDE = "/freehold/python";
  private static final String HOOK_INSIDE = "/freehold/" + HOOK;

  private final Home home;
  private final Sandboxes sandboxes;
  private final Supplier<Vault> vault;
  private final KeptPlaces keptPlaces = new KeptPlaces();

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
              .withScratch(Confinement.BUILD)
              .withNetwork()
              .withTools(runtime.folders().stream().map(Path::of).toList())
              .withMount(Mount.readOnly(tree, INSIDE))
              .withMount(Mount.readOnly(hook(), HOOK_INSIDE));
      confinement = keptPlaces.in(confinement, sandbox, folder, release, INSIDE);
      for (String writable : service.writable()) {
        confinement =
            confinement.withScratch(Path.of(INSIDE, service.folder()).resolve(writable).toString());
      }
      Map<String, String> variables =
          SealedVariables.read(folder, vault.get(), release.settingsId()).values();
      String hook = sandbox.seen(confinement, hook());
      Path folderOfService = tree.resolve(service.folder());
      Optional<String> python = Optional.empty();
      if (ServiceProgram.isPython(service)) {
        Path packages = Files.createDirectories(own.resolve("venv"));
        confinement = confinement.withMount(Mount.readOnly(packages, PYTHON_INSIDE));
        python =
            Optional.of(
                VirtualEnvironment.make(own, folderOfService, runtime, sandbox, confinement));
      }
      String portText = Integer.toString(port);
      Map<String, String> environment =
          ServiceProgram.environment(service, variables, runtime.node(), hook);
      environment.put("PORT", portText);
      environment.putAll(ServiceProgram.listening(service, portText));
      var programs = new ServiceProgram.Programs(runtime.node(), python, runtime.deno());
      var command =
          Command.of(folderOfService, ServiceProgram.argv(service, programs, portText))
              .withEnvironment(environment)
              .withRedactions(ServiceProgram.secrets(variables))
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

  private Path hook() throws IOException {
    Path file = home.cache().resolve("sandbox").resolve(HOOK);
    String text = ServiceProgram.hook();
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      Files.createDirectories(home.cache().resolve("sandbox"));
      Files.writeString(file, text);
    }
    return file;
  }
}
