package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;

/** The next sensible commands, for somebody who types {@code freehold} alone; starts nothing. */
final class NextStep {
  private final Session session;

  NextStep(Session session) {
    this.session = session;
  }

  String text() {
    String program = session.surroundings().program();
    List<Line> lines = lines();
    int width = lines.stream().mapToInt(line -> line.command().length()).max().orElse(0);
    return "Freehold deploys apps made in AI builders to infrastructure you control. Next:\n\n"
        + lines.stream()
            .map(
                line ->
                    "  %s%s  %s\n"
                        .formatted(
                            session.paint().bold(program + " " + line.command()),
                            " ".repeat(width - line.command().length()),
                            line.why()))
            .collect(Collectors.joining())
        + "\nAll commands: "
        + program
        + " --help\n";
  }

  private List<Line> lines() {
    if (isNew()) {
      return List.of(
          new Line("deploy FOLDER", "deploy an export: a folder, a zip or a git address"),
          new Line("browser install", "or get a Deploy button into Lovable, Bolt and Base44"),
          new Line("doctor", "see whether this machine has what is needed"));
    }
    return List.of(
        new Line("status", "what is live"),
        new Line("deploy FOLDER", "deploy a new export"),
        new Line("history", "what was live, and when"),
        new Line("rollback", "go back to the release before"));
  }

  private boolean isNew() {
    return !Files.exists(session.surroundings().home().database()) || apps().isEmpty();
  }

  /** Of a daemon that runs. One that doesn't is not started for this; there are likely some. */
  private JsonNode apps() {
    try {
      return session.current().get("/v1/apps").path("apps");
    } catch (MachineError _) {
      return Json.mapper().createArrayNode().add("unknown");
    }
  }

  private record Line(String command, String why) {}
}
