package dev.freehold.targets;

import dev.freehold.release.ReleaseRoom;
import dev.freehold.step.StepContext;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A target that is new for each test, and what deploys to it. */
public abstract class TargetTestBase {
  @TempDir protected Path folder;
  protected ReleaseRoom room;
  protected Activations activations;
  protected Target target;
  private int deployments;

  /** The place of {@link Activations#SITE} on a provider that has nothing yet. */
  protected abstract Target open() throws Exception;

  /** Everything that the provider keeps, in a form that can be compared. */
  protected abstract Object everythingThere() throws Exception;

  /** The body of an answer with status 200; anything else fails. */
  protected abstract String fetch(Staged at, String path) throws Exception;

  @BeforeEach
  void openTarget() throws Exception {
    room = new ReleaseRoom(folder.resolve("home"));
    activations = new Activations(room);
    target = open();
  }

  @AfterEach
  void closeRoom() {
    room.close();
  }

  /** All steps of a deployment up to the switch. */
  protected final Staged bring(Activation activation, String run) {
    Delta delta = target.prepare(activation, target.observe());
    target.provision(activation, delta, step(run, "provision"));
    target.upload(activation, delta, room.blobs, step(run, "upload"));
    return target.stage(activation, step(run, "stage"));
  }

  protected final Pointer deploy(Activation activation) {
    String run = "deployment-" + ++deployments;
    long generation = target.observe().pointer().generation();
    bring(activation, run);
    return target.activate(activation, generation, step(run, "activate"));
  }

  protected static StepContext step(String run, String name) {
    return RunningStep.of(run, name);
  }
}
