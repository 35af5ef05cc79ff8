package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.cli.client.ApiClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What checks found, and what is fine although they found it. */
final class CheckCommand {
  private CheckCommand() {}

  /** {@code check allow}. */
  @Command(description = "Allow one finding of an app; recorded in its history.")
  static final class Allow implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The finding's id, as the plan shows it.")
    String id = "";

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why it is fine.")
    String reason = "";

    @Mixin AppChoice app = new AppChoice();
    @Mixin JsonChoice json = new JsonChoice();

    Allow(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      String slug = app.resolve(session);
      JsonNode allowed =
          session
              .api()
              .put(
                  "/v1/apps/%s/allowed-findings/%s"
                      .formatted(ApiClient.encode(slug), ApiClient.encode(id)),
                  Json.mapper().createObjectNode().put("reason", reason));
      if (json.on) {
        session.print(allowed);
      } else {
        session.terminal().print("Finding " + id + " of " + slug + " is allowed from now on.\n");
      }
      return ExitCode.DONE.number();
    }
  }
}
