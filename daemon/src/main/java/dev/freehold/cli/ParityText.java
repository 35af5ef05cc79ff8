package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.cli.output.Paint;
import dev.freehold.cli.output.Table;
import java.util.List;
import java.util.stream.StreamSupport;

/** A parity as people read it: the verdict, what is wrong and how to mend it, then the evidence. */
record ParityText(Paint paint) {
  private static final List<String> SEVERITIES = List.of("lies", "may-lie", "harmless");

  String of(JsonNode parity) {
    var text = new StringBuilder(paint.bold(parity.path("verdict").path("text").asText()));
    text.append(".\n");
    for (String severity : SEVERITIES) {
      List<JsonNode> some =
          StreamSupport.stream(parity.path("differences").spliterator(), false)
              .filter(difference -> difference.path("severity").asText().equals(severity))
              .toList();
      if (!some.isEmpty()) {
        text.append('\n').append(title(severity)).append('\n');
        if (severity.equals("harmless")) {
          text.append(brief(some));
        } else {
          some.forEach(difference -> text.append(whole(difference, parity)));
        }
      }
    }
    int left = parity.path("differencesCount").asInt() - parity.path("differences").size();
    if (left > 0) {
      text.append("\nAnd ").append(left).append(" more.\n");
    }
    if (!parity.path("same").isEmpty()) {
      text.append('\n').append(paint.green("The same")).append('\n');
      parity.path("same").forEach(line -> text.append("  ").append(line.asText()).append('\n'));
    }
    if (!parity.path("unknown").isEmpty()) {
      text.append('\n').append(paint.yellow("Not compared")).append('\n');
      parity.path("unknown").forEach(thing -> text.append(unknown(thing)));
    }
    return text.toString();
  }

  private String title(String severity) {
    return switch (severity) {
      case "lies" -> paint.red("Lies");
      case "may-lie" -> paint.yellow("May lie");
      default -> paint.dim("Harmless");
    };
  }

  private String whole(JsonNode difference, JsonNode parity) {
    var sides =
        new Table()
            .row(parity.path("from").asText() + ":", difference.path("from").asText())
            .row(parity.path("to").asText() + ":", difference.path("to").asText());
    return "  "
        + difference.path("kind").asText()
        + ": "
        + paint.bold(difference.path("what").asText())
        + "\n"
        + sides.text("    ")
        + "    "
        + difference.path("reason").asText()
        + "\n    Do: "
        + difference.path("action").asText()
        + "\n";
  }

  private static String brief(List<JsonNode> differences) {
    var table = new Table();
    differences.forEach(
        d ->
            table.row(
                d.path("kind").asText() + ": " + d.path("what").asText(),
                d.path("from").asText() + " | " + d.path("to").asText()));
    return table.text("  ");
  }

  private static String unknown(JsonNode thing) {
    return "  "
        + thing.path("kind").asText()
        + ": "
        + thing.path("what").asText()
        + ". "
        + thing.path("reason").asText()
        + "\n";
  }
}
