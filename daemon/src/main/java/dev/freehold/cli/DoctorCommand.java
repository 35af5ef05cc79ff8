package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.doctor.Answering;
import dev.freehold.doctor.Doctor;
import dev.freehold.doctor.Subject;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is wrong, as the daemon sees it; as this command does where the daemon does not run. */
@Command(description = "Check what Freehold needs of this machine, and say how to mend it.")
final class DoctorCommand implements Callable<Integer> {
  private final Session session;

  @Mixin JsonChoice json = new JsonChoice();

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    boolean running = Answering.at(session.surroundings().home().socket()) == Answering.YES;
    JsonNode lines = running ? ofTheDaemon() : Json.tree(own().examine());
    if (json.on) {
      ObjectNode document = Json.mapper().createObjectNode().put("running", running);
      document.set("lines", lines);
      session.print(document);
    } else {
      session.terminal().print(new DoctorText(session.paint()).of(lines));
    }
    return exit(lines).number();
  }

  private JsonNode ofTheDaemon() {
    try {
      return session.current().get("/v1/doctor").path("lines");
    } catch (UserError e) {
      if (e.code().equals("api.not-found")) {
        throw new UserError(
            "daemon.outdated",
            "The daemon that runs is older than this command and has no doctor.",
            "Stop it, and it is started anew when it is needed: freehold daemon stop");
      }
      throw e;
    }
  }

  private Doctor own() {
    Surroundings around = session.surroundings();
    return Doctor.of(
        around.home(), around.environment(), around.processes(), around.clock(), Optional.empty());
  }

  private static ExitCode exit(JsonNode lines) {
    ExitCode exit = ExitCode.DONE;
    for (JsonNode line : lines) {
      if (line.path("state").asText().equals("failed")) {
        if (isMachine(line.path("id").asText())) {
          return ExitCode.MACHINE;
        }
        exit = ExitCode.USER;
      }
    }
    return exit;
  }

  private static boolean isMachine(String id) {
    return Arrays.stream(Subject.values())
        .anyMatch(subject -> subject.id().equals(id) && subject.isMachine());
  }
}
