package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Units;
import dev.freehold.cli.output.Paint;

/**
 * Findings of checks, worst first as the daemon sorts them.
 *
 * @param notes whether to show also what is only read in the sources
 */
record CheckText(Paint paint, boolean notes) {
  CheckText(Paint paint) {
    this(paint, false);
  }

  /** Empty when there is nothing to show. */
  String of(JsonNode checks) {
    var text = new StringBuilder();
    int folded = 0;
    for (JsonNode check : checks) {
      if (!notes && check.path("severity").asText().equals("info")) {
        folded++;
        continue;
      }
      text.append("  ").append(severity(check.path("severity").asText())).append(' ');
      String file = check.path("file").asText("");
      if (check.path("file").isTextual() && !file.isEmpty()) {
        text.append(paint.bold(file));
        if (check.path("line").asInt() > 0) {
          text.append(':').append(check.path("line").asInt());
        }
        text.append("  ");
      }
      text.append(check.path("message").asText()).append('\n');
      String remedy = check.path("remedy").asText("");
      if (check.path("remedy").isTextual() && !remedy.isEmpty()) {
        text.append("          ").append(remedy).append('\n');
      }
      if (check.path("severity").asText().equals("error") && check.path("id").isTextual()) {
        text.append("          ").append(paint.dim("id " + check.path("id").asText())).append('\n');
      }
    }
    if (folded > 0) {
      text.append("  ")
          .append(
              paint.dim(
                  "and "
                      + Units.count(folded, "note")
                      + " about what is only in the sources: freehold plan --notes"))
          .append('\n');
    }
    return text.toString();
  }

  private String severity(String severity) {
    return switch (severity) {
      case "error" -> paint.red("error  ");
      case "warning" -> paint.yellow("warning");
      default -> paint.dim("note   ");
    };
  }
}
