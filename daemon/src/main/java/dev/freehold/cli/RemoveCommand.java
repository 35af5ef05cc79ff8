package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.Units;
import dev.freehold.cli.client.ApiClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code app remove}. */
@Command(description = "Take an app off its targets and this machine; its history is kept.")
final class RemoveCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "SLUG", description = "Which app.")
  String app = "";

  @Option(names = "--purge", description = "Delete its history and its repository as well.")
  boolean purge;

  @Option(names = "--yes", description = "Approve without being asked.")
  boolean yes;

  @Mixin JsonChoice json = new JsonChoice();

  RemoveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String path = "/v1/apps/" + ApiClient.encode(app);
    JsonNode removing = session.api().get(path + "/removal?purge=" + purge);
    if (!json.on) {
      session.terminal().note(RemovalText.of(removing));
    }
    agree();
    JsonNode removed =
        session.api().delete(path + "?purge=" + purge, Json.mapper().createObjectNode());
    if (json.on) {
      ObjectNode document = ((ObjectNode) removed).deepCopy();
      document.set("removed", removing);
      session.print(document);
    } else {
      session.terminal().print(done(removed));
    }
    return ExitCode.DONE.number();
  }

  private void agree() {
    if (yes) {
      return;
    }
    if (json.on || !session.terminal().interactive()) {
      throw Approval.missing("Nothing was removed: it was not approved.");
    }
    if (!session.terminal().agrees("Remove " + app + "?")) {
      throw new Declined("Nothing was removed.");
    }
  }

  private String done(JsonNode removed) {
    String kept =
        purge
            ? "Nothing is left of it.\n"
            : "Its history is kept: freehold history --app " + app + "\n";
    return "%s was removed; %s are free again.\n"
            .formatted(app, Units.bytes(removed.path("freedBytes").asLong()))
        + kept;
  }
}
