package dev.freehold.deploy.prepare;

import dev.freehold.app.Apps;
import dev.freehold.app.Consent;
import dev.freehold.app.OverrideStore;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.deploy.model.DeploymentKind;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detector;
import dev.freehold.release.Release;
import dev.freehold.step.StepContext;
import java.util.Set;
import java.util.stream.Collectors;

/** What the committed tree is. */
final class Detect implements Step {
  private final Subject subject;
  private final Detector detector;
  private final OverrideStore overrides;
  private final Apps apps;
  private final Making making;

  Detect(Subject subject, Detector detector, OverrideStore overrides, Apps apps, Making making) {
    this.subject = subject;
    this.detector = detector;
    this.overrides = overrides;
    this.apps = apps;
    this.making = making;
  }

  @Override
  public StepOutcome run(StepContext context) {
    Detection detection =
        detector.detect(
            subject.repository().files(subject.committed().commit()),
            overrides.of(subject.app().id()),
            passedOnTo());
    if (!detection.builder().equals(subject.app().builder())) {
      apps.recordBuilder(subject.app().id(), detection.builder());
    }
    return StepOutcome.next(detection);
  }

  /** Of a promoted release those of its artifact, which stays as it is. */
  private Set<String> passedOnTo() {
    if (subject.plan().kind() == DeploymentKind.PROMOTE) {
      Release release =
          making.releases().require(subject.plan().request().releaseId().orElseThrow());
      return making.artifacts().require(release.artifactId()).serving().proxies().stream()
          .map(rule -> rule.upstream().getHost())
          .collect(Collectors.toSet());
    }
    return making.consents().details(subject.app().id(), Consent.Kind.PROXY);
  }
}
