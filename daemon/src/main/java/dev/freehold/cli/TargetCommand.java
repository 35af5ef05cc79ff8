package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.cli.client.ApiClient;
import dev.freehold.cli.output.Table;
import dev.freehold.cli.output.Units;
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

  private static String path(String name) {
    return "/v1/targets/" + ApiClient.encode(name);
  }

  private static ObjectNode object() {
    return Json.mapper().createObjectNode();
  }

  private static void agree(Session session, boolean yes, boolean json, String question) {
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

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static void use(
      Session session, String target, String app, String environment, String domain) {
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

  /** {@code target add ssh}. */
  @Command(
      description = {
        "Set up a server of yours, after showing what it lacks.",
        "Freehold logs in as ssh would, with your keys and your configuration."
      })
  static final class AddSsh implements Callable<Integer> {
    private final Session session;

    @Parameters(
        paramLabel = "SERVER",
        description = "As for ssh: deploy@example.org, with :PORT behind it if needed.")
    String server = "";

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "What to call it here; by itself made of the server's name.")
    String name = "";

    @Option(
        names = "--app",
        paramLabel = "SLUG",
        description = "Send this app there from the next deployment on.")
    String app = "";

    @Mixin EnvironmentChoice environment = new EnvironmentChoice();

    @Mixin DomainChoice domain = new DomainChoice();

    @Option(
        names = "--fingerprint",
        paramLabel = "SHA256:…",
        description = "Of the server's key, where nobody can be asked to compare it.")
    String fingerprint = "";

    @Option(
        names = "--yes",
        description = "Approve the plan without being asked; never a key that is not known.")
    boolean yes;

    @Mixin JsonChoice json = new JsonChoice();

    AddSsh(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      if (app.isEmpty() && !domain.name.isEmpty()) {
        throw new UserError(
            "cli.usage",
            "--domain needs --app.",
            "Say which app is reached under " + domain.name + ".");
      }
      ObjectNode address = object().put("address", server);
      JsonNode look = session.api().post("/v1/targets/looks", address);
      if (look.path("unknownKey").isObject()) {
        trust(look.path("unknownKey"));
        look = session.api().post("/v1/targets/looks", address);
      }
      JsonNode plan = look.path("plan");
      if (!json.on) {
        session.terminal().note(text(plan));
      }
      if (!plan.path("steps").isEmpty()) {
        agree(session, yes, json.on, "Set it up?");
      }
      String called = name.isEmpty() ? Slugs.of(host()) : name;
      JsonNode added =
          session
              .api()
              .put(
                  path(called),
                  object().put("address", server).put("hash", plan.path("hash").asText()));
      if (!app.isEmpty()) {
        use(session, called, app, environment.name, domain.name);
      }
      if (json.on) {
        session.print(added);
      } else {
        session.terminal().print(done(called));
      }
      return ExitCode.DONE.number();
    }

    private String done(String called) {
      return server
          + " is ready, and called "
          + called
          + ".\n"
          + (app.isEmpty()
              ? "Send an app there: freehold target use " + called + " --app SLUG\n"
              : app
                  + " goes there with its next deployment: freehold deploy PATH --app "
                  + app
                  + "\n");
    }

    private String host() {
      return server.replaceFirst("^.*@", "").replaceFirst(":[0-9]+$", "");
    }

    private void trust(JsonNode key) {
      String shown = key.path("fingerprint").asText();
      if (fingerprint.isEmpty()) {
        session
            .terminal()
            .note(
                "This machine does not know "
                    + server
                    + " yet. Its key is\n  "
                    + key.path("kind").asText()
                    + " "
                    + shown
                    + "\nCompare it with what the server's provider shows.");
        boolean asked = session.terminal().interactive() && !json.on;
        if (!asked || !session.terminal().agrees("Is this the server's key?")) {
          throw new UserError(
              "ssh.host-unknown",
              server + " is not known on this machine yet, and its key was not approved.",
              "Compare the key " + shown + ", then add --fingerprint " + shown + ".");
        }
      }
      session
          .api()
          .post(
              "/v1/targets/keys",
              object()
                  .put("address", server)
                  .put("fingerprint", fingerprint.isEmpty() ? shown : fingerprint));
    }

    private static String text(JsonNode plan) {
      JsonNode facts = plan.path("facts");
      var text = new StringBuilder(factsText(facts));
      List<String> steps = texts(plan.path("steps"));
      text.append(
          steps.isEmpty()
              ? "\nIt is set up already: nothing is changed.\n"
              : "\nTo be done there:\n");
      steps.forEach(step -> text.append("  ").append(step).append('\n'));
      texts(plan.path("hints")).forEach(hint -> text.append("\nNote: ").append(hint).append('\n'));
      return text.toString();
    }
  }

  private static String factsText(JsonNode facts) {
    return "%s, %s, %d processors, load %.2f%n%s of %s memory free, %s of %s disk free%n"
        .formatted(
            facts.path("system").asText(),
            facts.path("arch").asText(),
            facts.path("processors").asInt(),
            facts.path("load").asDouble(),
            Units.bytes(facts.path("memoryFree").asLong()),
            Units.bytes(facts.path("memoryTotal").asLong()),
            Units.bytes(facts.path("diskFree").asLong()),
            Units.bytes(facts.path("diskTotal").asLong()));
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
  @Command(description = "Look whether a server is as setting up left it.")
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
        session.terminal().print(factsText(seen.path("facts")));
        session
            .terminal()
            .print(
                problems.isEmpty()
                    ? "All is as it should be.\n"
                    : String.join("\n", problems)
                        + "\nMend it: freehold target add ssh "
                        + seen.path("target").path("address").asText()
                        + "\n");
      }
      return (problems.isEmpty() ? ExitCode.DONE : ExitCode.USER).number();
    }
  }

  /** {@code target adopt}. */
  @Command(description = "Take over here what other machines deployed to a server.")
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
          + site.path("release").asText()
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
  @Command(description = "Take from a server what Freehold brought, and forget it.")
  static final class Remove implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "TARGET", description = "Its name.")
    String target = "";

    @Option(names = "--keep-server", description = "Only forget it; the server is left as it is.")
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
        session.terminal().note("To be done:");
        steps.forEach(step -> session.terminal().note("  " + step));
      }
      agree(session, yes, json.on, "Remove it?");
      session.api().delete(path(target), object().put("server", !keepServer));
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
