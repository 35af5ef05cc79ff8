package dev.freehold.deploy.carryout;

import dev.freehold.app.LiveRelease;
import dev.freehold.base.UserError;
import dev.freehold.deploy.engine.Failure;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.deploy.model.DeploymentState;
import dev.freehold.step.Effect;
import dev.freehold.step.StepContext;
import dev.freehold.target.Activation;
import dev.freehold.target.Pointer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps looking at the live release for a while; when it stays broken, puts back what was live
 * before. Interrupted, it goes on until the same instant. Meanwhile a picture of the page is taken
 * for the history.
 */
final class Watch implements Step {
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
    try (LivePicture picture = album.begin(work.target()::live)) {
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
    int strikes = 0;
    // The time may be over in the middle of a failure, or was while the daemon was down.
    while (strikes > 0 || clock.instant().isBefore(until)) {
      Optional<StepOutcome> moved = movedMeanwhile(context);
      if (moved.isPresent()) {
        return moved;
      }
      Optional<String> complaint = work.target().complaint();
      if (complaint.isPresent()) {
        return Optional.of(switchBack(List.of(complaint.get()), context));
      }
      HealthReport report = gate.check(work.target().live());
      strikes = report.healthy() ? 0 : strikes + 1;
      if (strikes == STRIKES) {
        return Optional.of(switchBack(report.problems(), context));
      }
      context.progress(
          Math.min(seconds, Duration.between(begun, clock.instant()).toSeconds()),
          seconds,
          "seconds");
      pause();
    }
    return Optional.empty();
  }

  private void pause() {
    try {
      Thread.sleep(work.target().lookInterval());
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
    boolean byUs =
        pointer.generation() == work.deployment().generation() + 2
            && pointer.live().map(LiveRelease::releaseId).equals(work.plan().previousReleaseId());
    return Optional.of(
        byUs
            ? backAt(pointer, "The new release was not healthy.", context)
            : StepOutcome.stop(
                pointer,
                sql -> {
                  live.switchedBack(sql, work, pointer);
                  end.of(sql, work.deployment(), DeploymentState.CONFLICT, conflict());
                }));
  }

  private StepOutcome switchBack(List<String> problems, StepContext context) {
    String why = String.join(" ", problems.stream().limit(3).toList());
    Activation before =
        previous
            .get()
            .orElseThrow(
                () ->
                    new UserError(
                        "watch.failed",
                        "The release went live and then failed its watch: " + why,
                        "There is no earlier release to switch back to. Mend the app and deploy"
                            + " again."));
    Pointer pointer = work.target().activate(before, work.deployment().generation() + 1, context);
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

  private static Failure conflict() {
    return new Failure(
        DeploymentRun.CONFLICT,
        "Somebody else switched the target during the watch.",
        "Look at 'freehold status', then deploy or roll back again.");
  }
}
