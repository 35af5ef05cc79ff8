package dev.freehold.detect.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code Pipfile.lock} (pipenv.pypa.io): all that is installed, each with its marker. */
final class PipfileLock {
  static final String FILE = "Pipfile.lock";

  private PipfileLock() {}

  static Lock of(String text) throws UnclearPackagesException {
    JsonNode root = Toml.readJson(text, FILE);
    var pins = new ArrayList<Pin>();
    Set<String> names = new TreeSet<>();
    for (Map.Entry<String, JsonNode> one : root.path("default").properties()) {
      Pin pin = pin(PackageName.of(one.getKey()), one.getValue());
      names.add(pin.name());
      pins.add(pin.onlyWhen(one.getValue().path("markers").asText("")));
    }
    return new Lock(
        names, pins.stream().sorted().toList(), Indexes.of(root.path("_meta").path("sources")));
  }

  private static Pin pin(String name, JsonNode said) {
    List<String> hashes = said.path("hashes").valueStream().map(JsonNode::asText).toList();
    String version = said.path("version").asText("").replaceFirst("^==", "");
    return Requirement.elsewhere(said)
        .map(place -> Pin.elsewhere(name, version, place, hashes))
        .orElseGet(() -> Pin.of(name, version, hashes));
  }
}
