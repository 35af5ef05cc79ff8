package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.cli.client.ApiClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code app keep}. */
@Command(
    description = "Keep folders that an app's server writes to from release to release.",
    footer = {
      "",
      "Without a folder, it lists those that are kept. A folder is named from the app's root as its"
          + " server sees it: uploads, or data/files."
    })
final class KeepCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "0..*", paramLabel = "FOLDER", description = "Such as uploads.")
  List<String> folders = List.of();

  @Option(
      names = "--remove",
      paramLabel = "FOLDER",
      description = "No longer keep this one; what is in it stays on the disk.")
  List<String> removed = List.of();

  @Mixin AppChoice app = new AppChoice();
  @Mixin JsonChoice json = new JsonChoice();

  KeepCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String slug = app.resolve(session);
    String target = "/v1/apps/" + ApiClient.encode(slug) + "/kept-folders";
    if (!removed.isEmpty()) {
      session.api().delete(target, body(removed));
    }
    JsonNode kept =
        folders.isEmpty() ? session.api().get(target) : session.api().put(target, body(folders));
    if (json.on) {
      session.print(kept);
      return ExitCode.DONE.number();
    }
    var text = new StringBuilder();
    kept.path("folders").forEach(folder -> text.append(folder.asText()).append("/\n"));
    if (text.isEmpty()) {
      text.append("No folder of " + slug + " is kept from release to release.\n");
    }
    if (!folders.isEmpty() || !removed.isEmpty()) {
      text.append("It holds from the next deployment on.\n");
    }
    session.terminal().print(text.toString());
    return ExitCode.DONE.number();
  }

  private static ObjectNode body(List<String> folders) {
    ObjectNode body = Json.mapper().createObjectNode();
    folders.forEach(body.putArray("folders")::add);
    return body;
  }
}
