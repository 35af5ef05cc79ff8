package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.cli.output.Table;

/** Words for where an app's code comes from. */
final class SourceText {
  private static final int SHORT = 10;

  private SourceText() {}

  static String chosen(JsonNode source) {
    String app = source.path("app").asText();
    return of(source)
        + (source.path("trouble").isObject()
            ? ""
            : "\nDeploy it: freehold deploy --app " + app + "\n");
  }

  static String of(JsonNode source) {
    String app = source.path("app").asText();
    if (!source.path("url").isTextual()) {
      return "The code of "
          + app
          + " comes from exports: from the builder's tab, a folder or an archive. To take it from"
          + " git: freehold app source git URL --app "
          + app
          + "\n";
    }
    var table = new Table();
    table.row("branch", source.path("branch").asText("the default branch"));
    table.row("taken", taken(source));
    table.row("there", there(source));
    return app
        + " <- "
        + source.path("url").asText()
        + "\n\n"
        + table.text("  ")
        + GitText.trouble(source.path("trouble"));
  }

  private static String taken(JsonNode source) {
    return source.path("taken").isTextual()
        ? shortly(source.path("taken")) + ", fetched at " + source.path("takenAt").asText()
        : "nothing yet";
  }

  private static String there(JsonNode source) {
    if (!source.path("head").isTextual()) {
      return "nothing was seen yet";
    }
    return shortly(source.path("head"))
        + ", "
        + news(source.path("commits").asInt())
        + ", seen at "
        + source.path("lookedAt").asText();
  }

  /** After a fetch. */
  static String fetched(JsonNode fetched) {
    return news(fetched.path("commits").asInt())
        + " on "
        + fetched.path("branch").asText()
        + ", at "
        + shortly(fetched.path("commit"));
  }

  private static String news(int commits) {
    return switch (commits) {
      case 0 -> "nothing new";
      case 1 -> "1 new commit";
      default -> commits + " new commits";
    };
  }

  private static String shortly(JsonNode commit) {
    String id = commit.asText();
    return id.substring(0, Math.min(SHORT, id.length()));
  }
}
