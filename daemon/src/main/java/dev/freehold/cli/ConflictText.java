package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.PlainText;
import dev.freehold.base.ShellWords;
import dev.freehold.base.Units;
import dev.freehold.cli.output.Paint;
import dev.freehold.cli.output.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words for files that the builder's export and main both changed. */
record ConflictText(Paint paint) {
  private static final int SHORT = 10;

  String files(JsonNode conflicts) {
    String app = conflicts.path("app").asText();
    JsonNode files = conflicts.path("files");
    if (!conflicts.path("pending").asBoolean()) {
      return "There is no conflict: main of " + app + " has all of the builder's exports.\n";
    }
    if (files.isEmpty()) {
      return "There is no conflict: the builder's export is merged into main of "
          + app
          + " when you deploy it again.\n";
    }
    var table = new Table();
    for (JsonNode file : files) {
      table.row(
          paint.bold(PlainText.of(file.path("path").asText())),
          kind(file.path("kind").asText()),
          places(file));
    }
    return app
        + ": the builder's export and main changed the same places in "
        + Units.count(files.size(), "file")
        + ". main stays as it was.\n\n"
        + table.text("  ")
        + "\n"
        + next(app, files);
  }

  private static String next(String app, JsonNode files) {
    for (JsonNode file : files) {
      if (file.path("choices").isEmpty()) {
        return "Only a checkout can settle a file that is a folder on the other side. Get one with:"
            + " freehold app checkout FOLDER --app "
            + app
            + "\nThere: git merge origin/builder, settle all files, commit, git push. Then deploy"
            + " again: freehold deploy --app "
            + app
            + "\n";
      }
    }
    String first = ShellWords.quoted(PlainText.of(files.get(0).path("path").asText()));
    String settle = "freehold git settle --app " + app;
    return new Table()
        .row("See both sides:", "freehold git conflicts --app " + app + " --show " + first)
        .row("Take one for all:", settle + " --all builder")
        .row("Or for each:", settle + " --builder " + first + " --all main")
        .text();
  }

  private static String kind(String kind) {
    return switch (kind) {
      case "both-changed" -> "changed on both sides";
      case "both-added" -> "added on both sides";
      case "builder-removed" -> "removed in the builder, changed on main";
      case "main-removed" -> "removed on main, changed in the builder";
      default -> "a file on one side, a folder on the other";
    };
  }

  private static String places(JsonNode file) {
    if (file.path("choices").isEmpty()) {
      return "";
    }
    int places = file.path("places").asInt();
    String kind = file.path("kind").asText();
    if (file.path("binary").asBoolean() || kind.endsWith("-removed")) {
      return file.path("binary").asBoolean() ? "the whole file, not text" : "the whole file";
    }
    return Units.count(places, "place");
  }

  /** As {@code diff3} shows it. */
  String file(JsonNode view) {
    var text = new StringBuilder();
    text.append(paint.bold(PlainText.of(view.path("path").asText())))
        .append(": ")
        .append(kind(view.path("kind").asText()))
        .append('\n');
    if (view.path("places").isEmpty()) {
      JsonNode sizes = view.path("sizes");
      text.append(
          new Table()
              .row("main (yours)", size(sizes.path("main")))
              .row("builder's export", size(sizes.path("builder")))
              .text("  "));
    }
    for (JsonNode place : view.path("places")) {
      text.append('\n').append(paint.dim("line " + place.path("line").asText())).append('\n');
      lines(text, place.path("before"), paint::dim);
      text.append(paint.bold("<<<<<<< main (yours)")).append('\n');
      lines(text, place.path("main"), paint::green);
      text.append(paint.bold("||||||| what both came from")).append('\n');
      lines(text, place.path("base"), paint::dim);
      text.append(paint.bold("=======")).append('\n');
      lines(text, place.path("builder"), paint::yellow);
      text.append(paint.bold(">>>>>>> builder's export")).append('\n');
      lines(text, place.path("after"), paint::dim);
    }
    if (view.path("truncated").asBoolean()) {
      text.append("\nThere is more, too long to be shown here. In a checkout: git merge")
          .append(" origin/builder\n");
    }
    return text.toString();
  }

  String settled(String app, JsonNode settled, List<String> own) {
    int files = settled.path("settled").asInt();
    String main = settled.path("main").asText();
    return "Settled "
        + Units.count(files, "file")
        + "; main of "
        + app
        + " is at "
        + main.substring(0, Math.min(SHORT, main.length()))
        + ".\n"
        + (own.isEmpty()
            ? ""
            : "No export changes any more: " + PlainText.of(String.join(", ", own)) + "\n")
        + "Deploy again with: freehold deploy --app "
        + app
        + "\n";
  }

  private static String size(JsonNode bytes) {
    return bytes.isNumber() ? bytes.asText() + " bytes" : "has no file there";
  }

  private interface Colour {
    String of(String text);
  }

  private static void lines(StringBuilder text, JsonNode lines, Colour colour) {
    lines.forEach(line -> text.append(colour.of(code(line.asText()))).append('\n'));
  }

  /** A line of code: as plain text, but tabs stay, and the end of a line of Windows is one sign. */
  private static String code(String line) {
    return Stream.of(line.replace('\r', '␍').split("\t", -1))
        .map(PlainText::of)
        .collect(Collectors.joining("\t"));
  }
}
