package dev.freehold.deploy.prepare;

import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.detect.Detection;
import dev.freehold.release.Release;
import dev.freehold.step.Effect;
import dev.freehold.step.StepContext;
import java.util.Map;

/** Commit and artifact become a numbered release. */
final class MakeRelease implements Step {
  /** No database is managed yet, so every release has the empty migration set. */
  private static final String NO_MIGRATIONS = "";

  private final Subject subject;
  private final Making making;

  MakeRelease(Subject subject, Making making) {
    this.subject = subject;
    this.making = making;
  }

  @Override
  public StepOutcome run(StepContext context) {
    var detection = subject.outputs().require(Preparation.DETECT, Detection.class);
    var built = subject.outputs().require(Preparation.BUILD, Built.class);
    Release release =
        making
            .releases()
            .create(
                subject.app().id(),
                subject.committed().commit(),
                making.artifacts().require(built.artifactId()),
                NO_MIGRATIONS,
                detection.adaptations().stream().map(Detection.Adaptation::id).toList(),
                built.key(),
                built.baked());
    context.effect(
        new Effect(
            "release.made",
            release.name() + " is built.",
            Map.of("release", release.id(), "artifact", release.artifactId())));
    return StepOutcome.next(new Made(release.id()));
  }

  record Made(String releaseId) {}
}
