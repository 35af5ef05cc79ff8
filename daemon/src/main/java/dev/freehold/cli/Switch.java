package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.cli.output.Progress;
import java.util.Set;

/** A plan about releases that exist: no export, no build. */
final class Switch {
  private final Session session;
  private final RunChoices choices;
  private final boolean json;

  Switch(Session session, RunChoices choices, boolean json) {
    this.session = session;
    this.choices = choices;
    this.json = json;
  }

  int run(String app, ObjectNode request) {
    try (var progress = new Progress(session.terminal(), json)) {
      request.put("allowShrink", false).put("message", choices.message);
      JsonNode plan = new Preparing(session, progress, false).plan(app, request, Set.of());
      return new CarryingOut(session, progress, choices, json, false).run(plan);
    }
  }
}
