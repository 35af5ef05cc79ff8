package dev.freehold.deploy.engine;

import dev.freehold.step.Effect;
import dev.freehold.step.EventLog;
import dev.freehold.step.LogLines;
import dev.freehold.step.StepContext;
import dev.freehold.step.StepRecord;
import dev.freehold.store.Database;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The engine's side of a running step: collects effects, passes on what it says. */
final class RunningStep implements StepContext {
  private final Run run;
  private final StepRecord record;
  private final Database database;
  private final EventLog events;
  private final LogLines log;
  private final List<Effect> effects = new CopyOnWriteArrayList<>();

  RunningStep(Run run, StepRecord record, Database database, EventLog events, LogLines log) {
    this.run = run;
    this.record = record;
    this.database = database;
    this.events = events;
    this.log = log;
  }

  List<Effect> effects() {
    return effects;
  }

  @Override
  public StepRecord record() {
    return record;
  }

  @Override
  public void effect(Effect effect) {
    effects.add(effect);
  }

  @Override
  public void log(String line) {
    log.log(run.id(), run.appId(), record.name(), line);
  }

  @Override
  public void progress(long done, long total, String unit) {
    events.append(
        run.id(),
        run.appId(),
        "step.progress",
        Map.of("step", record.name(), "done", done, "total", total, "unit", unit));
  }

  @Override
  public boolean cancelled() {
    return database.read(run::cancelRequested);
  }
}
