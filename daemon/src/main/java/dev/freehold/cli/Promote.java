package dev.freehold.cli;

import dev.freehold.base.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes what is live in one environment to another; each keeps its own settings. */
@Command(description = "Take the release that is live in one environment to another.")
final class Promote implements Callable<Integer> {
  private final Session session;

  @Option(names = "--from", paramLabel = "ENV", required = true, description = "Where it is live.")
  String from = "";

  @Option(names = "--to", paramLabel = "ENV", required = true, description = "Where it shall be.")
  String to = "";

  @Mixin AppChoice app = new AppChoice();
  @Mixin RunChoices choices = new RunChoices();
  @Mixin JsonChoice json = new JsonChoice();

  Promote(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var request = Json.mapper().createObjectNode();
    request.put("kind", "promote").put("environment", to).put("from", from);
    return new Switch(session, choices, json.on).run(app.resolve(session), request);
  }
}
