package dev.freehold.deploy.carryout;

import dev.freehold.app.LiveRelease;
import dev.freehold.base.ProviderError;
import dev.freehold.deploy.engine.Failure;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.deploy.model.DeploymentState;
import dev.freehold.step.Effect;
import dev.freehold.step.Probe;
import dev.freehold.step.StepContext;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Pointer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps looking at the live release for a while; when it stays broken, puts back what was live
 * before. Interrupted, it goes on until the same instant. Meanwhile pictures of the page are taken
 * for the history, if there are none yet.
 */
final class Watch implements Step {
  /** How long after the last sign of it a target is waited for. */
  private static final Duration LINE_LOST = Duration.ofMinutes(2);

  private static final Duration WITHOUT_LINE = Duration.ofSeconds(2);

  /** One failed look may be a hiccup of this machine; so many in a row are not. */
  private static final int STRIKES = 3;

  private final Work work;
  private final Supplier<Optional<Activation>> previous;
  private final HealthGate gate;
  private final Album album;
  private final LiveRecord live;
  private final DeploymentEnd end;
  private final Clock clock;

  Watch(
      Work work,
      Supplier<Optional<Activation>> previous,
      HealthGate gate,
      Album album,
      LiveRecord live,
      DeploymentEnd end,
      Clock clock) {
    this.work = work;
    this.previous = previous;
    this.gate = gate;
    this.album = album;
    this.live = live;
    this.end = end;
    this.clock = clock;
  }

  @Override
  public StepOutcome run(StepContext context) {
    int seconds = work.deployment().watchSeconds();
    if (seconds == 0) {
      return StepOutcome.next(Map.of("seconds", 0));
    }
    try (LivePicture picture = album.begin(work.deployment(), work.target()::live)) {
      return watch(seconds, context)
          .orElseGet(
              () ->
                  StepOutcome.next(
                      Map.of("seconds", seconds),
                      album.add(work.deployment(), picture.await(), context)));
    }
  }

  /** Empty when the release stayed healthy until the end. */
  private Optional<StepOutcome> watch(int seconds, StepContext context) {
    Instant begun = context.record().startedAt().orElseGet(clock::instant);
    Instant until = begun.plusSeconds(seconds);
    Instant seen = clock.instant();
    boolean cut = false;
    int strikes = 0;
    // The time may be over in the middle of a failure, or was while the daemon was down.
    while (strikes > 0 || cut || clock.instant().isBefore(until)) {
      try {
        Optional<StepOutcome> ended = movedMeanwhile(context);
        if (ended.isPresent()) {
          return ended;
        }
        Optional<String> complaint = work.target().complaint();
        if (complaint.isPresent()) {
          return Optional.of(switchBack(List.of(complaint.get()), context));
        }
        long line = work.target().interruptions();
        HealthReport report = gate.check(work.target().live());
        boolean same = line == work.target().interruptions();
        strikes = report.healthy() || !same ? 0 : strikes + 1;
        if (strikes == STRIKES) {
          work.target().observe();
          if (line == work.target().interruptions()) {
            return Optional.of(switchBack(report.problems(), context));
          }
          strikes = 0;
        }
        cut = false;
        seen = clock.instant();
      } catch (ProviderError e) {
        Optional<StepOutcome> lost = lost(e, seen);
        if (lost.isPresent()) {
          return lost;
        }
        if (!cut) {
          context.log("The watch goes on as soon as the target answers: " + e.getMessage());
        }
        cut = true;
        strikes = 0;
        pause(WITHOUT_LINE);
      }
      context.progress(
          Math.min(seconds, Duration.between(begun, clock.instant()).toSeconds()),
          seconds,
          "seconds");
      pause(work.target().lookInterval());
    }
    return Optional.empty();
  }

  /** What can't be seen is not called broken; only a person can look from somewhere else. */
  private Optional<StepOutcome> lost(ProviderError error, Instant seen) {
    if (error.retryable() && clock.instant().isBefore(seen.plus(LINE_LOST))) {
      return Optional.empty();
    }
    var failure =
        new Failure(
            Failure.Family.PROVIDER,
            "watch.line-lost",
            "The release went live, and then the target could not be asked any more whether it"
                + " works: "
                + error.getMessage(),
            "Look at the address yourself. 'freehold rollback' goes back to the release before.");
    return Optional.of(
        StepOutcome.stop(
            Map.of("lost", true),
            sql -> end.of(sql, work.deployment(), DeploymentState.NEEDS_ATTENTION, failure)));
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "the daemon is stopping; the watch goes on after its start", e);
    }
  }

  /** The pointer is no longer where this deployment put it. */
  private Optional<StepOutcome> movedMeanwhile(StepContext context) {
    Pointer pointer = work.target().observe().pointer();
    if (pointer.generation() == work.deployment().generation() + 1) {
      return Optional.empty();
    }
    // Others go back to the release before, too: only what carries our step's key is ours.
    boolean byUs =
        pointer.generation() == work.deployment().generation() + 2
            && work.target().probe(context.record()) instanceof Probe.Happened;
    return Optional.of(
        byUs
            ? backAt(pointer, "The new release was not healthy.", context)
            : StepOutcome.stop(
                pointer,
                sql -> {
                  live.switchedBack(sql, work, pointer);
                  end.of(sql, work.deployment(), DeploymentState.CONFLICT, superseded(pointer));
                }));
  }

  private StepOutcome switchBack(List<String> problems, StepContext context) {
    String why = String.join(" ", problems.stream().limit(3).toList());
    Optional<Activation> before = previous.get();
    if (before.isEmpty()) {
      return leftLive(why);
    }
    Pointer pointer =
        work.target().activate(before.get(), work.deployment().generation() + 1, context);
    return backAt(pointer, why, context);
  }

  private StepOutcome backAt(Pointer pointer, String why, StepContext context) {
    String before = work.plan().previousRelease().orElse("the one before");
    context.effect(
        new Effect(
            "pointer.switched-back",
            before + " is live again: " + why,
            Map.of("release", pointer.live().map(LiveRelease::releaseId).orElse(""))));
    var failure =
        new Failure(
            "watch.failed",
            "The release went live and then failed its watch, so "
                + before
                + " was put back: "
                + why,
            "Mend the app and deploy again.");
    return StepOutcome.stop(
        pointer,
        sql -> {
          live.switchedBack(sql, work, pointer);
          end.of(sql, work.deployment(), DeploymentState.SWITCHED_BACK, failure);
        });
  }

  /** Visitors see it, so nobody may be told that nothing went live. */
  private StepOutcome leftLive(String why) {
    var failure =
        new Failure(
            "watch.left-live",
            work.activation().release().name()
                + " is live but not healthy, and there is no earlier release to switch back to: "
                + why,
            "Visitors see it as it is. Mend the app and deploy again.");
    return StepOutcome.stop(
        Map.of("live", true),
        sql -> end.of(sql, work.deployment(), DeploymentState.FAILED, failure));
  }

  private Failure superseded(Pointer pointer) {
    boolean back =
        pointer.live().map(LiveRelease::releaseId).equals(work.plan().previousReleaseId());
    String there = back ? work.plan().previousRelease().orElse("the one before") : "another one";
    return new Failure(
        DeploymentRun.CONFLICT,
        "The release went live, and somebody else switched to "
            + there
            + " during its watch. Nothing was found wrong with it.",
        "Look at 'freehold status', then deploy or roll back again.");
  }
}
