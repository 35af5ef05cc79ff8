package dev.freehold.deploy.prepare;

import dev.freehold.build.BuildListener;
import dev.freehold.step.StepContext;

/** A build's output goes to the event log, and its cancel switch is the user's. */
record BuildLog(StepContext context) implements BuildListener {
  @Override
  public void line(String line) {
    context.log(line);
  }

  @Override
  public void phase(String name) {
    context.log("— " + name);
  }

  @Override
  public boolean cancelled() {
    return context.cancelled();
  }
}
