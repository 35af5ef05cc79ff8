package dev.freehold.detect.python;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.detect.python.LockGraph.Edge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * {@code uv.lock} (docs.astral.sh/uv/concepts/projects/layout): the app itself is a package in it.
 */
final class UvLock {
  static final String FILE = "uv.lock";

  private static final Pattern ADDRESS = Pattern.compile("https?://.*");

  private UvLock() {}

  static Lock of(String text) throws UnclearPackagesException {
    JsonNode root = Toml.read(text, FILE);
    var graph = new LockGraph(FILE);
    var app = new ArrayList<Edge>();
    var indexes = new TreeSet<String>();
    boolean found = false;
    for (JsonNode one : root.path("package")) {
      JsonNode source = one.path("source");
      if (isApp(source)) {
        found = true;
        app.addAll(edges(one.path("dependencies"), ""));
      } else {
        graph.add(pin(one, source), needs(one));
        String registry = source.path("registry").asText("");
        if (ADDRESS.matcher(registry).matches() && !Indexes.isPublic(registry)) {
          indexes.add(registry);
        }
      }
    }
    if (!found) {
      throw new UnclearPackagesException(FILE + " does not have the app itself");
    }
    return new Lock(graph.names(), graph.from(app), List.copyOf(indexes));
  }

  private static boolean isApp(JsonNode source) {
    return source.path("virtual").asText("").equals(".")
        || source.path("editable").asText("").equals(".");
  }

  private static Pin pin(JsonNode one, JsonNode source) {
    String name = PackageName.of(one.path("name").asText());
    String version = one.path("version").asText("");
    var hashes = new ArrayList<String>();
    one.path("wheels").forEach(wheel -> hash(wheel, hashes));
    hash(one.path("sdist"), hashes);
    return Requirement.elsewhere(source)
        .map(place -> Pin.elsewhere(name, version, place, hashes))
        .orElseGet(() -> Pin.of(name, version, hashes));
  }

  private static void hash(JsonNode file, List<String> hashes) {
    String hash = file.path("hash").asText("");
    if (!hash.isEmpty()) {
      hashes.add(hash);
    }
  }

  private static List<Edge> needs(JsonNode one) {
    var needs = new ArrayList<>(edges(one.path("dependencies"), ""));
    for (Map.Entry<String, JsonNode> extra : one.path("optional-dependencies").properties()) {
      needs.addAll(edges(extra.getValue(), PackageName.of(extra.getKey())));
    }
    return needs;
  }

  private static List<Edge> edges(JsonNode listed, String extra) {
    var edges = new ArrayList<Edge>();
    for (JsonNode one : listed) {
      Set<String> extras = new HashSet<>();
      one.path("extra").forEach(e -> extras.add(PackageName.of(e.asText())));
      edges.add(
          new Edge(
              PackageName.of(one.path("name").asText()),
              one.path("version").asText(""),
              Set.copyOf(extras),
              one.path("marker").asText(""),
              extra));
    }
    return edges;
  }
}
