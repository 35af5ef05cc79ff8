package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.cli.client.ApiClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Whether what was seen in one environment says what will be seen in another. */
@Command(description = "Say whether one environment tells the truth about another, and why not.")
final class ParityCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "STAGING", description = "The one that is judged.")
  String from = "";

  @Parameters(index = "1", paramLabel = "PRODUCTION", description = "The one that it speaks of.")
  String to = "";

  @Mixin AppChoice app = new AppChoice();
  @Mixin JsonChoice json = new JsonChoice();

  ParityCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonNode parity =
        session
            .api()
            .get(
                "/v1/apps/%s/parity?from=%s&to=%s"
                    .formatted(
                        ApiClient.encode(app.resolve(session)),
                        ApiClient.encode(from),
                        ApiClient.encode(to)));
    if (json.on) {
      session.print(parity);
    } else {
      session.terminal().print(new ParityText(session.paint()).of(parity));
    }
    return ExitCode.DONE.number();
  }
}
