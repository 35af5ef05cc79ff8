package dev.freehold.deploy.prepare;

import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.release.Release;
import dev.freehold.release.Releases;
import dev.freehold.step.StepContext;
import java.util.Map;

/** The sources of a release that is promoted: what it was made of, whatever came since. */
final class ReleaseSources implements Step {
  private final Subject subject;
  private final Releases releases;

  ReleaseSources(Subject subject, Releases releases) {
    this.subject = subject;
    this.releases = releases;
  }

  @Override
  public StepOutcome run(StepContext context) {
    Release release = releases.require(subject.plan().request().releaseId().orElseThrow());
    return StepOutcome.next(
        new Committed(release.commit(), subject.repository().tree(release.commit()), Map.of()));
  }
}
