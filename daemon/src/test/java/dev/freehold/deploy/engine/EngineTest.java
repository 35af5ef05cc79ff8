package dev.freehold.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import dev.freehold.file.Home;
import dev.freehold.step.CancelledException;
import dev.freehold.step.Effect;
import dev.freehold.step.Event;
import dev.freehold.step.EventLog;
import dev.freehold.step.LogLines;
import dev.freehold.step.Probe;
import dev.freehold.step.StepRecord;
import dev.freehold.step.StepState;
import dev.freehold.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
  @TempDir Path folder;
  private Database database;
  private EventLog events;
  private StepStore steps;
  private Engine engine;
  private final ScriptedRun run = new ScriptedRun();

  @BeforeEach
  void open() {
    var home = new Home(folder.resolve("home"));
    Home.privateFolder(home.root());
    database = Database.open(home.database(), home.backups());
    Clock clock = Clock.systemUTC();
    events = new EventLog(database, clock);
    steps = new StepStore(database, clock);
    engine = new Engine(database, steps, events, new LogLines(events), clock);
    database.change(
        sql ->
            sql.update(
                "insert or ignore into apps (id, slug, builder, created_at)"
                    + " values ('app', 'shop', 'lovable', 0)"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void plan() {
    database.change(sql -> steps.plan(sql, run.id(), run.names()));
  }

  /** As a crash leaves it: the intent is committed and nothing else. */
  private void begun(String name) {
    database.change(
        sql ->
            sql.update(
                "update steps set state = 'running', attempt = 1, started_at = 1000"
                    + " where name = ?",
                name));
  }

  private void done(String name) {
    database.change(
        sql ->
            sql.update(
                "update steps set state = 'done', attempt = 1, started_at = 1000,"
                    + " finished_at = 1001, output = '{}' where name = ?",
                name));
  }

  private void carry() {
    engine.carry(run);
  }

  private List<StepState> states() {
    return steps.of(run.id()).stream().map(StepRecord::state).toList();
  }

  private List<String> told() {
    return events.after(0, Event.Filter.ofRun(run.id()), 100).stream()
        .map(e -> (e.type() + " " + e.data().path("step").asText()).strip())
        .toList();
  }

  private List<String> effects() {
    return database.read(
        sql ->
            sql.list(
                "select * from effects order by ordinal, position",
                row -> row.integer("ordinal") + " " + row.text("kind")));
  }

  private static ProviderError passing(String message) {
    return new ProviderError("target.throttled", message, "Wait.", true, "req-1", null);
  }

  @Test
  void carriesEveryStepInItsOrderAndEndsOnce() {
    run.with("one").with("two").with("three");
    plan();
    assertThat(states()).as("stored before it begins").containsOnly(StepState.PENDING);
    carry();
    assertThat(run.did).containsExactly("one", "two", "three");
    assertThat(run.ends).containsExactly("finished");
    assertThat(states()).containsOnly(StepState.DONE);
    assertThat(told())
        .containsExactly(
            "step.started one",
            "step.done one",
            "step.started two",
            "step.done two",
            "step.started three",
            "step.done three");
    assertThat(steps.of(run.id()))
        .allSatisfy(
            step -> {
              assertThat(step.attempt()).isEqualTo(1);
              assertThat(step.output()).contains(Json.tree(Map.of("of", step.name())));
              assertThat(step.finishedAt()).isPresent();
            });
  }

  @Test
  void theIntentIsDurableBeforeTheStepActs() {
    run.with(
        "one",
        _ -> {
          assertThat(states()).containsExactly(StepState.RUNNING);
          assertThat(told()).containsExactly("step.started one");
          return StepOutcome.next("done");
        });
    plan();
    carry();
    assertThat(run.ends).containsExactly("finished");
  }

  @Test
  void aStepsEndItsEffectsAndItsChangeAreOneTransaction() {
    run.with(
        "one",
        context -> {
          context.effect(new Effect("git.committed", "Committed.", Map.of("commit", "c1")));
          return StepOutcome.next(
              "done",
              _ -> {
                throw new IllegalStateException("the disk is full");
              });
        });
    plan();
    assertThatThrownBy(this::carry).hasMessage("the disk is full");
    assertThat(states()).as("goes on from here").containsExactly(StepState.RUNNING);
    assertThat(effects()).isEmpty();
    assertThat(told()).containsExactly("step.started one");
  }

  @Test
  void effectsAreStoredOnceHoweverOftenAStepRuns() {
    run.with(
        "one",
        context -> {
          context.effect(new Effect("git.committed", "Committed.", Map.of()));
          context.effect(new Effect("release.made", "Made.", Map.of()));
          if (context.record().attempt() == 1) {
            throw passing("not now");
          }
          return StepOutcome.next("done");
        });
    plan();
    assertThatThrownBy(this::carry).isInstanceOf(RetryLater.class);
    assertThat(effects()).isEmpty();
    carry();
    assertThat(effects()).containsExactly("0 git.committed", "0 release.made");
  }

  @Test
  void whatIsDoneIsNotDoneAgain() {
    run.with("one").with("two");
    plan();
    done("one");
    carry();
    assertThat(run.did).containsExactly("two");
    assertThat(run.ends).containsExactly("finished");
  }

  @Test
  void aCrashBeforeTheEndWasRecordedOnlyRecordsTheEnd() {
    run.with("one").with("two");
    plan();
    done("one");
    done("two");
    carry();
    assertThat(run.did).isEmpty();
    assertThat(run.ends).containsExactly("finished");
  }

  @Test
  void anInterruptedStepThatHappenedIsRecordedAndNotRepeated() {
    run.with("one").with("two");
    plan();
    begun("one");
    run.probe("one", () -> new Probe.Happened(Json.tree(Map.of("found", 1))));
    carry();
    assertThat(run.did).containsExactly("probe one", "two");
    assertThat(steps.output(run.id(), "one")).contains(Json.tree(Map.of("found", 1)));
    assertThat(told()).containsExactly("step.done one", "step.started two", "step.done two");
  }

  @Test
  void anInterruptedStepThatDidNotHappenRunsAgain() {
    run.with("one");
    plan();
    begun("one");
    carry();
    assertThat(run.did).containsExactly("probe one", "one");
    StepRecord one = steps.of(run.id()).getFirst();
    assertThat(one.attempt()).isEqualTo(2);
    assertThat(one.startedAt().orElseThrow().toEpochMilli()).as("its first begin").isEqualTo(1000);
  }

  @Test
  void anInterruptedStepThatNobodyKnowsAboutAsksAPerson() {
    run.with("one").with("two");
    plan();
    begun("one");
    run.probe("one", () -> new Probe.Unknown("Does the bucket hold v2?"));
    carry();
    assertThat(run.did).containsExactly("probe one");
    assertThat(states()).containsExactly(StepState.NEEDS_ATTENTION, StepState.SKIPPED);
    assertThat(run.ends).containsExactly("failed");
    assertThat(run.failure())
        .isEqualTo(new Failure("run.needs-attention", "Does the bucket hold v2?", "Look."));
    assertThat(told()).containsExactly("step.failed one");
  }

  @Test
  void aProbeThatFailsForGoodAsksAPerson() {
    run.with("one").with("two");
    plan();
    begun("one");
    run.probe(
        "one",
        () -> {
          throw new IllegalStateException("the pointer can't be read");
        });
    carry();
    assertThat(states()).containsExactly(StepState.NEEDS_ATTENTION, StepState.SKIPPED);
    assertThat(run.failure().message()).contains("'one'").contains("can't be found out");
  }

  @Test
  void aFullDiskIsNoBug() {
    run.with(
        "one",
        _ -> {
          throw new UncheckedIOException(new IOException("No space left on device"));
        });
    plan();
    carry();
    assertThat(run.failure().code()).isEqualTo("machine.no-room");
    assertThat(run.failure().family()).isEqualTo(Failure.Family.MACHINE);
  }

  @Test
  void aProviderThatMayRecoverIsTriedFourTimes() {
    var calls = new AtomicInteger();
    run.with(
            "one",
            _ -> {
              throw passing("busy " + calls.incrementAndGet());
            })
        .with("two");
    plan();
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThatThrownBy(this::carry)
          .isInstanceOf(RetryLater.class)
          .hasMessageContaining("busy " + attempt);
      assertThat(states()).containsExactly(StepState.RUNNING, StepState.PENDING);
      assertThat(run.ends).isEmpty();
    }
    carry();
    assertThat(calls).hasValue(4);
    assertThat(states()).containsExactly(StepState.FAILED, StepState.SKIPPED);
    assertThat(run.failure())
        .isEqualTo(new Failure(Failure.Family.PROVIDER, "target.throttled", "busy 4", "Wait."));
  }

  @Test
  void aCallThatFailedAndWorkedAllTheSameIsNotMadeTwice() {
    run.with(
        "one",
        _ -> {
          throw passing("the answer was lost");
        });
    plan();
    assertThatThrownBy(this::carry).isInstanceOf(RetryLater.class);
    run.probe("one", () -> new Probe.Happened(Json.tree("yes")));
    carry();
    assertThat(run.did).containsExactly("one", "probe one");
    assertThat(run.ends).containsExactly("finished");
  }

  @Test
  void aProviderThatWillNotRecoverFailsAtOnce() {
    run.with(
        "one",
        _ -> {
          throw new ProviderError("target.forbidden", "No.", "Log in.", false, null, null);
        });
    plan();
    carry();
    assertThat(run.failure().family()).isEqualTo(Failure.Family.PROVIDER);
    assertThat(steps.of(run.id()).getFirst().attempt()).isEqualTo(1);
  }

  @Test
  void aNamedFailureKeepsItsNameAndFamily() {
    for (RuntimeException error :
        List.of(
            new UserError("gate.unhealthy", "It is blank.", "Mend it."),
            new MachineError("machine.io", "The disk is full.", "Make room."))) {
      assertThat(Failure.of(error).code()).isIn("gate.unhealthy", "machine.io");
    }
    assertThat(Failure.of(new MachineError("machine.io", "Full.", "Make room.")).family())
        .isEqualTo(Failure.Family.MACHINE);
    run.with(
        "one",
        _ -> {
          throw new UserError("gate.unhealthy", "It is blank.", "Mend it.");
        });
    plan();
    carry();
    assertThat(run.failure()).isEqualTo(new Failure("gate.unhealthy", "It is blank.", "Mend it."));
  }

  @Test
  void aBugEndsTheRunAndSaysNothingThatMayBeSecret() {
    run.with("one")
        .with(
            "two",
            _ -> {
              throw new IllegalStateException("password=hunter2");
            })
        .with("three");
    plan();
    carry();
    assertThat(states()).containsExactly(StepState.DONE, StepState.FAILED, StepState.SKIPPED);
    assertThat(run.failure().code()).isEqualTo("internal.bug");
    assertThat(run.failure().family()).isEqualTo(Failure.Family.BUG);
    assertThat(run.failure().message()).doesNotContain("hunter2");
    assertThat(run.ends).containsExactly("failed");
    assertThat(told()).endsWith("step.failed two");
  }

  @Test
  void aStepThatThisVersionDoesNotKnowEndsTheRun() {
    run.with("one");
    plan();
    database.change(sql -> sql.update("update steps set name = 'teleport'"));
    carry();
    assertThat(run.failure().code()).isEqualTo("internal.bug");
    assertThat(states()).containsExactly(StepState.FAILED);
  }

  @Test
  void aWishToCancelIsHeardBeforeTheNextStep() {
    run.with(
            "one",
            _ -> {
              run.cancelRequested = true;
              return StepOutcome.next("done");
            })
        .with("two");
    plan();
    carry();
    assertThat(run.did).containsExactly("one");
    assertThat(states()).containsExactly(StepState.DONE, StepState.SKIPPED);
    assertThat(run.ends).containsExactly("cancelled");
  }

  @Test
  void aLongStepMayStopInTheMiddle() {
    run.with(
            "one",
            context -> {
              run.cancelRequested = true;
              if (context.cancelled()) {
                throw new CancelledException();
              }
              return StepOutcome.next("done");
            })
        .with("two");
    plan();
    carry();
    assertThat(states()).containsOnly(StepState.SKIPPED);
    assertThat(run.ends).containsExactly("cancelled");
  }

  @Test
  void whatTheStopOfTheDaemonInterruptsIsLeftForTheNextStart() {
    run.with(
        "one",
        context -> {
          if (context.record().attempt() == 1) {
            engine.stopping();
            throw new IllegalStateException("the database is closed");
          }
          return StepOutcome.next("done");
        });
    plan();
    assertThatThrownBy(this::carry).hasMessage("the database is closed");
    assertThat(states()).containsExactly(StepState.RUNNING);
    assertThat(run.ends).isEmpty();

    engine = new Engine(database, steps, events, new LogLines(events), Clock.systemUTC());
    carry();
    assertThat(run.ends).containsExactly("finished");
  }

  @Test
  void aStepThatHasTheResultEndsTheRunEarly() {
    var changed = new AtomicInteger();
    run.with("one", _ -> StepOutcome.stop("blocked", _ -> changed.incrementAndGet())).with("two");
    plan();
    carry();
    assertThat(states()).containsExactly(StepState.DONE, StepState.SKIPPED);
    assertThat(changed).hasValue(1);
    assertThat(run.ends).as("the step's change is the end").isEmpty();
    carry();
    assertThat(run.did).as("carried again, nothing is left to do").containsExactly("one");
  }

  @Test
  void whatAStepSaysIsToldBeforeItsEnd() {
    run.with(
        "one",
        context -> {
          context.log("npm ci");
          context.progress(1, 2, "files");
          return StepOutcome.next("done");
        });
    plan();
    carry();
    assertThat(told()).startsWith("step.started one").endsWith("step.done one");
    assertThat(told()).contains("log one", "step.progress one");
  }

  @Test
  void whateverIsAtWorkWhenTheUserCancelsEndsAsCancelled() {
    for (RuntimeException stopped :
        List.of(
            new UserError("process.cancelled", "Stopped.", "Again."),
            new MachineError("gate.render-failed", "The browser was ended.", "Again."),
            passing("the line was closed"),
            new IllegalStateException("closed"))) {
      open();
      var run = new ScriptedRun();
      run.with(
              "one",
              _ -> {
                run.cancelRequested = true;
                throw stopped;
              })
          .with("two");
      database.change(
          sql -> {
            sql.update("delete from steps");
            steps.plan(sql, run.id(), run.names());
          });
      engine.carry(run);
      assertThat(run.ends).as(stopped.toString()).containsExactly("cancelled");
      assertThat(states()).containsOnly(StepState.SKIPPED);
      close();
    }
    open();
  }

  @Test
  void aWishToCancelIsHeardWhileAProviderIsAway() {
    run.with("one");
    plan();
    begun("one");
    run.cancelRequested = true;
    run.probe(
        "one",
        () -> {
          throw passing("away");
        });
    carry();
    assertThat(run.ends).containsExactly("cancelled");
  }

  @Test
  void aLastAttemptWhoseAnswerWasLostHappenedAllTheSame() {
    var happened = new AtomicInteger();
    run.with(
            "one",
            context -> {
              happened.set(context.record().attempt());
              throw passing("cut");
            })
        .with("two");
    run.probe(
        "one",
        () ->
            happened.get() == run.mostAttempts()
                ? new Probe.Happened(Json.tree(Map.of("found", 1)))
                : new Probe.DidNotHappen());
    plan();
    for (int i = 1; i < run.mostAttempts(); i++) {
      assertThatThrownBy(this::carry).isInstanceOf(RetryLater.class);
    }
    carry();
    assertThat(run.ends).containsExactly("finished");
  }
}
