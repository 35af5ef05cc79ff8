package dev.freehold.targets.aws.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import java.util.Optional;

/**
 * What the function reads of a site's pointer; a driver may add fields for itself.
 *
 * @param release its folder
 * @param rules id of a {@link Rules}
 * @param server host of the function's address that is the app's server
 */
public record EdgePointer(
    long generation, String release, String settings, String rules, Optional<String> server) {
  public ObjectNode json() {
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("g", generation)
            .put("r", release)
            .put("s", settings)
            .put("u", rules);
    server.ifPresent(host -> json.put("f", host));
    return json;
  }
}
