package dev.freehold.cli;

import dev.freehold.cli.client.ApiClient;
import dev.freehold.cli.output.Progress;
import dev.freehold.cli.output.Terminal;
import java.util.function.Consumer;

/**
 * Says the address as soon as it is live. From then on Ctrl-C only ends the waiting: the daemon
 * goes on watching, and the command has done what it was asked.
 */
final class Live implements Consumer<String>, AutoCloseable {
  private final ApiClient api;
  private final String deployment;
  private final Progress progress;
  private final Terminal terminal;
  private final OnInterrupt interrupt;
  private boolean told;

  Live(ApiClient api, String deployment, Progress progress, Terminal terminal) {
    this.api = api;
    this.deployment = deployment;
    this.progress = progress;
    this.terminal = terminal;
    this.interrupt = new OnInterrupt(this::interrupted);
  }

  @Override
  public synchronized void accept(String url) {
    if (!told) {
      String address =
          url.isEmpty() ? api.get("/v1/deployments/" + deployment).path("url").asText("") : url;
      if (!address.isEmpty() && !address.equals("null")) {
        told = true;
        progress.say("Live at " + terminal.paint().link(address) + "; watching it for a while.");
      }
    }
  }

  private synchronized void interrupted() {
    if (told) {
      terminal.note("\nIt is live. The daemon goes on watching: freehold history shows the end.");
      Runtime.getRuntime().halt(ExitCode.DONE.number());
    }
    terminal.note("\nThe daemon goes on with the deployment. To stop it: freehold cancel");
  }

  @Override
  public void close() {
    interrupt.close();
  }
}
