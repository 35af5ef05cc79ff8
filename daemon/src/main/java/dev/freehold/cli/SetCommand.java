package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.cli.client.ApiClient;
import dev.freehold.cli.output.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the owner says about an app against what Freehold concludes from its files. */
final class SetCommand {
  private SetCommand() {}

  abstract static class OfApp implements Callable<Integer> {
    private final Session session;

    @Mixin AppChoice app = new AppChoice();
    @Mixin JsonChoice json = new JsonChoice();

    OfApp(Session session) {
      this.session = session;
    }

    abstract void fill(ObjectNode set, ArrayNode unset);

    @Override
    public Integer call() {
      String target = "/v1/apps/" + ApiClient.encode(app.resolve(session)) + "/overrides";
      ObjectNode body = Json.mapper().createObjectNode();
      fill(body.putObject("set"), body.putArray("unset"));
      boolean asks = body.path("set").isEmpty() && body.path("unset").isEmpty();
      JsonNode now = asks ? session.api().get(target) : session.api().patch(target, body);
      if (json.on) {
        session.print(now);
      } else {
        session.terminal().print(text(now.path("overrides")));
      }
      return ExitCode.DONE.number();
    }

    private static String text(JsonNode overrides) {
      if (overrides.isEmpty()) {
        return "Nothing is set: Freehold goes by the files.\n";
      }
      var table = new Table();
      table.row("WHAT", "SET TO");
      overrides.properties().forEach(entry -> table.row(entry.getKey(), entry.getValue().asText()));
      return table.text() + "It holds from the next deployment on.\n";
    }
  }

  /** {@code app set}. */
  @Command(
      description = "Say what Freehold can't conclude from an app's files, or concludes wrongly.",
      footer = {
        "",
        "Without anything to set, it shows what is set. These can be set:",
        "  root=FOLDER             where the app is, as apps/web",
        "  build-command=COMMAND   what builds it",
        "  output=FOLDER           where the build leaves its result",
        "  start=COMMAND           what runs its server, as node server.js",
        "  fallback=FILE|none      what is answered to addresses that match no file",
        "  backend=ADDRESS|none    who answers /api/ of a Base44 app",
        "  asset-source=ADDRESS    where the builder still answers for pictures that the export"
            + " lacks",
        "  node=VERSION            as 22",
        "  python=VERSION          as 3.12",
        "  package-manager=NAME    npm, pnpm, yarn or bun",
        "  with=ID[,ID]            adaptations that are only offered",
        "  without=ID[,ID]         adaptations that must not be made"
      })
  static final class Set extends OfApp {
    @Parameters(arity = "0..*", paramLabel = "WHAT=VALUE")
    List<String> words = List.of();

    Set(Session session) {
      super(session);
    }

    @Override
    void fill(ObjectNode set, ArrayNode unset) {
      for (String word : words) {
        int at = word.indexOf('=');
        if (at < 1) {
          throw Failure.misused("'" + word + "' says no value.", "Write it as WHAT=VALUE.");
        }
        set.put(word.substring(0, at), word.substring(at + 1));
      }
    }
  }

  /** {@code app unset}. */
  @Command(description = "Let Freehold conclude it from the files again.")
  static final class Unset extends OfApp {
    @Parameters(arity = "1..*", paramLabel = "WHAT")
    List<String> words = List.of();

    Unset(Session session) {
      super(session);
    }

    @Override
    void fill(ObjectNode set, ArrayNode unset) {
      words.forEach(unset::add);
    }
  }
}
