package dev.freehold.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.host.ExtensionIds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file that tells a browser which program the extension may start:
 * developer.chrome.com/docs/extensions/develop/concepts/native-messaging.
 *
 * @param path of the program
 */
record HostManifest(
    String name, String description, String path, String type, List<String> allowedOrigins) {
  static final String NAME = "dev.freehold.host";

  static HostManifest of(Path script) {
    return new HostManifest(
        NAME,
        "Freehold: deploys the app in this tab to infrastructure you control",
        script.toString(),
        "stdio",
        ExtensionIds.origins());
  }

  String text() {
    var manifest = Json.mapper().createObjectNode();
    manifest.put("name", name).put("description", description).put("path", path).put("type", type);
    allowedOrigins.forEach(manifest.putArray("allowed_origins")::add);
    return manifest.toPrettyString() + "\n";
  }

  /** Empty when this is no manifest at all. */
  static Optional<HostManifest> parse(String text) {
    try {
      JsonNode manifest = Json.mapper().readTree(text);
      if (!manifest.path("path").isTextual()) {
        return Optional.empty();
      }
      var origins = new ArrayList<String>();
      manifest.path("allowed_origins").forEach(origin -> origins.add(origin.asText()));
      return Optional.of(
          new HostManifest(
              manifest.path("name").asText(),
              manifest.path("description").asText(),
              manifest.path("path").asText(),
              manifest.path("type").asText(),
              List.copyOf(origins)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  boolean allowsTheExtension() {
    return allowedOrigins.containsAll(ExtensionIds.origins());
  }
}
