package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.cli.client.ApiClient;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What two releases or deployments have different. */
@Command(description = "Compare two releases (v1 v2) or two deployments.")
final class Diff implements Callable<Integer> {
  private static final Pattern RELEASE = Pattern.compile("v\\d+");

  private final Session session;

  @Parameters(index = "0", paramLabel = "A", description = "The earlier one.")
  String from = "";

  @Parameters(index = "1", paramLabel = "B", description = "The later one.")
  String to = "";

  @Mixin AppChoice app = new AppChoice();
  @Mixin JsonChoice json = new JsonChoice();

  Diff(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonNode difference = whole(target());
    if (json.on) {
      session.print(difference);
    } else {
      session.terminal().print(new DiffText(session.paint()).of(difference));
    }
    return ExitCode.DONE.number();
  }

  private String target() {
    boolean releases = RELEASE.matcher(from).matches() || RELEASE.matcher(to).matches();
    String a = ApiClient.encode(from);
    String b = ApiClient.encode(to);
    if (releases || !app.app.isEmpty()) {
      return "/v1/apps/" + ApiClient.encode(app.resolve(session)) + "/diff/" + a + "/" + b;
    }
    return "/v1/deployments/" + a + "/diff/" + b;
  }

  /** All pages as one. */
  private JsonNode whole(String target) {
    var first = (ObjectNode) session.api().get(target);
    var files = (ArrayNode) first.withArray("files");
    JsonNode next = first.path("next");
    while (next.isTextual()) {
      JsonNode page = session.api().get(target + "?after=" + ApiClient.encode(next.asText()));
      page.path("files").forEach(files::add);
      next = page.path("next");
    }
    first.remove("next");
    return first;
  }
}
