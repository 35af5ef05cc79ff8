package dev.freehold.bootstrap;

import dev.freehold.builds.Denos;
import dev.freehold.builds.NodeVersions;
import dev.freehold.builds.Pythons;
import dev.freehold.builds.Toolchain;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving.Service;
import dev.freehold.release.Artifact;
import dev.freehold.release.PythonPackages;
import dev.freehold.targets.local.site.ServiceRuntime;
import dev.freehold.targets.site.ServiceProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/** Finds what of this machine runs the servers of an artifact. */
final class ServersRuntime {
  private ServersRuntime() {}

  /**
   * @throws dev.freehold.base.MachineError {@code build.node-missing}, {@code
   *     build.tool-not-brought}, {@code build.python-missing}
   */
  static ServiceRuntime of(
      Artifact artifact,
      NodeVersions nodes,
      Pythons pythons,
      Denos denos,
      boolean mayGoWithoutSandbox) {
    NodeRange range =
        artifact.serving().services().stream().map(Service::node).findFirst().orElse(NodeRange.ANY);
    Toolchain toolchain = nodes.forServer(range);
    var folders = new ArrayList<>(toolchain.folders().stream().map(Path::toString).toList());
    Optional<Pythons.Python> python = PythonPackages.version(artifact).map(pythons::find);
    python.ifPresent(found -> found.folders().forEach(folder -> folders.add(folder.toString())));
    Optional<Denos.Deno> deno =
        artifact.serving().services().stream()
            .filter(ServiceProgram::isDeno)
            .findFirst()
            .map(_ -> denos.forServer());
    deno.ifPresent(found -> found.folders().forEach(folder -> folders.add(folder.toString())));
    return new ServiceRuntime(
        toolchain.node().toString(),
        python.map(found -> found.program().toString()),
        deno.map(found -> found.program().toString()),
        folders,
        mayGoWithoutSandbox);
  }
}
