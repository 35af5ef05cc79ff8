package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.cli.client.ApiClient;
import dev.freehold.cli.output.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pages that must work before a release goes live. */
final class JourneyCommand {
  private JourneyCommand() {}

  /** What the three have in common. */
  abstract static class OfApp implements Callable<Integer> {
    final Session session;
    @Mixin AppChoice app = new AppChoice();
    @Mixin JsonChoice json = new JsonChoice();

    OfApp(Session session) {
      this.session = session;
    }

    abstract JsonNode journeys(String target);

    @Override
    public Integer call() {
      String slug = app.resolve(session);
      JsonNode known = journeys("/v1/apps/" + ApiClient.encode(slug) + "/journeys");
      if (json.on) {
        session.print(known);
      } else if (known.path("journeys").isEmpty()) {
        session.terminal().print("No page of " + slug + " but the first is looked at.\n");
      } else {
        var table = new Table();
        table.row("PATH", "EXPECTED");
        known
            .path("journeys")
            .forEach(
                journey ->
                    table.row(journey.path("path").asText(), journey.path("expect").asText()));
        session.terminal().print(table.text());
      }
      return ExitCode.DONE.number();
    }
  }

  /** {@code app journey list}. */
  @Command(description = "List them.")
  static final class ListAll extends OfApp {
    ListAll(Session session) {
      super(session);
    }

    @Override
    JsonNode journeys(String target) {
      return session.api().get(target);
    }
  }

  /** {@code app journey add}. */
  @Command(description = "Look at one more page.")
  static final class Add extends OfApp {
    @Parameters(paramLabel = "PATH", description = "From the app's root, such as /menu.")
    String path = "";

    @Option(
        names = "--expect",
        paramLabel = "TEXT",
        required = true,
        description = "Words that must stand on it.")
    String expect = "";

    Add(Session session) {
      super(session);
    }

    @Override
    JsonNode journeys(String target) {
      return session
          .api()
          .put(target, Json.mapper().createObjectNode().put("path", path).put("expect", expect));
    }
  }

  /** {@code app journey remove}. */
  @Command(description = "Look at one page less.")
  static final class Remove extends OfApp {
    @Parameters(paramLabel = "PATH")
    String path = "";

    Remove(Session session) {
      super(session);
    }

    @Override
    JsonNode journeys(String target) {
      return session.api().delete(target, Json.mapper().createObjectNode().put("path", path));
    }
  }
}
