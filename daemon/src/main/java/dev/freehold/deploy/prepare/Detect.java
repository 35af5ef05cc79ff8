package dev.freehold.deploy.prepare;

import dev.freehold.app.Apps;
import dev.freehold.app.OverrideStore;
import dev.freehold.base.UserError;
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
    refuseServer(detection);
    if (!detection.builder().equals(subject.app().builder())) {
      apps.recordBuilder(subject.app().id(), detection.builder());
    }
    return StepOutcome.next(detection);
  }

  /** No target runs an app's own server yet; said before the long build and not after it. */
  private static void refuseServer(Detection detection) {
    if (detection.serving().isStatic()) {
      return;
    }
    var framework =
        detection.conclusions().stream()
            .filter(conclusion -> conclusion.subject().equals("framework"))
            .findFirst()
            .orElseThrow();
    throw new UserError(
        "detect.needs-server",
        "This app needs a server of its own, which Freehold can't run yet: it is "
            + framework.value()
            + ", as "
            + framework.reason()
            + ".",
        "Deploy it another way for now, or have the builder make it an app that runs in the browser"
            + " alone, such as a Vite single-page app or a static export.");
  }
}
