package dev.freehold.deploy.prepare;

import dev.freehold.app.Apps;
import dev.freehold.app.OverrideStore;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detector;
import dev.freehold.step.StepContext;

/** What the committed tree is. */
final class Detect implements Step {
  private final Subject subject;
  private final Detector detector;
  private final OverrideStore overrides;
  private final Apps apps;

  Detect(Subject subject, Detector detector, OverrideStore overrides, Apps apps) {
    this.subject = subject;
    this.detector = detector;
    this.overrides = overrides;
    this.apps = apps;
  }

  @Override
  public StepOutcome run(StepContext context) {
    Detection detection =
        detector.detect(
            subject.repository().files(subject.committed().commit()),
            overrides.of(subject.app().id()));
    if (!detection.builder().equals(subject.app().builder())) {
      apps.recordBuilder(subject.app().id(), detection.builder());
    }
    return StepOutcome.next(detection);
  }
}
