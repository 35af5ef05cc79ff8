package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.NearNames;
import dev.freehold.base.UserError;
import dev.freehold.cli.client.Listening;
import dev.freehold.cli.output.Progress;
import dev.freehold.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/**
 * {@code target add}: what it asks for depends on the kind of place, and is the daemon's to say.
 */
@Command(
    description = {
      "Connect a place where apps can run.",
      "What would be done there is shown first. Without KIND: which kinds there are, and what each"
          + " one asks for, as options or in a terminal."
    })
final class AddTarget implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "KIND", arity = "0..1", description = "Such as ssh: a server of yours.")
  String kind = "";

  @Unmatched List<String> given = new ArrayList<>();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call it here; by itself made of its address.")
  String name = "";

  @Option(
      names = "--app",
      paramLabel = "SLUG",
      description = "Send this app there from the next deployment on.")
  String app = "";

  @Mixin EnvironmentChoice environment = new EnvironmentChoice();

  @Mixin TargetCommand.DomainChoice domain = new TargetCommand.DomainChoice();

  @Option(
      names = "--yes",
      description = "Approve the plan without being asked; never what a person has to compare.")
  boolean yes;

  @Mixin JsonChoice json = new JsonChoice();

  AddTarget(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonNode drivers = session.api().get("/v1/drivers");
    if (kind.isEmpty()) {
      showKinds(drivers);
      return ExitCode.DONE.number();
    }
    if (app.isEmpty() && !domain.name.isEmpty()) {
      throw Failure.misused(
          "--domain needs --app.", "Say which app is reached under " + domain.name + ".");
    }
    JsonNode driver = driver(drivers, kind);
    Map<String, String> values = new FieldValues(session, driver, json.on).of(given);
    JsonNode setup = look(values);
    if (setup.path("confirmation").isObject()) {
      confirm(setup.path("confirmation"), values);
      setup = look(values);
    }
    if (!json.on) {
      session.terminal().note(text(setup));
    }
    if (!setup.path("steps").isEmpty()) {
      TargetCommand.agree(session, yes, json.on, "Set it up?");
    }
    String called = name.isEmpty() ? setup.path("name").asText() : name;
    ObjectNode wanted = wanted(kind, values).put("hash", setup.path("hash").asText());
    JsonNode added = connect(called, wanted, TargetCommand.texts(setup.path("steps")));
    if (!app.isEmpty()) {
      TargetCommand.use(session, called, app, environment.name, domain.name);
    }
    if (json.on) {
      session.print(added);
    } else {
      session.terminal().print(done(added));
    }
    return ExitCode.DONE.number();
  }

  private JsonNode connect(String called, ObjectNode wanted, List<String> steps) {
    if (json.on || steps.isEmpty()) {
      return session.api().put(TargetCommand.path(called), wanted);
    }
    try (var progress = new Progress(session.terminal(), false)) {
      var shown = new SetupProgress(progress, called, steps);
      try (var _ = Listening.to(session.api(), shown)) {
        JsonNode added = session.api().put(TargetCommand.path(called), wanted);
        shown.done();
        return added;
      } catch (FreeholdException e) {
        shown.failed(e.code());
        throw e;
      }
    }
  }

  private void showKinds(JsonNode drivers) {
    if (json.on) {
      session.print(drivers);
      return;
    }
    for (JsonNode driver : drivers.path("drivers")) {
      var table = new Table();
      driver
          .path("fields")
          .forEach(
              field ->
                  table.row(
                      "--" + field.path("name").asText(),
                      field.path("help").asText() + whether(field)));
      session
          .terminal()
          .print(
              "freehold target add "
                  + driver.path("kind").asText()
                  + ": "
                  + driver.path("title").asText()
                  + "\n"
                  + table.text("  "));
    }
  }

  private static String whether(JsonNode field) {
    String variable = field.path("variable").asText();
    if (!variable.isEmpty()) {
      return " (optional; also taken from " + variable + ")";
    }
    return field.path("isRequired").asBoolean() ? "" : " (optional)";
  }

  static JsonNode driver(JsonNode drivers, String kind) {
    List<JsonNode> all = drivers.path("drivers").valueStream().toList();
    List<String> kinds = all.stream().map(driver -> driver.path("kind").asText()).toList();
    return all.stream()
        .filter(driver -> driver.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.misused(
                    "There is no kind of place called '" + kind + "'.",
                    "There are: " + String.join(", ", kinds) + "." + NearNames.hint(kind, kinds)));
  }

  private JsonNode look(Map<String, String> values) {
    return session.api().post("/v1/targets/looks", wanted(kind, values));
  }

  static ObjectNode wanted(String kind, Map<String, String> values) {
    ObjectNode wanted = TargetCommand.object().put("kind", kind);
    ObjectNode said = wanted.putObject("values");
    values.forEach(said::put);
    return wanted;
  }

  /** Where nobody can be asked, the option says that somebody has compared it. */
  private void confirm(JsonNode confirmation, Map<String, String> values) {
    String field = confirmation.path("field").asText();
    session.terminal().note("  " + confirmation.path("shown").asText());
    session.terminal().note(confirmation.path("help").asText());
    boolean asked = session.terminal().interactive() && !json.on;
    if (!asked || !session.terminal().agrees(confirmation.path("question").asText())) {
      throw new UserError(
          confirmation.path("code").asText(),
          confirmation.path("question").asText() + " Nobody said so.",
          confirmation.path("help").asText()
              + " It is "
              + confirmation.path("shown").asText()
              + ". Then add --"
              + field
              + " "
              + confirmation.path("value").asText()
              + ".");
    }
    values.put(field, confirmation.path("value").asText());
  }

  private static String text(JsonNode setup) {
    var text = new StringBuilder(TargetCommand.about(setup.path("about")));
    List<String> steps = TargetCommand.texts(setup.path("steps"));
    text.append(steps.isEmpty() ? "\nNothing has to be set up there.\n" : "\nTo be done there:\n");
    steps.forEach(step -> text.append("  ").append(step).append('\n'));
    TargetCommand.texts(setup.path("hints"))
        .forEach(hint -> text.append("\nNote: ").append(hint).append('\n'));
    return text.toString();
  }

  private String done(JsonNode added) {
    String called = added.path("name").asText();
    return added.path("address").asText()
        + " is ready, and called "
        + called
        + ".\n"
        + (app.isEmpty()
            ? "Send an app there: freehold deploy PATH --target " + called + "\n"
            : app
                + " goes there with its next deployment: freehold deploy PATH --app "
                + app
                + "\n");
  }
}
