package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.cli.client.ApiClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Paths that the developer owns: the builder's next export does not touch them. */
final class OwnCommand {
  private OwnCommand() {}

  /** What the three have in common. */
  abstract static class OfApp implements Callable<Integer> {
    final Session session;

    @Mixin AppChoice app = new AppChoice();
    @Mixin JsonChoice json = new JsonChoice();

    OfApp(Session session) {
      this.session = session;
    }

    abstract JsonNode patterns(String target);

    @Override
    public Integer call() {
      String slug = app.resolve(session);
      JsonNode owned = patterns("/v1/apps/" + ApiClient.encode(slug) + "/owned-paths");
      if (json.on) {
        session.print(owned);
        return ExitCode.DONE.number();
      }
      var text = new StringBuilder();
      owned.path("patterns").forEach(p -> text.append(p.asText()).append('\n'));
      session
          .terminal()
          .print(text.isEmpty() ? "No path of " + slug + " is owned.\n" : text.toString());
      return ExitCode.DONE.number();
    }
  }

  /** {@code app own list}. */
  @Command(description = "List them.")
  static final class ListAll extends OfApp {
    ListAll(Session session) {
      super(session);
    }

    @Override
    JsonNode patterns(String target) {
      return session.api().get(target);
    }
  }

  /** {@code app own add}. */
  @Command(description = "Own one more path or pattern.")
  static final class Add extends OfApp {
    @Parameters(paramLabel = "PATTERN", description = "Such as server/** or vite.config.ts.")
    String pattern = "";

    Add(Session session) {
      super(session);
    }

    @Override
    JsonNode patterns(String target) {
      return session.api().put(target, Json.mapper().createObjectNode().put("pattern", pattern));
    }
  }

  /** {@code app own remove}. */
  @Command(description = "Give one back to the builder.")
  static final class Remove extends OfApp {
    @Parameters(paramLabel = "PATTERN")
    String pattern = "";

    Remove(Session session) {
      super(session);
    }

    @Override
    JsonNode patterns(String target) {
      return session.api().delete(target, Json.mapper().createObjectNode().put("pattern", pattern));
    }
  }
}
