package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.cli.client.ApiClient;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the servers of an app print. */
@Command(description = "Show what the app's own servers printed, the newest last.")
final class Logs implements Callable<Integer> {
  private static final Duration ASKED_EVERY = Duration.ofMillis(500);

  private final Session session;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on showing what comes, until Ctrl-C.")
  boolean follow;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many lines, at most 1000; ${DEFAULT-VALUE} if not said.")
  int limit = 100;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin AppChoice app = new AppChoice();
  @Mixin EnvironmentChoice environment = new EnvironmentChoice();
  @Mixin JsonChoice json = new JsonChoice();

  Logs(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (follow && json.on) {
      throw new ParameterException(
          spec.commandLine(),
          "--follow never ends and --json prints one document, so they don't go together.");
    }
    String slug = app.resolve(session);
    String path =
        "/v1/apps/"
            + ApiClient.encode(slug)
            + "/environments/"
            + ApiClient.encode(environment.name)
            + "/logs?limit="
            + limit;
    JsonNode page = session.api().get(path);
    if (json.on) {
      session.print(page);
      return ExitCode.DONE.number();
    }
    if (page.path("lines").isEmpty() && !follow) {
      session
          .terminal()
          .print("Nothing was printed by servers of " + slug + " in " + environment.name + ".\n");
    }
    print(page);
    while (follow) {
      Thread.sleep(ASKED_EVERY);
      page = session.api().get(path + "&after=" + page.path("next").asLong());
      print(page);
    }
    return ExitCode.DONE.number();
  }

  private void print(JsonNode page) {
    for (JsonNode line : page.path("lines")) {
      String lead =
          line.path("at").asText()
              + " "
              + line.path("release").asText()
              + " "
              + line.path("server").asText()
              + "  ";
      session.terminal().print(session.paint().dim(lead) + line.path("text").asText() + "\n");
    }
  }
}
