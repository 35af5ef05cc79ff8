package dev.freehold.deploy.prepare;

import dev.freehold.app.Settings;
import dev.freehold.base.UserError;
import dev.freehold.builds.BuildRequest;
import dev.freehold.deploy.engine.Failure;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.deploy.model.PlanState;
import dev.freehold.deploy.model.PlanStore;
import dev.freehold.deploy.model.Question;
import dev.freehold.release.Baked;
import dev.freehold.step.CancelledException;
import dev.freehold.step.StepContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** From sources to an artifact; what was built before is not built again. */
final class Build implements Step {
  private final Subject subject;
  private final Supplier<Settings> coming;
  private final Making making;
  private final PlanStore plans;
  private final Clock clock;

  Build(Subject subject, Supplier<Settings> coming, Making making, PlanStore plans, Clock clock) {
    this.subject = subject;
    this.coming = coming;
    this.making = making;
    this.plans = plans;
    this.clock = clock;
  }

  @Override
  public StepOutcome run(StepContext context) {
    WantedBuild wanted = WantedBuild.of(subject, coming.get(), making);
    var known = wanted.known();
    if (known.isPresent()) {
      context.log("Built before from the same sources: taken from the cache.");
      return StepOutcome.next(
          new Built(
              known.get().artifactId(),
              wanted.key(),
              true,
              known.get().withheld(),
              known.get().notes(),
              List.of(),
              baked(wanted.request())));
    }
    if (wanted.needsConsent()) {
      throw new UserError(
          Gate.BUILD_CONSENT,
          "What was built before is gone, and nobody agreed to build this app.",
          "Deploy again, and agree when you are asked.");
    }
    return build(wanted.request(), wanted.key(), context);
  }

  private static Optional<Baked> baked(BuildRequest request) {
    return Optional.of(Baked.of(request.buildTimeValues()));
  }

  private StepOutcome build(BuildRequest request, String key, StepContext context) {
    Instant begun = clock.instant();
    var log = new BuildLog(context);
    try (var result = making.builder().build(request, log)) {
      if (context.cancelled()) {
        throw new CancelledException();
      }
      var serving = request.detection().serving();
      var artifact =
          making
              .artifacts()
              .assemble(
                  ServedAssets.in(result.output(), serving.publicFolder(), request.sources()),
                  serving,
                  result.runtimeVariables());
      long millis = Duration.between(begun, clock.instant()).toMillis();
      making.builds().record(key, artifact.id(), millis, result.withheld(), result.notes());
      return StepOutcome.next(
          new Built(
              artifact.id(),
              key,
              false,
              result.withheld(),
              result.notes(),
              List.of(),
              baked(request)));
    } catch (UserError e) {
      if (log.hostsNeeded().isEmpty()) {
        throw new BuildAdvice(request.sources(), request.detection().root()).about(e);
      }
      var failure = new Failure(e.code(), e.getMessage(), e.remedy());
      return StepOutcome.stop(
          Built.waitingFor(key, Question.hosts(log.hostsNeeded())),
          sql -> plans.end(sql, subject.plan().id(), PlanState.BLOCKED, failure));
    }
  }
}
