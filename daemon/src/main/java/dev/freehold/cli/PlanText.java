package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Units;
import dev.freehold.cli.output.Paint;
import dev.freehold.cli.output.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan as people read it before they approve it.
 *
 * @param notes whether to show also what is only read in the sources
 */
record PlanText(Paint paint, boolean notes) {
  private static final int FILES_SHOWN = 8;

  String of(JsonNode plan) {
    JsonNode changes = plan.path("changes");
    var text = new StringBuilder();
    String what =
        "%s of %s to %s"
            .formatted(
                plan.path("kind").asText(),
                plan.path("app").asText(),
                plan.path("environment").asText());
    text.append('\n').append(paint.bold("Plan: " + what)).append("\n\n");
    if (changes.isObject()) {
      text.append(facts(changes).text("  "));
      text.append(files(changes.path("files")));
    }
    text.append(because(paint, plan.path("conclusions")));
    text.append(reasons(paint, "Adapted in the build's copy", plan.path("adaptations"), "id", ""));
    text.append(list("Not published", changes.path("withheld")));
    text.append(list("Good to know", changes.path("notes")));
    if (!plan.path("questions").isEmpty()) {
      text.append('\n').append(paint.bold("Questions")).append('\n');
      text.append(new QuestionText(paint).of(plan.path("questions")));
    }
    if (!plan.path("checks").isEmpty()) {
      text.append('\n').append(paint.bold("Checks")).append('\n');
      text.append(new CheckText(paint, notes).of(plan.path("checks")));
    }
    return text.append('\n').toString();
  }

  private Table facts(JsonNode changes) {
    var table = new Table();
    String before =
        changes.path("previousRelease").isTextual()
            ? " (live now: " + changes.path("previousRelease").asText() + ")"
            : " (the first)";
    table.row("release", paint.bold(changes.path("release").asText()) + paint.dim(before));
    String commit = changes.path("commit").asText("");
    table.row("commit", commit.substring(0, Math.min(10, commit.length())));
    if (!changes.path("addresses").isEmpty()) {
      table.row("address", paint.link(changes.path("addresses").path(0).asText()));
    }
    JsonNode files = changes.path("files");
    table.row(
        "files",
        "%d added, %d changed, %d removed"
            .formatted(count(files, "added"), count(files, "changed"), count(files, "removed")));
    JsonNode variables = changes.path("variables");
    for (String how : List.of("added", "changed", "removed")) {
      if (!variables.path(how).isEmpty()) {
        table.row("variables", how + " " + String.join(", ", texts(variables.path(how))));
      }
    }
    JsonNode upload = changes.path("upload");
    table.row(
        "upload",
        Units.count(upload.path("files").asLong(), "file")
            + ", "
            + Units.bytes(upload.path("bytes").asLong()));
    for (JsonNode resource : changes.path("resources")) {
      String cost = resource.path("cost").asText("");
      table.row("creates", resource.path("what").asText() + (cost.isEmpty() ? "" : " " + cost));
    }
    return table;
  }

  private String files(JsonNode files) {
    var lines = new ArrayList<String>();
    long total = 0;
    for (String how : List.of("added", "changed", "removed")) {
      total += count(files, how);
      texts(files.path(how)).forEach(path -> lines.add(mark(how) + " " + path));
    }
    var text = new StringBuilder();
    lines.stream()
        .limit(FILES_SHOWN)
        .forEach(line -> text.append("    ").append(line).append('\n'));
    long hidden = total - Math.min(FILES_SHOWN, lines.size());
    if (hidden > 0) {
      text.append("    ").append(paint.dim("and " + hidden + " more")).append('\n');
    }
    return text.toString();
  }

  private String list(String title, JsonNode items) {
    if (items.isEmpty()) {
      return "";
    }
    var text = new StringBuilder("\n" + paint.bold(title) + "\n");
    texts(items).stream()
        .limit(FILES_SHOWN)
        .forEach(item -> text.append("  ").append(item).append('\n'));
    if (items.size() > FILES_SHOWN) {
      text.append("  ").append(paint.dim("and " + (items.size() - FILES_SHOWN) + " more"));
      text.append('\n');
    }
    return text.toString();
  }

  private String mark(String how) {
    return switch (how) {
      case "added" -> paint.green("+");
      case "removed" -> paint.red("-");
      default -> paint.yellow("~");
    };
  }

  /** What the app was taken for, and why. */
  static String because(Paint paint, JsonNode conclusions) {
    return reasons(paint, "Because", conclusions, "subject", "value");
  }

  private static String reasons(
      Paint paint, String title, JsonNode items, String subject, String value) {
    if (items.isEmpty()) {
      return "";
    }
    var table = new Table();
    for (JsonNode item : items) {
      String shown = value.isEmpty() ? "" : ": " + item.path(value).asText();
      table.row(item.path(subject).asText() + shown, paint.dim(item.path("reason").asText()));
    }
    return "\n" + paint.bold(title) + "\n" + table.text("  ");
  }

  /** The lists are cut, the counts are not. */
  private static long count(JsonNode files, String how) {
    return Math.max(files.path(how).size(), files.path(how + "Count").asLong());
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
