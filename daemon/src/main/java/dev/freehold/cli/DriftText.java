package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Units;
import dev.freehold.cli.output.Paint;
import dev.freehold.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** A block for each app: what is behind in plain words, then what exactly, and how to mend it. */
record DriftText(Paint paint) {
  private static final int SHOWN_FILES = 10;

  String of(List<JsonNode> drifts) {
    if (drifts.isEmpty()) {
      return "No apps yet. Deploy one: freehold deploy PATH\n";
    }
    var text = new StringBuilder();
    boolean wasLong = false;
    for (JsonNode drift : drifts) {
      String details = details(drift);
      if (!text.isEmpty() && (wasLong || !details.isEmpty())) {
        text.append('\n');
      }
      text.append(paint.bold(drift.path("app").asText())).append(": ").append(verdict(drift));
      text.append(details);
      wasLong = !details.isEmpty();
    }
    return text.toString();
  }

  private static String verdict(JsonNode drift) {
    if (drift.path("inStep").asBoolean()) {
      boolean live = live(drift).findAny().isPresent();
      return live ? "everything is in step.\n" : "nothing is live yet.\n";
    }
    var clauses = new StringJoiner("; ", "", ".\n");
    JsonNode unmerged = drift.path("builder").path("unmerged");
    if (unmerged.isObject()) {
      int exports = unmerged.path("commits").asInt();
      clauses.add(
          DriftWords.count(exports, "export")
              + (exports == 1 ? " is" : " are")
              + " not merged into main");
    }
    source(drift.path("source")).ifPresent(clauses::add);
    remote(drift.path("remote")).ifPresent(clauses::add);
    boolean one = drift.path("environments").size() == 1;
    drift.path("environments").forEach(environment -> clauses(environment, one, clauses));
    return clauses.toString();
  }

  private static Stream<JsonNode> live(JsonNode drift) {
    return drift
        .path("environments")
        .valueStream()
        .filter(environment -> environment.path("release").isTextual());
  }

  private static Optional<String> source(JsonNode source) {
    if (source.path("behind").isObject()) {
      return Optional.of(
          "main is "
              + DriftWords.count(source.path("behind").path("commits").asInt(), "change")
              + " behind its source");
    }
    return Optional.of("its source can't be read").filter(_ -> source.path("trouble").isObject());
  }

  private static Optional<String> remote(JsonNode remote) {
    int ahead = remote.path("ahead").asInt();
    int behind = remote.path("behind").asInt();
    if (ahead > 0 && behind > 0) {
      return Optional.of("main and its git remote both went on");
    }
    if (behind > 0) {
      return Optional.of(
          "main is " + DriftWords.count(behind, "commit") + " behind its git remote");
    }
    if (ahead > 0) {
      return Optional.of("its git remote is " + DriftWords.count(ahead, "commit") + " behind main");
    }
    return Optional.of("its git remote needs you").filter(_ -> remote.path("trouble").isObject());
  }

  private static void clauses(JsonNode environment, boolean one, StringJoiner clauses) {
    String name = environment.path("name").asText();
    if (differs(environment.path("behind"))) {
      clauses.add(name + " is " + behindMain(environment.path("behind")));
    }
    int variables = environment.path("variables").size();
    if (variables > 0) {
      clauses.add(
          DriftWords.waiting(
              Units.count(variables, "variable") + (one ? "" : " of " + name), variables));
    }
    if (!environment.path("outside").isEmpty()) {
      clauses.add(name + " is not as Freehold left it");
    }
  }

  private static boolean differs(JsonNode behind) {
    return behind.path("files").asInt() > 0;
  }

  private static String behindMain(JsonNode behind) {
    return DriftWords.behindMain(behind.path("commits").asInt(), behind.path("files").asInt());
  }

  private String details(JsonNode drift) {
    String slug = drift.path("app").asText();
    var text = new StringBuilder();
    JsonNode unmerged = drift.path("builder").path("unmerged");
    if (unmerged.isObject()) {
      text.append(title("builder"))
          .append(files(unmerged, "would change"))
          .append("  Where both changed the same: freehold git conflicts --app " + slug + "\n");
    }
    text.append(source(drift.path("source"), slug));
    text.append(remote(drift.path("remote"), slug));
    drift.path("environments").forEach(e -> text.append(environment(e, drift, slug)));
    return text.toString();
  }

  private String title(String words) {
    return "\n" + paint.bold(words) + "\n";
  }

  private String source(JsonNode source, String slug) {
    if (source(source).isEmpty()) {
      return "";
    }
    String title = title("source " + source.path("url").asText());
    JsonNode trouble = source.path("trouble");
    return trouble.isObject()
        ? title + advice(trouble)
        : title
            + files(source.path("behind"), "would change")
            + "  Take them: freehold deploy --app "
            + slug
            + "\n";
  }

  private String remote(JsonNode remote, String slug) {
    if (remote(remote).isEmpty()) {
      return "";
    }
    String title = title("git remote " + remote.path("url").asText());
    JsonNode trouble = remote.path("trouble");
    return trouble.isObject()
        ? title + advice(trouble)
        : title
            + "  It lacks "
            + DriftWords.count(remote.path("ahead").asInt(), "commit")
            + " of main.\n  Push: freehold git push --app "
            + slug
            + "\n";
  }

  private static String advice(JsonNode trouble) {
    return "  "
        + trouble.path("message").asText()
        + "\n  "
        + trouble.path("remedy").asText()
        + "\n";
  }

  private String environment(JsonNode environment, JsonNode drift, String slug) {
    var text = new StringBuilder();
    boolean files = differs(environment.path("behind"));
    boolean variables = !environment.path("variables").isEmpty();
    if (files) {
      text.append(files(environment.path("behind"), "differs from main", "differ from main"));
    }
    if (variables) {
      text.append("  variables that were set since:\n");
      var table = new Table();
      environment
          .path("variables")
          .forEach(v -> table.row(v.path("change").asText(), v.path("name").asText()));
      text.append(table.text("    "));
    }
    if (files || variables) {
      text.append("  Bring it live: ").append(command(environment, drift, slug)).append('\n');
    }
    environment.path("outside").forEach(outside -> text.append(advice(outside)));
    if (environment.path("commit").isTextual() && environment.path("behind").isNull()) {
      text.append(
          "  Its commit is not in this machine's repository, so its files are not compared.\n");
    }
    return text.isEmpty()
        ? ""
        : title(
                environment.path("name").asText()
                    + ", "
                    + environment.path("release").asText()
                    + " on "
                    + environment.path("target").asText())
            + text;
  }

  /** A promotion, where another environment has main live already. */
  private static String command(JsonNode environment, JsonNode drift, String slug) {
    String name = environment.path("name").asText();
    String main = drift.path("main").asText();
    Optional<String> from =
        live(drift)
            .filter(_ -> differs(environment.path("behind")))
            .filter(_ -> name.equals(EnvironmentChoice.USUAL))
            .filter(other -> other.path("commit").asText().equals(main))
            .map(other -> other.path("name").asText())
            .findFirst();
    if (from.isPresent()) {
      return "freehold promote --from " + from.get() + " --to " + name + " --app " + slug;
    }
    return "freehold deploy --app "
        + slug
        + (name.equals(EnvironmentChoice.USUAL) ? "" : " --env " + name);
  }

  private static String files(JsonNode behind, String would) {
    return files(behind, would, would);
  }

  private static String files(JsonNode behind, String one, String many) {
    int files = behind.path("files").asInt();
    var kinds = new StringJoiner(", ");
    for (String kind : List.of("added", "changed", "removed")) {
      if (behind.path(kind).asInt() > 0) {
        kinds.add(behind.path(kind).asInt() + " " + kind);
      }
    }
    var text =
        new StringBuilder(
            "  "
                + Units.count(files, "file")
                + " "
                + (files == 1 ? one : many)
                + ": "
                + kinds
                + "\n");
    var table = new Table();
    List<JsonNode> shown = new ArrayList<>();
    behind.path("paths").valueStream().limit(SHOWN_FILES).forEach(shown::add);
    shown.forEach(p -> table.row(p.path("change").asText(), p.path("path").asText()));
    text.append(table.text("    "));
    if (files > shown.size()) {
      text.append("    and ").append(files - shown.size()).append(" more\n");
    }
    return text.toString();
  }
}
