package dev.freehold.deploy.engine;

import dev.freehold.base.Failpoint;
import dev.freehold.base.ProviderError;
import dev.freehold.step.CancelledException;
import dev.freehold.step.EventLog;
import dev.freehold.step.LogLines;
import dev.freehold.step.Probe;
import dev.freehold.step.StepRecord;
import dev.freehold.step.StepState;
import dev.freehold.store.Database;
import dev.freehold.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a run from wherever it is to its end. Every step is: commit the intent, act, commit the
 * result. A step found begun but not ended was interrupted by a crash; the world is asked what
 * became of it.
 */
public final class Engine {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private final Database database;
  private final StepStore steps;
  private final EventLog events;
  private final LogLines log;
  private final Clock clock;
  private volatile boolean stopping;

  public Engine(Database database, StepStore steps, EventLog events, LogLines log, Clock clock) {
    this.database = database;
    this.steps = steps;
    this.events = events;
    this.log = log;
    this.clock = clock;
  }

  /** From now on a step that throws was interrupted, not wrong: the next start goes on with it. */
  public void stopping() {
    stopping = true;
  }

  /**
   * Returns when the run has ended.
   *
   * @throws RetryLater when a provider failed in a way that may pass; the step stays begun
   */
  public void carry(Run run) {
    List<StepRecord> all = steps.of(run.id());
    for (StepRecord step : all) {
      boolean goOn =
          switch (step.state()) {
            case DONE -> true;
            case PENDING -> begin(run, step);
            case RUNNING -> resume(run, step);
            case FAILED, SKIPPED, NEEDS_ATTENTION -> false;
          };
      if (!goOn) {
        return;
      }
    }
    Failpoint.RUN_FINISHING.reach(all.getLast().name());
    database.change(run::finished);
  }

  /** The wish to cancel is read with the intent: one of the two comes first, never both. */
  private boolean begin(Run run, StepRecord step) {
    Optional<StepRecord> begun =
        database.write(
            sql ->
                run.cancelRequested(sql) ? Optional.empty() : Optional.of(begin(sql, run, step)));
    if (begun.isEmpty()) {
      cancel(run);
      return false;
    }
    Failpoint.STEP_BEGUN.reach(step.name());
    return act(run, begun.get());
  }

  private StepRecord begin(Sql sql, Run run, StepRecord step) {
    StepRecord begun = steps.begin(sql, step);
    emit(sql, run, "step.started", Map.of("step", step.name(), "ordinal", step.ordinal()));
    return begun;
  }

  private boolean resume(Run run, StepRecord record) {
    var context = new RunningStep(run, record, database, events, log);
    return found(run, record, context, () -> begin(run, record));
  }

  /** Asks the world what became of a step. */
  private boolean found(
      Run run, StepRecord record, RunningStep context, BooleanSupplier didNotHappen) {
    Probe probe;
    Optional<StepOutcome> outcome;
    try {
      Step step = run.step(record.name());
      probe = step.probe(record);
      outcome =
          probe instanceof Probe.Happened happened
              ? Optional.of(step.recovered(happened, context))
              : Optional.empty();
    } catch (RuntimeException e) {
      return probeFailed(run, record, e);
    }
    return switch (probe) {
      case Probe.Happened _ -> record(run, record, outcome.orElseThrow(), context);
      case Probe.DidNotHappen() -> didNotHappen.getAsBoolean();
      case Probe.Unknown(String question) -> ask(run, record, question);
    };
  }

  /** Nobody knows what became of the step, so it can neither be repeated nor called failed. */
  private boolean probeFailed(Run run, StepRecord step, RuntimeException error) {
    if (stopping) {
      throw error;
    }
    if (cancelled(run)) {
      return false;
    }
    if (error instanceof ProviderError e && mayTryAgain(run, step, e)) {
      database.change(sql -> steps.probeFailed(sql, step));
      throw new RetryLater(step, e);
    }
    Failure failure = named(run, step, error);
    return ask(
        run,
        step,
        "The step '"
            + step.name()
            + "' was interrupted, and what became of it can't be found out: "
            + failure.message());
  }

  private boolean act(Run run, StepRecord step) {
    var context = new RunningStep(run, step, database, events, log);
    StepOutcome outcome;
    try {
      outcome = run.step(step.name()).run(context);
      Failpoint.STEP_ACTED.reach(step.name());
    } catch (CancelledException e) {
      cancel(run);
      return false;
    } catch (RuntimeException e) {
      return failed(run, step, context, e);
    } finally {
      log.flush(run.id());
    }
    return record(run, step, outcome, context);
  }

  private boolean failed(Run run, StepRecord step, RunningStep context, RuntimeException error) {
    if (stopping) {
      throw error;
    }
    if (cancelled(run)) {
      return false;
    }
    if (error instanceof ProviderError e && mayTryAgain(run, step, e)) {
      context.log("This will be tried again: " + e.getMessage());
      throw new RetryLater(step, e);
    }
    // The last attempt may have worked all the same; only a look tells whether it failed.
    return error instanceof ProviderError e && e.retryable()
        ? found(run, step, context, () -> failedForGood(run, step, e))
        : failedForGood(run, step, error);
  }

  private boolean failedForGood(Run run, StepRecord step, RuntimeException error) {
    fail(run, step, StepState.FAILED, named(run, step, error));
    return false;
  }

  /**
   * Whatever was at work ends somehow when it is told to stop; it is the user's wish that counts.
   */
  private boolean cancelled(Run run) {
    boolean wished = database.read(run::cancelRequested);
    if (wished) {
      cancel(run);
    }
    return wished;
  }

  /**
   * The step stays begun, and is probed before it runs again: a call that failed may have worked.
   */
  private static boolean mayTryAgain(Run run, StepRecord step, ProviderError error) {
    return error.retryable() && step.attempt() < run.mostAttempts();
  }

  private boolean record(Run run, StepRecord step, StepOutcome outcome, RunningStep context) {
    boolean stop = outcome instanceof StepOutcome.Stop;
    long millis =
        step.startedAt().map(s -> Duration.between(s, clock.instant()).toMillis()).orElse(0L);
    end(
        run,
        "step.done",
        Map.of("step", step.name(), "millis", millis),
        sql -> {
          steps.done(sql, step, outcome.output(), context.effects());
          outcome.change().accept(sql);
          if (stop) {
            steps.skipRest(sql, run.id());
            run.stopped(sql);
          }
        });
    Failpoint.STEP_DONE.reach(step.name());
    return !stop;
  }

  private static Failure named(Run run, StepRecord step, RuntimeException error) {
    Failure failure = Failure.of(error);
    if (failure.family() == Failure.Family.BUG) {
      LOG.error("step {} of {} hit a bug", step.name(), run.id(), error);
    }
    return failure;
  }

  private boolean ask(Run run, StepRecord step, String question) {
    fail(run, step, StepState.NEEDS_ATTENTION, run.attention(question));
    return false;
  }

  private void fail(Run run, StepRecord step, StepState state, Failure failure) {
    end(
        run,
        "step.failed",
        Map.of("step", step.name(), "code", failure.code()),
        sql -> {
          steps.end(sql, step, state, failure);
          steps.skipRest(sql, run.id());
          run.failed(sql, failure);
        });
  }

  private void cancel(Run run) {
    database.change(
        sql -> {
          steps.cancelRunning(sql, run.id());
          steps.skipRest(sql, run.id());
          run.cancelled(sql);
        });
  }

  private void end(Run run, String event, Map<String, ?> data, Consumer<Sql> change) {
    database.change(
        sql -> {
          emit(sql, run, event, data);
          change.accept(sql);
        });
  }

  private void emit(Sql sql, Run run, String event, Map<String, ?> data) {
    events.append(sql, run.id(), run.appId(), event, data);
  }
}
