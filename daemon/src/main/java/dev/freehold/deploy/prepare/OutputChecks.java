package dev.freehold.deploy.prepare;

import dev.freehold.check.Finding;
import dev.freehold.check.HttpsOnly;
import dev.freehold.check.KnownExploited;
import dev.freehold.check.Reading;
import dev.freehold.check.SecretScanner;
import dev.freehold.check.Stage;
import dev.freehold.check.Traces;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.release.Artifact;
import dev.freehold.release.Artifacts;
import dev.freehold.step.StepContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for secrets in what visitors would be able to read, and for proof of what was only read in
 * the sources; in a server also for holes that are used.
 */
final class OutputChecks implements Step {
  private final Subject subject;
  private final Artifacts artifacts;
  private final SecretScanner scanner;
  private final KnownExploited exploited;
  private final Gate gate;

  OutputChecks(Subject subject, Artifacts artifacts, Checks checks, Gate gate) {
    this.subject = subject;
    this.artifacts = artifacts;
    this.scanner = checks.secrets();
    this.exploited = checks.exploited();
    this.gate = gate;
  }

  @Override
  public StepOutcome run(StepContext context) {
    Artifact artifact =
        artifacts.require(subject.outputs().require(Preparation.BUILD, Built.class).artifactId());
    var findings =
        new ArrayList<>(scanner.scan(artifacts.publicTree(artifact), Stage.OUTPUT, gate.salt()));
    findings.addAll(proven(artifact));
    if (!artifact.serving().isStatic()) {
      findings.addAll(exploited.check(artifacts.wholeTree(artifact)));
    }
    return gate.decide(Findings.of(List.copyOf(findings)));
  }

  private List<Finding> proven(Artifact artifact) {
    Findings read = subject.outputs().require(Preparation.CHECK, Findings.class);
    Map<String, String> traces = read.traces();
    Set<String> seen = Traces.in(artifacts.wholeTree(artifact), traces.values());
    Set<String> published = Traces.in(artifacts.publicTree(artifact), traces.values());
    return read.findings().stream()
        .filter(
            finding ->
                // a server has all that browsers give to pages with https only
                (finding.code().equals(HttpsOnly.CODE) ? published : seen)
                    .contains(traces.getOrDefault(finding.id(), "")))
        .map(Reading::proven)
        .toList();
  }
}
