package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.cli.output.Paint;

/** Findings of checks, worst first as the daemon sorts them. */
record CheckText(Paint paint) {
  String of(JsonNode checks) {
    var text = new StringBuilder();
    for (JsonNode check : checks) {
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
