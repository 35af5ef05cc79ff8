package dev.freehold.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Packages that an app names as its own optional peers. A library leaves these to whoever uses it;
 * an app has nobody who would bring them, and installs leave them out (docs.npmjs.com,
 * package.json, peerDependenciesMeta).
 */
final class OptionalPeers {
  private static final String PEERS = "peerDependencies";

  private OptionalPeers() {}

  /**
   * Makes them packages of the app in this copy of its package.json.
   *
   * @return their names, sorted; empty when there are none
   */
  static List<String> into(Path manifest) throws IOException {
    Optional<ObjectNode> read = read(manifest);
    if (read.isEmpty()) {
      return List.of();
    }
    ObjectNode app = read.get();
    List<String> names =
        app.path(PEERS)
            .propertyStream()
            .map(Map.Entry::getKey)
            .filter(
                name -> app.path("peerDependenciesMeta").path(name).path("optional").asBoolean())
            .filter(name -> !app.path("dependencies").has(name))
            .filter(name -> !app.path("devDependencies").has(name))
            .sorted()
            .toList();
    if (!names.isEmpty()) {
      ObjectNode packages = app.withObjectProperty("dependencies");
      names.forEach(name -> packages.set(name, app.path(PEERS).path(name)));
      Files.writeString(manifest, Json.mapper().writeValueAsString(app));
    }
    return names;
  }

  /** Empty as well for what is no JSON: the package manager says what is wrong with it. */
  private static Optional<ObjectNode> read(Path manifest) throws IOException {
    try {
      return Files.exists(manifest)
              && Json.mapper().readTree(Files.readString(manifest)) instanceof ObjectNode app
          ? Optional.of(app)
          : Optional.empty();
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }
}
