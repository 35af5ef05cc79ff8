package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.Units;
import dev.freehold.base.UserError;
import dev.freehold.cli.client.ApiClient;
import dev.freehold.cli.output.Table;
import dev.freehold.process.ProcessResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The apps and their repositories. */
final class AppCommand {
  private AppCommand() {}

  /** {@code app list}. */
  @Command(description = "List the apps.")
  static final class ListAll implements Callable<Integer> {
    private final Session session;

    @Mixin JsonChoice json = new JsonChoice();

    ListAll(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      List<JsonNode> apps = session.apps();
      if (json.on) {
        ObjectNode document = Json.mapper().createObjectNode();
        document.putArray("apps").addAll(apps);
        session.print(document);
        return ExitCode.DONE.number();
      }
      var table = new Table();
      table.row("APP", "BUILDER", "PROJECT", "ENVIRONMENTS", "REPOSITORY");
      for (JsonNode app : apps) {
        table.row(
            app.path("slug").asText(),
            app.path("builder").asText(),
            listed(app.path("projects"), "id"),
            listed(app.path("environments"), "name"),
            app.path("repository").asText());
      }
      session.terminal().print(apps.isEmpty() ? "No apps yet.\n" : table.text());
      return ExitCode.DONE.number();
    }

    private static String listed(JsonNode items, String name) {
      var names = new ArrayList<String>();
      items.forEach(item -> names.add(item.path(name).asText()));
      return String.join(", ", names);
    }
  }

  /** {@code app checkout}. */
  @Command(description = "Clone an app's repository; what you push comes with the next deployment.")
  static final class Checkout implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "DIR", description = "The new folder.")
    Path folder = Path.of(".");

    @Mixin AppChoice app = new AppChoice();
    @Mixin JsonChoice json = new JsonChoice();

    Checkout(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      Surroundings around = session.surroundings();
      Path to = around.folder().resolve(folder).toAbsolutePath().normalize();
      if (Files.exists(to)) {
        throw new UserError(
            "app.folder-exists", to + " is there already.", "Name a folder that is not there yet.");
      }
      String slug = app.resolve(session);
      JsonNode found = session.api().get("/v1/apps/" + ApiClient.encode(slug));
      var environment = new TreeMap<>(around.environment());
      environment.put("GIT_TERMINAL_PROMPT", "0");
      ProcessResult result =
          around
              .processes()
              .run(
                  dev.freehold.process.Command.of(
                          around.folder(),
                          "git",
                          "clone",
                          "--quiet",
                          "--",
                          found.path("repository").asText(),
                          to.toString())
                      .withEnvironment(environment));
      if (result.exitCode() != 0) {
        throw new MachineError(
            "app.checkout-failed",
            "git could not clone " + slug + ": " + String.join(" ", result.tail()),
            "Mend what git names and try again.");
      }
      if (json.on) {
        session.print(
            Json.mapper().createObjectNode().put("app", slug).put("folder", to.toString()));
      } else {
        session.terminal().print(slug + " is in " + to + ". Push to main; then deploy again.\n");
      }
      return ExitCode.DONE.number();
    }
  }

  /** {@code app prune}. */
  @Command(description = "Remove old releases; never what is live, nor the one before.")
  static final class Prune implements Callable<Integer> {
    private final Session session;

    @Option(
        names = "--keep",
        paramLabel = "N",
        defaultValue = "5",
        description = "How many releases stay; ${DEFAULT-VALUE} if not said.")
    int keep = 5;

    @Mixin AppChoice app = new AppChoice();
    @Mixin JsonChoice json = new JsonChoice();

    Prune(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      String slug = app.resolve(session);
      JsonNode pruned =
          session
              .api()
              .post(
                  "/v1/apps/" + ApiClient.encode(slug) + "/prune",
                  Json.mapper().createObjectNode().put("keep", keep));
      if (json.on) {
        session.print(pruned);
        return ExitCode.DONE.number();
      }
      var removed = new ArrayList<String>();
      pruned.path("removed").forEach(release -> removed.add(release.asText()));
      session
          .terminal()
          .print(
              removed.isEmpty()
                  ? "Nothing to remove.\n"
                  : "Removed %s; %s are free again.\n"
                      .formatted(
                          String.join(", ", removed),
                          Units.bytes(pruned.path("freedBytes").asLong())));
      return ExitCode.DONE.number();
    }
  }
}
