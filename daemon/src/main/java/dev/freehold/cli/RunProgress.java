package dev.freehold.cli;

import dev.freehold.base.Units;
import dev.freehold.cli.client.ServerEvent;
import dev.freehold.cli.output.Progress;
import java.util.function.Consumer;

/** Shows the events of one run, and notices the moment in which it is live. */
final class RunProgress implements Consumer<ServerEvent> {
  private final Progress progress;
  private final Consumer<String> live;

  /**
   * @param live told when the switch has happened, with the address or nothing if it is not known
   */
  RunProgress(Progress progress, Consumer<String> live) {
    this.progress = progress;
    this.live = live;
  }

  @Override
  public void accept(ServerEvent event) {
    String step = event.text("step");
    String shown = step.replace('-', ' ');
    switch (event.type()) {
      case "step.started" -> progress.begin(shown);
      case "step.progress" ->
          progress.detail(
              event.text("done") + "/" + event.text("total") + " " + event.text("unit"));
      case "step.done" -> {
        progress.done(shown, Units.millis(event.data().path("millis").asLong()));
        if (step.equals("activate")) {
          live.accept("");
        }
      }
      case "step.failed" -> progress.failed(shown, event.text("code"));
      case "log" -> {
        var lines = event.data().path("lines");
        if (!lines.isEmpty()) {
          progress.detail(oneLine(lines.get(lines.size() - 1).asText()));
        }
      }
      case "deployment.state" -> {
        if (!event.text("url").isEmpty() && event.data().path("url").isTextual()) {
          live.accept(event.text("url"));
        }
      }
      default -> {
        // events of later versions, and states, which the end of the run tells
      }
    }
  }

  private static String oneLine(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", " ").strip();
    return plain.substring(0, Math.min(60, plain.length()));
  }
}
