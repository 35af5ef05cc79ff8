package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.cli.output.Paint;

/** What a plan asks, for those who answer by commands. */
record QuestionText(Paint paint) {
  String of(JsonNode questions) {
    var text = new StringBuilder();
    for (JsonNode question : questions) {
      text.append("  ")
          .append(
              question.path("needed").asBoolean() ? paint.red("asks   ") : paint.yellow("asks   "))
          .append(' ')
          .append(question.path("question").asText())
          .append("\n          ")
          .append(question.path("why").asText())
          .append("\n          ")
          .append(question.path("command").asText())
          .append('\n');
    }
    return text.toString();
  }
}
