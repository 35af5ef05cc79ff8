package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.ShellWords;
import dev.freehold.cli.client.ApiClient;
import dev.freehold.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where releases run. */
final class TargetCommand {
  private TargetCommand() {}

  static String path(String name) {
    return "/v1/targets/" + ApiClient.encode(name);
  }

  static ObjectNode object() {
    return Json.mapper().createObjectNode();
  }

  static void agree(Session session, boolean yes, boolean json, String question) {
    if (yes) {
      return;
    }
    if (json || !session.terminal().interactive()) {
      throw Approval.missing("Nothing was changed: it was not approved.");
    }
    if (!session.terminal().agrees(question)) {
      throw new Declined("Nothing was changed.");
    }
  }

  static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  static void use(Session session, String target, String app, String environment, String domain) {
    ObjectNode body = object().put("target", target);
    if (!domain.isEmpty()) {
      body.put("domain", domain);
    }
    session
        .api()
        .put(
            "/v1/apps/" + ApiClient.encode(app) + "/environments/" + ApiClient.encode(environment),
            body);
  }

  /** Under which name visitors reach an app. */
  static final class DomainChoice {
    @Option(
        names = "--domain",
        paramLabel = "DOMAIN",
        description = "Under which visitors reach the app, with a certificate.")
    String name = "";
  }

  /** {@code target list}. */
  @Command(description = "List where apps can run.")
  static final class ListAll implements Callable<Integer> {
    private final Session session;
    @Mixin JsonChoice json = new JsonChoice();

    ListAll(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      JsonNode targets = session.api().get("/v1/targets");
      if (json.on) {
        session.print(targets);
        return ExitCode.DONE.number();
      }
      var table = new Table();
      table.row("TARGET", "KIND", "ADDRESS", "ENVIRONMENTS");
      for (JsonNode target : targets.path("targets")) {
        var users = new ArrayList<String>();
        target
            .path("environments")
            .forEach(
                user ->
                    users.add(user.path("app").asText() + " " + user.path("environment").asText()));
        table.row(
            target.path("name").asText(),
            target.path("kind").asText(),
            target.path("address").asText(),
            String.join(", ", users));
      }
      session.terminal().print(table.text());
      return ExitCode.DONE.number();
    }
  }

  /** What there is, as lines of a table. */
  static String about(JsonNode facts) {
    var table = new Table();
    facts.forEach(fact -> table.row(fact.path("label").asText(), fact.path("value").asText()));
    return table.text();
  }

  /** {@code target use}. */
  @Command(description = "Send an app somewhere from its next deployment on.")
  static final class Use implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "TARGET", description = "Its name, or local for this machine.")
    String target = "";

    @Mixin AppChoice app = new AppChoice();
    @Mixin EnvironmentChoice environment = new EnvironmentChoice();

    @Mixin DomainChoice domain = new DomainChoice();

    @Mixin JsonChoice json = new JsonChoice();

    Use(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      String slug = app.resolve(session);
      use(session, target, slug, environment.name, domain.name);
      if (json.on) {
        session.print(session.api().get("/v1/apps/" + ApiClient.encode(slug)));
      } else {
        session
            .terminal()
            .print(
                slug
                    + " "
                    + environment.name
                    + " goes to "
                    + target
                    + " with its next deployment. What runs elsewhere is left alone.\n");
      }
      return ExitCode.DONE.number();
    }
  }

  /** {@code target verify}. */
  @Command(description = "Look whether a target is as connecting left it.")
  static final class Verify implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "TARGET", description = "Its name.")
    String target = "";

    @Mixin JsonChoice json = new JsonChoice();

    Verify(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      JsonNode seen = session.api().get(path(target));
      List<String> problems = texts(seen.path("problems"));
      if (json.on) {
        session.print(seen);
      } else {
        session.terminal().print(about(seen.path("about")));
        session
            .terminal()
            .print(
                problems.isEmpty()
                    ? "All is as it should be.\n"
                    : String.join("\n", problems) + "\nMend it: " + again(seen) + "\n");
      }
      return (problems.isEmpty() ? ExitCode.DONE : ExitCode.USER).number();
    }
  }

  /** The command that shows what is missing, and brings it. Secrets are asked for again. */
  private static String again(JsonNode seen) {
    JsonNode target = seen.path("target");
    var words = new ArrayList<String>();
    seen.path("values")
        .properties()
        .forEach(
            value ->
                words.addAll(
                    List.of("--" + value.getKey(), ShellWords.quoted(value.getValue().asText()))));
    return "freehold target add "
        + target.path("kind").asText()
        + " --name "
        + target.path("name").asText()
        + (words.isEmpty() ? "" : " " + String.join(" ", words));
  }

  /** {@code target adopt}. */
  @Command(description = "Take over here what other machines deployed to a target.")
  static final class Adopt implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "TARGET", description = "Its name.")
    String target = "";

    @Mixin JsonChoice json = new JsonChoice();

    Adopt(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      JsonNode answer = session.api().post(path(target) + "/adoptions", object());
      if (json.on) {
        session.print(answer);
        return ExitCode.DONE.number();
      }
      if (answer.path("adopted").isEmpty()) {
        session.terminal().print("There is nothing to take over on " + target + ".\n");
      }
      for (JsonNode site : answer.path("adopted")) {
        session.terminal().print(text(site));
      }
      for (JsonNode site : answer.path("unknown")) {
        session
            .terminal()
            .print(
                site.path("app").asText()
                    + " "
                    + site.path("environment").asText()
                    + " says nothing of its history and was left out: deploy it once more from"
                    + " the machine that did.\n");
      }
      for (JsonNode stranger : answer.path("strangers")) {
        session
            .terminal()
            .print(
                stranger.path("name").asText()
                    + " is there and was not deployed with Freehold. To deploy into it: "
                    + stranger.path("command").asText()
                    + "\n");
      }
      return ExitCode.DONE.number();
    }

    private static String switches(long number) {
      return number + (number == 1 ? " switch" : " switches");
    }

    private static String text(JsonNode site) {
      String app = site.path("app").asText();
      String environment = site.path("environment").asText();
      List<String> missing = texts(site.path("missingVariables"));
      return app
          + " "
          + environment
          + ": "
          + site.path("release").asText("something that Freehold did not deploy")
          + " is live, after "
          + switches(site.path("generation").asLong())
          + ".\n"
          + (missing.isEmpty()
              ? ""
              : "  Only the other machine has the values of "
                  + String.join(", ", missing)
                  + ". Set them before you deploy: freehold var set "
                  + missing.getFirst()
                  + "=… --app "
                  + app
                  + " --env "
                  + environment
                  + "\n");
    }
  }

  /** {@code target remove}. */
  @Command(description = "Take from a target what Freehold brought, and forget it.")
  static final class Remove implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "TARGET", description = "Its name.")
    String target = "";

    @Option(
        names = "--keep-server",
        description = "Only forget it; what is there is left as it is.")
    boolean keepServer;

    @Option(names = "--yes", description = "Approve without being asked.")
    boolean yes;

    @Mixin JsonChoice json = new JsonChoice();

    Remove(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      List<String> steps =
          keepServer
              ? List.of("Forget " + target + ". Nothing on it is changed.")
              : texts(session.api().get(path(target)).path("removal"));
      if (!json.on) {
        session
            .terminal()
            .note(
                steps.isEmpty()
                    ? "Nothing is to be done there: Freehold only forgets " + target + "."
                    : "To be done:");
        steps.forEach(step -> session.terminal().note("  " + step));
      }
      agree(session, yes, json.on, "Remove it?");
      session.api().delete(path(target), object().put("there", !keepServer));
      if (json.on) {
        ObjectNode removed = object().put("removed", target);
        steps.forEach(removed.putArray("steps")::add);
        session.print(removed);
      } else {
        session.terminal().print(target + " was removed.\n");
      }
      return ExitCode.DONE.number();
    }
  }
}
