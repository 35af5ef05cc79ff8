package dev.freehold.detect.python;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.detect.python.LockGraph.Edge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * {@code poetry.lock}. Since Poetry 2 each package says itself for whom it is; before, only the
 * ways from the app's own packages do.
 */
final class PoetryLock {
  static final String FILE = "poetry.lock";

  /** The group of what runs, and not only develops, the app. */
  private static final String MAIN = "main";

  private PoetryLock() {}

  /**
   * @param app what the app itself asks for
   */
  static Lock of(String text, List<Requirement> app) throws UnclearPackagesException {
    JsonNode root = Toml.read(text, FILE);
    JsonNode packages = root.path("package");
    var graph = new LockGraph(FILE);
    var own = new ArrayList<Pin>();
    var indexes = new TreeSet<String>();
    boolean grouped = false;
    for (JsonNode one : packages) {
      Pin pin = pin(one, root.path("metadata").path("files"));
      graph.add(pin, needs(one.path("dependencies")));
      grouped |= one.has("groups");
      if (isMain(one)) {
        own.add(pin.onlyWhen(marker(one.path("markers"))));
      }
      String address = one.path("source").path("url").asText("");
      if (isIndex(one.path("source")) && !Indexes.isPublic(address)) {
        indexes.add(address);
      }
    }
    return new Lock(
        graph.names(),
        grouped ? own.stream().sorted().toList() : graph.from(app.stream().map(Edge::of).toList()),
        List.copyOf(indexes));
  }

  private static boolean isMain(JsonNode one) {
    for (JsonNode group : one.path("groups")) {
      if (group.asText().equals(MAIN)) {
        return !one.path("optional").asBoolean(false);
      }
    }
    return false;
  }

  /** One for all groups, or one for each. */
  private static String marker(JsonNode markers) {
    return (markers.isObject() ? markers.path(MAIN) : markers).asText("");
  }

  private static boolean isIndex(JsonNode source) {
    return source.path("type").asText("").equals("legacy");
  }

  private static Pin pin(JsonNode one, JsonNode ofAll) {
    String name = PackageName.of(one.path("name").asText());
    String version = one.path("version").asText("");
    List<String> hashes =
        Stream.of(one.path("files"), ofAll.path(one.path("name").asText()))
            .flatMap(JsonNode::valueStream)
            .map(file -> file.path("hash").asText(""))
            .filter(hash -> !hash.isEmpty())
            .toList();
    JsonNode source = one.path("source");
    if (source.isMissingNode() || isIndex(source)) {
      return Pin.of(name, version, hashes);
    }
    String address = source.path("url").asText("");
    return Pin.elsewhere(
        name,
        version,
        switch (source.path("type").asText("")) {
          case "git" -> "git+" + address;
          case "url" -> address;
          default -> "file:" + address;
        },
        hashes);
  }

  /** A range, a table with extras and marker, or several. */
  private static List<Edge> needs(JsonNode dependencies) {
    var edges = new ArrayList<Edge>();
    for (Map.Entry<String, JsonNode> one : dependencies.properties()) {
      String name = PackageName.of(one.getKey());
      for (JsonNode said : one.getValue().isArray() ? one.getValue() : List.of(one.getValue())) {
        Set<String> extras = new HashSet<>();
        said.path("extras").forEach(extra -> extras.add(PackageName.of(extra.asText())));
        edges.add(new Edge(name, "", Set.copyOf(extras), said.path("markers").asText(""), ""));
      }
    }
    return edges;
  }
}
