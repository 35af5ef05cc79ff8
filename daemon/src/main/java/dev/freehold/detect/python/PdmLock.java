package dev.freehold.detect.python;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.detect.python.LockGraph.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code pdm.lock} (pdm-project.org/en/latest/usage/lockfile). Where it was made with {@code
 * inherit_metadata}, which is usual, each package says itself for whom it is; elsewhere only the
 * ways from the app's own packages do. An extra is a package of its own beside the one it is of.
 */
final class PdmLock {
  static final String FILE = "pdm.lock";

  /** The group of what runs, and not only develops, the app. */
  private static final String DEFAULT = "default";

  private PdmLock() {}

  static Lock of(String text, ProjectFile project) throws UnclearPackagesException {
    JsonNode root = Toml.read(text, FILE);
    var needs = new TreeMap<Pin, List<Edge>>();
    var own = new ArrayList<Pin>();
    boolean grouped = false;
    for (JsonNode one : root.path("package")) {
      Pin pin = pin(one, root.path("metadata").path("files"));
      needs.computeIfAbsent(pin, _ -> new ArrayList<>()).addAll(edges(one));
      grouped |= one.has("groups");
      if (!one.has("extras") && isDefault(one)) {
        own.add(pin.onlyWhen(one.path("marker").asText("")));
      }
    }
    var graph = new LockGraph(FILE);
    needs.forEach(graph::add);
    return new Lock(
        graph.names(),
        grouped
            ? own.stream().sorted().toList()
            : graph.from(project.packages().stream().map(Edge::of).toList()),
        project.indexes());
  }

  private static boolean isDefault(JsonNode one) {
    return one.path("groups").valueStream().anyMatch(group -> group.asText().equals(DEFAULT));
  }

  /** An extra has the files of the package that it is of. */
  private static Pin pin(JsonNode one, JsonNode ofAll) {
    String name = PackageName.of(one.path("name").asText());
    String version = one.path("version").asText("");
    List<String> hashes =
        Stream.of(one.path("files"), ofAll.path(one.path("name").asText() + " " + version))
            .flatMap(JsonNode::valueStream)
            .map(file -> file.path("hash").asText(""))
            .filter(hash -> !hash.isEmpty())
            .toList();
    Optional<String> elsewhere = Requirement.elsewhere(one);
    return elsewhere
        .map(place -> Pin.elsewhere(name, version, place, hashes))
        .orElseGet(() -> Pin.of(name, version, hashes));
  }

  private static List<Edge> edges(JsonNode one) {
    List<String> extras =
        one.has("extras")
            ? one.path("extras").valueStream().map(extra -> PackageName.of(extra.asText())).toList()
            : List.of("");
    return one.path("dependencies")
        .valueStream()
        .flatMap(line -> Requirement.of(line.asText()).stream())
        .flatMap(
            needed ->
                extras.stream()
                    .map(
                        extra ->
                            new Edge(needed.name(), "", needed.extras(), needed.marker(), extra)))
        .toList();
  }
}
