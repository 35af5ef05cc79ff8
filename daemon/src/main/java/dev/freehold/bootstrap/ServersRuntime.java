package dev.freehold.bootstrap;

import dev.freehold.build.NodeVersions;
import dev.freehold.build.Pythons;
import dev.freehold.build.Toolchain;
import dev.freehold.detect.Detection.Python;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving.Service;
import dev.freehold.release.Artifact;
import dev.freehold.target.local.site.ServiceRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what of this machine runs the servers of an artifact. */
final class ServersRuntime {
  private static final Pattern PYTHON_PACKAGES =
      Pattern.compile(".*/" + Pattern.quote(Python.PACKAGES) + "python(\\d+\\.\\d+)/.*");

  private ServersRuntime() {}

  /**
   * @throws dev.freehold.base.MachineError {@code build.node-missing}, {@code
   *     build.tool-not-brought}, {@code build.python-missing}
   */
  static ServiceRuntime of(
      Artifact artifact, NodeVersions nodes, Pythons pythons, boolean mayGoWithoutSandbox) {
    NodeRange range =
        artifact.serving().services().stream().map(Service::node).findFirst().orElse(NodeRange.ANY);
    Toolchain toolchain = nodes.forServer(range);
    var folders = new ArrayList<>(toolchain.folders().stream().map(Path::toString).toList());
    Optional<Pythons.Python> python =
        artifact.files().stream()
            .map(file -> PYTHON_PACKAGES.matcher(file.path()))
            .filter(Matcher::matches)
            .findFirst()
            .map(packages -> pythons.find(packages.group(1)));
    python.ifPresent(found -> found.folders().forEach(folder -> folders.add(folder.toString())));
    return new ServiceRuntime(
        toolchain.node().toString(),
        python.map(found -> found.program().toString()),
        folders,
        mayGoWithoutSandbox);
  }
}
