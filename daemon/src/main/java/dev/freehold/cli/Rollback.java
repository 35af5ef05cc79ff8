package dev.freehold.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Brings back a release together with the settings it ran with. */
@Command(description = "Bring back an earlier release with its settings.")
final class Rollback implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "RELEASE",
      description = "Such as v1; the one that was live before if not said.")
  String release = "";

  @Mixin AppChoice app = new AppChoice();
  @Mixin EnvironmentChoice environment = new EnvironmentChoice();
  @Mixin RunChoices choices = new RunChoices();
  @Mixin JsonChoice json = new JsonChoice();

  Rollback(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ObjectNode request = Json.mapper().createObjectNode();
    request.put("kind", "rollback").put("environment", environment.name);
    if (!release.isEmpty()) {
      request.put("release", release);
    }
    return new Switch(session, choices, json.on).run(app.resolve(session), request);
  }
}
