package dev.freehold.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A named instant at which a crash is interesting. In ordinary life reaching one does nothing. With
 * {@code FREEHOLD_FAILPOINT=name} (or {@code name:detail}) in the environment, the thread that
 * reaches it writes the file named by {@code FREEHOLD_FAILPOINT_REACHED} and stays there, so that a
 * test can kill the process from outside at exactly this instant.
 */
public enum Failpoint {
  /** Intent committed, nothing done yet. Detail: the step's name. */
  STEP_BEGUN("step.begun"),
  /** The effect happened, its result is not recorded. Detail: the step's name. */
  STEP_ACTED("step.acted"),
  /** Result recorded, the next step not begun. Detail: the step's name. */
  STEP_DONE("step.done"),
  /** Every step is done, the run's end is not recorded. Detail: the last step's name. */
  RUN_FINISHING("run.finishing"),
  /** The approval is stored, the work is not scheduled yet. */
  DEPLOYMENT_ACCEPTED("deployment.accepted"),
  /** An export's bytes are complete, its receipt is not stored. */
  EXPORT_UNPACKED("export.unpacked"),
  /** The pack with the objects is on disk, no branch names them. Detail: the folder's name. */
  GIT_OBJECTS_WRITTEN("git.objects-written"),
  /** Branch builder moved, main did not. Detail: the repository's folder's name. */
  GIT_BUILDER_MOVED("git.builder-moved"),
  /** A blob's temporary file is complete, not renamed. */
  BLOB_WRITTEN("blob.written"),
  /** The artifact's blobs are stored, the artifact is not. */
  ARTIFACT_BLOBS_STORED("artifact.blobs-stored"),
  /** The release is addressable on this machine, its servers were not asked for yet. */
  LOCAL_STAGED("local.staged"),
  /** The new pointer file is complete, not renamed over the old one. */
  LOCAL_POINTER_WRITTEN("local.pointer-written"),
  /** The new pointer is in force on the target, the database does not know. */
  LOCAL_POINTER_SWITCHED("local.pointer-switched"),
  /** Vercel has the new project, and what is written down here does not name it. */
  VERCEL_PROJECT_MADE("vercel.project-made"),
  /** Vercel has the new deployment, and which files it holds is not written down here. */
  VERCEL_DEPLOYMENT_MADE("vercel.deployment-made"),
  /** Where the domains are to go is written down here, Vercel was not asked. */
  VERCEL_SWITCH_INTENDED("vercel.switch-intended"),
  /** Vercel was asked to move the domains, nobody looked what came of it. */
  VERCEL_SWITCH_ASKED("vercel.switch-asked"),
  /** The domains were seen to have moved, that is not written down here. */
  VERCEL_SWITCH_SEEN("vercel.switch-seen"),
  /** CloudFront has the new distribution, the site's own file does not name it. */
  AWS_DISTRIBUTION_MADE("aws.distribution-made"),
  /** All files of the release are there, the list that makes it whole is not. */
  AWS_FILES_BROUGHT("aws.files-brought"),
  /** The release can be seen before it is live, that is not written down there. */
  AWS_STAGED("aws.staged"),
  /** The new pointer is in force, the record of the switch is not written. */
  AWS_POINTER_SWITCHED("aws.pointer-switched");

  private static final @Nullable String ARMED = System.getenv("FREEHOLD_FAILPOINT");

  private final String wireName;

  Failpoint(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  public void reach() {
    if (ARMED != null && ARMED.equals(wireName)) {
      stay();
    }
  }

  public void reach(String detail) {
    if (ARMED != null && (ARMED.equals(wireName) || ARMED.equals(wireName + ":" + detail))) {
      stay();
    }
  }

  private static void stay() {
    String marker = System.getenv("FREEHOLD_FAILPOINT_REACHED");
    if (marker != null) {
      try {
        Files.writeString(Path.of(marker), String.valueOf(ARMED));
      } catch (IOException e) {
        throw new IllegalStateException("failpoint marker " + marker, e);
      }
    }
    while (true) {
      LockSupport.park();
    }
  }
}
