package dev.freehold.history;

import dev.freehold.base.UserError;
import dev.freehold.deploy.model.DeploymentStore;
import dev.freehold.deploy.model.PictureStore;
import dev.freehold.render.Window;

/** What the pages of deployments looked like. */
public final class Screenshots {
  private final DeploymentStore deployments;
  private final PictureStore pictures;

  public Screenshots(DeploymentStore deployments, PictureStore pictures) {
    this.deployments = deployments;
    this.pictures = pictures;
  }

  /**
   * A PNG.
   *
   * @throws UserError {@code deployment.unknown}, {@code deployment.no-screenshot}
   */
  public byte[] of(String deploymentId, Window window) {
    deployments.require(deploymentId);
    return pictures
        .of(deploymentId, window)
        .orElseThrow(
            () ->
                new UserError(
                    "deployment.no-screenshot",
                    "There is no picture of the deployment " + deploymentId + ".",
                    "Pictures are taken when a release is looked at before it goes live, or while"
                        + " it is watched, and deleted with its built files. If its effects have a"
                        + " picture.missing, that says what to mend; the next deployment has a"
                        + " picture again."));
  }
}
