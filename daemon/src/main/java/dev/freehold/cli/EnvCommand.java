package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.cli.client.ApiClient;
import dev.freehold.cli.output.Table;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The environments of an app. */
final class EnvCommand {
  private EnvCommand() {}

  /** {@code env create}. */
  @Command(description = "Make an environment, empty or like another one. Nothing is deployed.")
  static final class Create implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "Such as staging.")
    String name = "";

    @Option(
        names = "--like",
        paramLabel = "ENV",
        description =
            "Run where that one runs, with its public values. Secrets, databases and the domain"
                + " stay with it.")
    String like = "";

    @Mixin AppChoice app = new AppChoice();
    @Mixin JsonChoice json = new JsonChoice();

    Create(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      String slug = app.resolve(session);
      ObjectNode body = Json.mapper().createObjectNode().put("name", name);
      body.put("like", like.isEmpty() ? null : like);
      JsonNode made =
          session.api().post("/v1/apps/" + ApiClient.encode(slug) + "/environments", body);
      if (json.on) {
        session.print(made);
      } else {
        session.terminal().print(text(made));
      }
      return ExitCode.DONE.number();
    }

    private static String text(JsonNode made) {
      String where =
          " --env " + made.path("environment").asText() + " --app " + made.path("app").asText();
      var text = new StringBuilder();
      text.append(made.path("environment").asText())
          .append(" of ")
          .append(made.path("app").asText())
          .append(" is made")
          .append(made.path("like").isTextual() ? ", like " + made.path("like").asText() + "," : "")
          .append(" on ")
          .append(made.path("target").asText())
          .append(". Nothing is live there yet.\n");
      if (!made.path("copied").isEmpty()) {
        text.append("Copied: ").append(names(made.path("copied"))).append(".\n");
      }
      if (!made.path("toSet").isEmpty()) {
        text.append("To set, because each environment needs its own:\n");
        var table = new Table();
        made.path("toSet")
            .forEach(
                v ->
                    table.row(
                        "freehold var set " + v.path("name").asText() + " -" + where,
                        "# " + why(v.path("why").asText())));
        text.append(table.text("  "));
      }
      return text.append("Then: freehold deploy").append(where).append('\n').toString();
    }

    private static String names(JsonNode names) {
      return StreamSupport.stream(names.spliterator(), false)
          .map(JsonNode::asText)
          .collect(Collectors.joining(", "));
    }

    private static String why(String why) {
      return switch (why) {
        case "database" -> "leads to a database, or is a key to one";
        case "domain" -> "names the other one's domain";
        default -> "a secret";
      };
    }
  }

  /** {@code env list}. */
  @Command(description = "List the environments of an app.")
  static final class ListAll implements Callable<Integer> {
    private final Session session;

    @Mixin AppChoice app = new AppChoice();
    @Mixin JsonChoice json = new JsonChoice();

    ListAll(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      String slug = app.resolve(session);
      JsonNode found = session.api().get("/v1/apps/" + ApiClient.encode(slug));
      if (json.on) {
        session.print(
            Json.mapper()
                .createObjectNode()
                .put("app", slug)
                .set("environments", found.path("environments")));
      } else if (found.path("environments").isEmpty()) {
        session.terminal().print(slug + " has no environment yet.\n");
      } else {
        var table = new Table();
        table.row("NAME", "TARGET", "LIVE", "ADDRESS");
        found
            .path("environments")
            .forEach(
                e ->
                    table.row(
                        e.path("name").asText(),
                        e.path("target").asText(),
                        e.path("release").asText("nothing"),
                        e.path("url").asText("")));
        session.terminal().print(table.text());
      }
      return ExitCode.DONE.number();
    }
  }
}
