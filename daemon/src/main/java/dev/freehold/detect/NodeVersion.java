package dev.freehold.detect;

import dev.freehold.app.Overrides.Key;
import dev.freehold.detect.Detection.Conclusion;
import java.util.List;
import java.util.Optional;

/**
 * What an app says about Node.js.
 *
 * @param reason where it says it
 */
record NodeVersion(NodeRange range, String reason) {
  private static final List<String> FILES = List.of(".nvmrc", ".node-version");

  static NodeVersion of(Project project) {
    Optional<String> said = project.overrides().of(Key.NODE);
    if (said.isPresent()) {
      return new NodeVersion(new NodeRange(said.get()), Conclusions.SET);
    }
    for (String file : FILES) {
      Optional<String> text =
          project.files().text(file).map(String::strip).filter(line -> !line.isEmpty());
      if (text.isPresent()) {
        return new NodeVersion(
            new NodeRange(text.get().lines().findFirst().orElse("")),
            project.files().shown(file) + " names " + text.get());
      }
    }
    return project
        .manifest()
        .map(manifest -> manifest.group("engines").path("node").asText())
        .filter(range -> !range.isBlank())
        .map(
            range ->
                new NodeVersion(
                    new NodeRange(range), project.manifestPath() + " asks for node " + range))
        .orElseGet(() -> new NodeVersion(NodeRange.ANY, "the app asks for none"));
  }

  Conclusion conclusion() {
    String version = Integer.toString(range.preferred());
    return new Conclusion(
        "Node.js",
        range.allowsOthers() ? "this machine's where it fits, otherwise " + version : version,
        reason);
  }
}
