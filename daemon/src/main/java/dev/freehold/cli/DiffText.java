package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.cli.output.Paint;
import java.util.List;

/** A difference as people read it: first what differs, then how. */
record DiffText(Paint paint) {
  private static final List<String> HOW = List.of("added", "changed", "removed");

  String of(JsonNode difference) {
    var text = new StringBuilder();
    for (JsonNode file : difference.path("files")) {
      text.append(mark(file.path("change").asText()))
          .append(' ')
          .append(paint.bold(file.path("path").asText()))
          .append('\n');
      if (file.path("textDiff").isTextual()) {
        file.path("textDiff").asText().lines().forEach(line -> text.append(line(line)));
      }
    }
    names(text, "variables", difference.path("variables"));
    build(text, difference.path("build"));
    names(text, "adaptations", difference.path("adaptations"));
    return text.isEmpty() ? "No difference.\n" : text.toString();
  }

  private String line(String line) {
    boolean added = line.startsWith("+") && !line.startsWith("+++");
    boolean removed = line.startsWith("-") && !line.startsWith("---");
    String shown = added ? paint.green(line) : removed ? paint.red(line) : paint.dim(line);
    return "    " + shown + "\n";
  }

  private void names(StringBuilder text, String what, JsonNode names) {
    for (String how : HOW) {
      for (JsonNode name : names.path(how)) {
        String shown = name.isTextual() ? name.asText() : name.path("id").asText(name.toString());
        text.append(mark(how)).append(' ').append(what).append(": ").append(shown).append('\n');
      }
    }
  }

  private static void build(StringBuilder text, JsonNode build) {
    if (build.path("same").asBoolean()) {
      text.append("  the built files are the same\n");
    } else if (build.isObject()) {
      text.append("  built anew: artifact ")
          .append(brief(build, "fromArtifact"))
          .append(" became ")
          .append(brief(build, "toArtifact"))
          .append('\n');
    }
  }

  private static String brief(JsonNode build, String name) {
    String id = build.path(name).asText();
    return id.substring(0, Math.min(10, id.length()));
  }

  private String mark(String how) {
    return switch (how) {
      case "added" -> paint.green("+");
      case "removed" -> paint.red("-");
      default -> paint.yellow("~");
    };
  }
}
