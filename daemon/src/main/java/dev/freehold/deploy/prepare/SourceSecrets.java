package dev.freehold.deploy.prepare;

import dev.freehold.check.SecretScanner;
import dev.freehold.check.Stage;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.file.FileTree;
import dev.freehold.step.StepContext;
import java.util.function.Supplier;

/** Looks for secrets before anything enters git. */
final class SourceSecrets implements Step {
  private final Supplier<FileTree> sources;
  private final SecretScanner scanner;
  private final Gate gate;

  SourceSecrets(Supplier<FileTree> sources, SecretScanner scanner, Gate gate) {
    this.sources = sources;
    this.scanner = scanner;
    this.gate = gate;
  }

  @Override
  public StepOutcome run(StepContext context) {
    return gate.decide(Findings.of(scanner.scan(sources.get(), Stage.SOURCE, gate.salt())));
  }
}
