package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.cli.output.Progress;
import java.util.Set;

/** A plan about a release that exists. */
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
      JsonNode plan =
          new Preparing(session, progress, session.terminal().interactive() && !json)
              .plan(app, request, choices.yes ? Set.of("build") : Set.of());
      return new CarryingOut(session, progress, choices, json, false).run(plan);
    }
  }
}
