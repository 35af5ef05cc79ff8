package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.UserError;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * Which app is meant: the one that was named, else the only one, else the one named like the folder
 * the user is in or a folder above it.
 */
final class AppChoice {
  @Option(
      names = "--app",
      paramLabel = "SLUG",
      description = "Which app. Not needed with one app, or in a folder named like the app.")
  String app = "";

  /**
   * @throws UserError {@code app.none}, {@code app.ambiguous}
   */
  String resolve(Session session) {
    if (!app.isEmpty()) {
      return app;
    }
    List<String> known =
        session.apps().stream().map((JsonNode a) -> a.path("slug").asText()).toList();
    if (known.isEmpty()) {
      throw new UserError(
          "app.none", "There is no app yet.", "Deploy one first: freehold deploy PATH");
    }
    if (known.size() == 1) {
      return known.getFirst();
    }
    for (Path at = session.surroundings().folder(); at != null; at = at.getParent()) {
      Path name = at.getFileName();
      if (name != null && name.toString().matches(".*[A-Za-z0-9].*")) {
        String slug = Slugs.of(name.toString());
        if (known.contains(slug)) {
          return slug;
        }
      }
    }
    throw new UserError(
        "app.ambiguous",
        "It is not clear which app is meant: there are " + String.join(", ", known) + ".",
        "Say which: --app " + known.getFirst());
  }
}
