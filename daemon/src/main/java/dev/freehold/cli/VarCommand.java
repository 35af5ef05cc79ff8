package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.Units;
import dev.freehold.cli.client.ApiClient;
import dev.freehold.cli.output.Table;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** An environment's variables. Values go in and never come out. */
final class VarCommand {
  private VarCommand() {}

  /** What the three have in common. */
  abstract static class OfEnvironment implements Callable<Integer> {
    final Session session;

    @Mixin AppChoice app = new AppChoice();
    @Mixin EnvironmentChoice environment = new EnvironmentChoice();
    @Mixin JsonChoice json = new JsonChoice();

    OfEnvironment(Session session) {
      this.session = session;
    }

    String target() {
      return "/v1/apps/%s/environments/%s/variables"
          .formatted(ApiClient.encode(app.resolve(session)), ApiClient.encode(environment.name));
    }

    int show(JsonNode list, String said) {
      if (json.on) {
        session.print(list);
      } else {
        session.terminal().print(said);
      }
      return ExitCode.DONE.number();
    }
  }

  /** {@code var set}. */
  @Command(
      description = "Set variables. They take effect with the next deployment.",
      footer = {
        "",
        "NAME=VALUE lands in your shell's history and is visible to other processes while it runs.",
        "For a secret, let it come from standard input:",
        "  freehold var set API_KEY - < key.txt"
      })
  static final class Set extends OfEnvironment {
    @Parameters(
        arity = "1..*",
        paramLabel = "NAME=VALUE|NAME -",
        description = "With '-' the value is read from standard input.")
    List<String> words = List.of();

    Set(Session session) {
      super(session);
    }

    @Override
    public Integer call() {
      ObjectNode body = Json.mapper().createObjectNode();
      ObjectNode set = body.putObject("set");
      Assignments.parse(words, session.terminal()::value).forEach(set::put);
      body.putArray("unset");
      String names = String.join(", ", set.properties().stream().map(p -> p.getKey()).toList());
      return show(
          session.api().patch(target(), body),
          "Set " + names + " for " + environment.name + "; the next deployment uses it.\n");
    }
  }

  /** {@code var unset}. */
  @Command(description = "Remove variables. It takes effect with the next deployment.")
  static final class Unset extends OfEnvironment {
    @Parameters(arity = "1..*", paramLabel = "NAME")
    List<String> names = List.of();

    Unset(Session session) {
      super(session);
    }

    @Override
    public Integer call() {
      ObjectNode body = Json.mapper().createObjectNode();
      body.putObject("set");
      var unset = body.putArray("unset");
      names.forEach(unset::add);
      return show(
          session.api().patch(target(), body),
          "Removed " + String.join(", ", names) + " from " + environment.name + ".\n");
    }
  }

  /** {@code var list}. */
  @Command(description = "List the variables by name; values are never shown.")
  static final class ListAll extends OfEnvironment {
    ListAll(Session session) {
      super(session);
    }

    @Override
    public Integer call() {
      JsonNode list = session.api().get(target());
      return show(list, text(list));
    }

    private String text(JsonNode list) {
      if (list.path("variables").isEmpty()) {
        return "No variables in " + environment.name + ".\n";
      }
      Instant now = session.surroundings().clock().instant();
      var table = new Table();
      table.row("NAME", "SEEN BY", "FROM", "SET");
      for (JsonNode variable : list.path("variables")) {
        table.row(
            variable.path("name").asText(),
            variable.path("public").asBoolean() ? "everyone" : "the app's server",
            variable.path("source").asText(),
            variable.path("updatedAt").isTextual()
                ? Units.ago(Instant.parse(variable.path("updatedAt").asText()), now)
                : "");
      }
      return table.text();
    }
  }
}
