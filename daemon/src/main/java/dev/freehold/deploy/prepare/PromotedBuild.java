package dev.freehold.deploy.prepare;

import dev.freehold.app.Settings;
import dev.freehold.builds.RuntimeVariables;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.release.Baked;
import dev.freehold.release.Builds;
import dev.freehold.release.Release;
import dev.freehold.step.StepContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A release is promoted as it is, byte for byte; unless it has values inside that are others where
 * it goes. Then it is built again from the same commit.
 */
final class PromotedBuild implements Step {
  private final Subject subject;
  private final Supplier<Settings> coming;
  private final Making making;
  private final Step again;

  /**
   * @param again builds what the subject is about
   */
  PromotedBuild(Subject subject, Supplier<Settings> coming, Making making, Step again) {
    this.subject = subject;
    this.coming = coming;
    this.making = making;
    this.again = again;
  }

  @Override
  public StepOutcome run(StepContext context) {
    Release release = making.releases().require(subject.plan().request().releaseId().orElseThrow());
    WantedBuild wanted = WantedBuild.of(subject, coming.get(), making);
    if (!hasOtherValues(release, wanted)) {
      context.log(release.name() + " has no values of its environment inside that differ.");
      return StepOutcome.next(asItIs(release));
    }
    context.log(release.name() + " has values of its environment inside: it is built again.");
    return again.run(context);
  }

  /** Of a release that an older version built only the names are known. */
  private static boolean hasOtherValues(Release release, WantedBuild wanted) {
    return release
        .baked()
        .map(baked -> !baked.differences(Baked.of(wanted.request().buildTimeValues())).isEmpty())
        .orElseGet(
            () ->
                !RuntimeVariables.of(wanted.request().sources(), wanted.request().detection())
                    .notPossible()
                    .isEmpty());
  }

  private Built asItIs(Release release) {
    Optional<Builds.Build> build = making.builds().find(release.buildKey());
    return new Built(
        release.artifactId(),
        release.buildKey(),
        true,
        build.map(Builds.Build::withheld).orElse(List.of()),
        build.map(Builds.Build::notes).orElse(List.of()),
        List.of(),
        release.baked());
  }
}
