package dev.freehold.deploy.prepare;

import dev.freehold.check.SecretScanner;
import dev.freehold.check.Stage;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.release.ArtifactTree;
import dev.freehold.release.Artifacts;
import dev.freehold.step.StepContext;

/** Looks for secrets in what visitors would be able to read. */
final class OutputSecrets implements Step {
  private final Subject subject;
  private final Artifacts artifacts;
  private final SecretScanner scanner;
  private final Gate gate;

  OutputSecrets(Subject subject, Artifacts artifacts, SecretScanner scanner, Gate gate) {
    this.subject = subject;
    this.artifacts = artifacts;
    this.scanner = scanner;
    this.gate = gate;
  }

  @Override
  public StepOutcome run(StepContext context) {
    String artifact = subject.outputs().require(Preparation.BUILD, Built.class).artifactId();
    ArtifactTree tree = artifacts.publicTree(artifacts.require(artifact));
    return gate.decide(scanner.scan(tree, Stage.OUTPUT, gate.salt()));
  }
}
