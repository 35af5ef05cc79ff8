package dev.freehold.builds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Packages that an app names as peers it can do without. A library's user brings such; an app has
 * no user that would, and its builder has them.
 */
final class OwnPeers {
  private OwnPeers() {}

  /** The names, in their order; none when the text is no manifest. */
  static List<String> leftOut(String manifest) {
    return read(manifest).map(OwnPeers::names).orElse(List.of());
  }

  /** The manifest with them as packages that it depends on. */
  static String depended(String manifest) {
    return read(manifest)
        .map(
            app -> {
              ObjectNode packages = app.withObjectProperty("dependencies");
              names(app)
                  .forEach(name -> packages.set(name, app.path("peerDependencies").get(name)));
              return app.toPrettyString();
            })
        .orElse(manifest);
  }

  private static List<String> names(ObjectNode app) {
    var names = new ArrayList<String>();
    app.path("peerDependencies")
        .fieldNames()
        .forEachRemaining(
            name -> {
              JsonNode about = app.path("peerDependenciesMeta").path(name);
              if (about.path("optional").asBoolean()
                  && !app.path("dependencies").has(name)
                  && !app.path("devDependencies").has(name)) {
                names.add(name);
              }
            });
    return List.copyOf(names);
  }

  private static Optional<ObjectNode> read(String manifest) {
    try {
      return Optional.of(Json.mapper().readTree(manifest))
          .filter(ObjectNode.class::isInstance)
          .map(ObjectNode.class::cast);
    } catch (JsonProcessingException e) {
      // the package manager says so when it reads it
      return Optional.empty();
    }
  }
}
