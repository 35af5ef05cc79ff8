package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.Units;
import dev.freehold.cli.output.Paint;
import dev.freehold.cli.output.Table;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Everything at a glance. */
@Command(description = "Show all apps, what is live where, and the daemon.")
final class Status implements Callable<Integer> {
  private final Session session;

  @Mixin JsonChoice json = new JsonChoice();

  Status(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonNode daemon = session.api().get("/v1/status");
    List<JsonNode> apps = session.apps();
    if (json.on) {
      ObjectNode document = Json.mapper().createObjectNode();
      document.putArray("apps").addAll(apps);
      document.set("daemon", daemon);
      session.print(document);
    } else {
      session.terminal().print(text(daemon, apps));
    }
    return ExitCode.DONE.number();
  }

  /** Only what does not work or waits; nobody wants to read that all is well. */
  private String troubles(JsonNode environment) {
    var texts = new StringJoiner("; ");
    JsonNode drift = environment.path("drift");
    if (drift.path("files").asInt() > 0) {
      int commits = drift.path("commits").asInt();
      texts.add(
          session.paint().yellow(DriftWords.behindMain(commits, drift.path("files").asInt())));
    }
    int variables = drift.path("variables").asInt();
    if (variables > 0) {
      String words = DriftWords.waiting(Units.count(variables, "variable"), variables);
      texts.add(session.paint().yellow(words));
    }
    if (environment.path("switchedElsewhere").asBoolean()) {
      texts.add(
          session
              .paint()
              .yellow(
                  "another machine made something else live since: freehold target adopt "
                      + environment.path("target").asText()));
    }
    for (JsonNode server : environment.path("servers")) {
      String state = server.path("state").asText();
      if (!state.equals("ready")) {
        texts.add(session.paint().red(server(server, state)));
      }
    }
    return texts.toString();
  }

  private static String server(JsonNode server, String state) {
    String name = server.path("name").asText();
    String problem = server.path("problem").asText("").lines().findFirst().orElse("");
    return (state.equals("unknown")
            ? name + " can't be asked"
            : "its server " + name + " is " + state)
        + (problem.isEmpty() ? "" : ": " + problem);
  }

  private String gitTroubles(List<JsonNode> apps) {
    var text = new StringBuilder();
    for (JsonNode app : apps) {
      if (app.path("gitTrouble").isTextual()) {
        String slug = app.path("slug").asText();
        text.append(
                session
                    .paint()
                    .yellow(
                        slug + " is not all at its git remote: freehold git status --app " + slug))
            .append('\n');
      }
    }
    return text.toString();
  }

  private String text(JsonNode daemon, List<JsonNode> apps) {
    Paint paint = session.paint();
    var table = new Table();
    for (JsonNode app : apps) {
      for (JsonNode environment : app.path("environments")) {
        table.row(
            paint.bold(app.path("slug").asText()),
            environment.path("name").asText(),
            environment.path("target").asText(),
            environment.path("release").isTextual()
                ? environment.path("release").asText()
                : paint.dim("nothing live"),
            environment.path("url").isTextual() ? paint.link(environment.path("url").asText()) : "",
            troubles(environment));
      }
      if (app.path("environments").isEmpty()) {
        table.row(paint.bold(app.path("slug").asText()), paint.dim("never deployed"));
      }
    }
    String shown =
        table.isEmpty() ? "No apps yet. Deploy one: freehold deploy PATH\n" : table.text();
    JsonNode trouble = daemon.path("servingTrouble");
    return shown
        + gitTroubles(apps)
        + (trouble.isTextual() ? paint.red(trouble.asText()) + "\n" : "")
        + paint.dim(
            "Daemon %s, process %s, up for %s."
                .formatted(
                    daemon.path("version").asText(),
                    daemon.path("pid").asText(),
                    Units.millis(daemon.path("uptimeMillis").asLong())))
        + "\n";
  }
}
