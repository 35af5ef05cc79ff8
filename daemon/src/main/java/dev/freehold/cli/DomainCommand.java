package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.cli.client.ApiClient;
import dev.freehold.cli.output.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Under which names visitors reach apps on servers. */
final class DomainCommand {
  private DomainCommand() {}

  /** What the three have in common. */
  abstract static class OfEnvironment implements Callable<Integer> {
    final Session session;
    @Mixin AppChoice app = new AppChoice();
    @Mixin EnvironmentChoice environment = new EnvironmentChoice();
    @Mixin JsonChoice json = new JsonChoice();

    OfEnvironment(Session session) {
      this.session = session;
    }

    static String path(String slug) {
      return "/v1/apps/" + ApiClient.encode(slug);
    }

    String environmentPath(String slug) {
      return path(slug) + "/environments/" + ApiClient.encode(environment.name);
    }

    /** Where the environment runs; the daemon says what is wrong when it is not there. */
    String target(String slug) {
      for (JsonNode known : session.api().get(path(slug)).path("environments")) {
        if (known.path("name").asText().equals(environment.name)) {
          return known.path("target").asText();
        }
      }
      return "local";
    }

    int show(String slug) {
      JsonNode report = session.api().get(environmentPath(slug) + "/domain");
      boolean well = report.path("problems").isEmpty();
      if (json.on) {
        session.print(report);
      } else {
        session.terminal().print(text(report, well));
      }
      return (well ? ExitCode.DONE : ExitCode.USER).number();
    }

    private static String text(JsonNode report, boolean well) {
      var table = new Table();
      if (!report.path("records").isEmpty()) {
        table.row("RECORD", "NAME", "VALUE");
      }
      for (JsonNode record : report.path("records")) {
        table.row(
            record.path("type").asText(),
            record.path("name").asText(),
            record.path("value").asText());
      }
      var text = new StringBuilder(table.text());
      report.path("problems").forEach(problem -> text.append(problem.asText()).append('\n'));
      if (well) {
        text.append(report.path("domain").asText()).append(" leads there.\n");
      }
      return text.toString();
    }
  }

  /** {@code domain add}. */
  @Command(
      description = {
        "Give an environment a domain, and see what is still to be done for it.",
        "It holds from the next deployment on."
      })
  static final class Add extends OfEnvironment {
    @Parameters(paramLabel = "DOMAIN", description = "Such as app.example.org.")
    String domain = "";

    @Option(names = "--www", description = "Lead www. in front of the domain there as well.")
    boolean www;

    Add(Session session) {
      super(session);
    }

    @Override
    public Integer call() {
      String slug = app.resolve(session);
      ObjectNode body = Json.mapper().createObjectNode();
      body.put("target", target(slug)).put("domain", domain).put("www", www);
      session.api().put(environmentPath(slug), body);
      show(slug);
      if (!www && !json.on && domain.indexOf('.') == domain.lastIndexOf('.')) {
        session.terminal().note("Add --www to lead www." + domain + " there as well.\n");
      }
      return ExitCode.DONE.number();
    }
  }

  /** {@code domain verify}. */
  @Command(description = "See whether the domain leads there, and what is in the way.")
  static final class Verify extends OfEnvironment {
    Verify(Session session) {
      super(session);
    }

    @Override
    public Integer call() {
      return show(app.resolve(session));
    }
  }

  /** {@code domain remove}. */
  @Command(description = "Take the domain from an environment, from its next deployment on.")
  static final class Remove extends OfEnvironment {
    Remove(Session session) {
      super(session);
    }

    @Override
    public Integer call() {
      String slug = app.resolve(session);
      ObjectNode body = Json.mapper().createObjectNode();
      JsonNode now = session.api().put(environmentPath(slug), body.put("target", target(slug)));
      if (json.on) {
        session.print(now);
      } else {
        session.terminal().print(slug + " " + environment.name + " has no domain any more.\n");
      }
      return ExitCode.DONE.number();
    }
  }
}
