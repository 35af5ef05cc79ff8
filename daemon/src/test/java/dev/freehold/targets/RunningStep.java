package dev.freehold.targets;

import dev.freehold.step.Effect;
import dev.freehold.step.StepContext;
import dev.freehold.step.StepRecord;
import dev.freehold.step.StepState;
import java.util.Optional;

/** A step of a deployment that is being carried out. */
public record RunningStep(StepRecord record, boolean cancelled) implements StepContext {
  public static RunningStep of(String run, String name) {
    return attempt(1, run, name);
  }

  /** After an interruption. */
  public static RunningStep again(String run, String name) {
    return attempt(2, run, name);
  }

  private static RunningStep attempt(int attempt, String run, String name) {
    return new RunningStep(
        new StepRecord(
            run,
            0,
            name,
            StepState.RUNNING,
            attempt,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        false);
  }

  /** The same, and the user asked to cancel. */
  public RunningStep toldToEnd() {
    return new RunningStep(record, true);
  }

  @Override
  public void effect(Effect effect) {}

  @Override
  public void log(String line) {}

  @Override
  public void progress(long done, long total, String unit) {}
}
