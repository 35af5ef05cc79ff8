package dev.freehold.targets.ssh;

import dev.freehold.base.UserError;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving.Service;
import dev.freehold.release.Artifact;
import dev.freehold.release.PythonPackages;
import dev.freehold.targets.site.NativeParts;
import dev.freehold.targets.site.ServiceProgram;
import dev.freehold.targets.site.ServiceProgram.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a server has for the servers of apps.
 *
 * @param arch as uname(1) says it
 * @param node absolute path and version of its own Node.js
 * @param pythons absolute paths: {@code /usr/bin/python3.11}
 * @param brought names of what was brought before: {@code node-22}
 * @param services SHA-256 of what starts and stops them
 */
record ServerPrograms(
    String arch, Optional<Node> node, List<String> pythons, List<String> brought, String services) {
  /** Supabase's client needs a WebSocket of Node's own when it runs in a server. */
  private static final int LEAST_NODE = NodeRange.DEFAULT;

  record Node(String path, int major) {}

  /**
   * @param output a line per fact, {@code name=value}
   */
  static ServerPrograms read(String output) {
    Facts facts = Facts.read(output);
    List<String> node = facts.words("node");
    return new ServerPrograms(
        facts.text("arch", ""),
        node.size() == 2
            ? Optional.of(
                new Node(node.get(0), Integer.parseInt(node.get(1).replaceFirst("\\..*", ""))))
            : Optional.empty(),
        facts.words("python"),
        facts.words("brought"),
        facts.text("services", ""));
  }

  /** What to bring; empty when what is there does. */
  List<Brought> toBring(Artifact artifact) {
    NodeRange range = range(artifact);
    var needed = new ArrayList<Brought>();
    if (runs(artifact, ServiceProgram::isNode) && ownNode(range).isEmpty()) {
      needed.add(new Brought.Node(range.preferred()));
    }
    if (runs(artifact, ServiceProgram::isDeno)) {
      needed.add(new Brought.Deno());
    }
    needed.removeIf(program -> brought.contains(program.name()));
    return List.copyOf(needed);
  }

  private static boolean runs(Artifact artifact, Predicate<Service> kind) {
    return artifact.serving().services().stream().anyMatch(kind);
  }

  /** What runs the servers of an artifact there, once what is missing was brought. */
  Programs of(Artifact artifact) {
    NodeRange range = range(artifact);
    String node =
        ownNode(range).map(Node::path).orElseGet(() -> new Brought.Node(range.preferred()).path());
    return new Programs(
        node,
        PythonPackages.version(artifact).flatMap(this::python),
        Optional.of(new Brought.Deno().path()));
  }

  /**
   * @throws UserError {@code target.not-set-up}, {@code target.architecture}, {@code
   *     target.python-missing}
   */
  void refuse(Artifact artifact, OwnServer server) {
    if (!services.equals(ServerServices.id())) {
      throw new UserError(
          "target.not-set-up",
          server.remote().address() + " is not set up for apps with a server of their own.",
          "Run 'freehold target add ssh "
              + server.remote().address()
              + "': it shows what is missing. What is live is untouched.");
    }
    NativeParts.misfit(artifact, "Linux " + arch, server.remote().address().toString())
        .ifPresent(
            misfit -> {
              throw misfit;
            });
    PythonPackages.version(artifact)
        .filter(version -> python(version).isEmpty())
        .ifPresent(version -> refusePython(version, server));
  }

  private void refusePython(String version, OwnServer server) {
    List<String> there =
        pythons.stream().map(path -> path.replaceFirst("^.*/python", "")).sorted().toList();
    throw new UserError(
        "target.python-missing",
        "The app's packages are made for Python "
            + version
            + ", which "
            + server.remote().address()
            + " does not have"
            + (there.isEmpty() ? "." : "; it has " + String.join(" and ", there) + "."),
        "Install it there, on Debian with 'apt-get install python3'"
            + (there.isEmpty()
                ? "."
                : ". Or have the packages made for a version that both machines have: freehold app"
                    + " set python="
                    + there.getLast()));
  }

  private Optional<String> python(String version) {
    return pythons.stream().filter(path -> path.endsWith("/python" + version)).findFirst();
  }

  private Optional<Node> ownNode(NodeRange range) {
    return node.filter(
        found ->
            range.allows(found.major())
                && (found.major() >= LEAST_NODE || range.preferred() < LEAST_NODE));
  }

  private static NodeRange range(Artifact artifact) {
    return artifact.serving().services().stream()
        .map(Service::node)
        .findFirst()
        .orElse(NodeRange.ANY);
  }
}
