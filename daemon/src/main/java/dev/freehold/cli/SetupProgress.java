package dev.freehold.cli;

import dev.freehold.cli.client.ServerEvent;
import dev.freehold.cli.output.Progress;
import java.util.List;
import java.util.function.Consumer;

/** Shows how far a place has come that is being set up, a line for each step that was approved. */
final class SetupProgress implements Consumer<ServerEvent> {
  private final Progress progress;
  private final String target;
  private final List<String> steps;
  private int shown;
  private boolean atWork;
  private boolean over;

  SetupProgress(Progress progress, String target, List<String> steps) {
    this.progress = progress;
    this.target = target;
    this.steps = steps;
  }

  @Override
  public synchronized void accept(ServerEvent event) {
    if (over || !event.type().equals("setup.step") || !event.text("target").equals(target)) {
      return;
    }
    int step = event.data().path("ordinal").asInt(-1);
    if (step >= shown && step < steps.size()) {
      doneBefore(step);
      progress.begin(steps.get(step));
      atWork = true;
    }
  }

  /** All of it, whatever was heard of it. */
  synchronized void done() {
    over = true;
    doneBefore(steps.size());
  }

  synchronized void failed(String code) {
    over = true;
    if (atWork) {
      progress.failed(steps.get(shown), code);
    }
  }

  private void doneBefore(int step) {
    for (; shown < step; shown++) {
      progress.done(steps.get(shown), "");
    }
    atWork = false;
  }
}
