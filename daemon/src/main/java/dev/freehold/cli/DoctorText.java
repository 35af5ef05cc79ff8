package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.cli.output.Paint;
import dev.freehold.cli.output.Table;

/** What the doctor found, for people. */
final class DoctorText {
  private final Paint paint;

  DoctorText(Paint paint) {
    this.paint = paint;
  }

  /**
   * @param lines of the API
   */
  String of(JsonNode lines) {
    var table = new Table();
    int bad = 0;
    for (JsonNode line : lines) {
      String state = line.path("state").asText();
      table.row(
          coloured(state), paint.bold(line.path("title").asText()), line.path("reason").asText());
      if (line.path("remedy").isTextual()) {
        table.row("", "", "Do: " + line.path("remedy").asText());
      }
      bad += state.equals("ok") ? 0 : 1;
    }
    return table.text()
        + switch (bad) {
          case 0 -> "All is well.\n";
          case 1 -> "One thing to look at.\n";
          default -> bad + " things to look at.\n";
        };
  }

  private String coloured(String state) {
    return switch (state) {
      case "ok" -> paint.green(state);
      case "warning" -> paint.yellow(state);
      case "failed" -> paint.red(state);
      default -> paint.dim(state);
    };
  }
}
