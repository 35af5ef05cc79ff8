package dev.freehold.deploy.carryout;

import dev.freehold.deploy.engine.Outputs;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.deploy.model.DeploymentStore;
import dev.freehold.file.BlobSource;
import dev.freehold.step.StepContext;
import dev.freehold.targets.Delta;
import java.util.Map;

/** Brings the missing blobs to the target. */
final class Upload implements Step {
  private final Work work;
  private final Outputs outputs;
  private final BlobSource blobs;
  private final DeploymentStore deployments;

  Upload(Work work, Outputs outputs, BlobSource blobs, DeploymentStore deployments) {
    this.work = work;
    this.outputs = outputs;
    this.blobs = blobs;
    this.deployments = deployments;
  }

  @Override
  public StepOutcome run(StepContext context) {
    Delta delta = outputs.require(DeploymentRun.PROVISION, Delta.class);
    work.target().upload(work.activation(), delta, blobs, context);
    int files = delta.missing().size();
    return StepOutcome.next(
        Map.of("files", files, "bytes", delta.bytes()),
        sql -> deployments.uploaded(sql, work.deployment().id(), files, delta.bytes()));
  }
}
