package dev.freehold.kill;

import dev.freehold.base.Failpoint;
import dev.freehold.deploy.carryout.DeploymentRun;
import dev.freehold.deploy.model.DeploymentKind;
import dev.freehold.deploy.prepare.Preparation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL at every registered failpoint. A failpoint that is never reached fails: nobody would
 * notice that it had moved away.
 */
class KillMatrixIT {
  private static CrashScene scene;

  @BeforeAll
  static void deployTheFirstVersion() throws Exception {
    scene = CrashScene.withFirstVersion();
  }

  @AfterAll
  static void cleanUp() throws Exception {
    scene.close();
  }

  static List<String> failpoints() {
    var all = new ArrayList<String>();
    for (Failpoint point : Failpoint.values()) {
      switch (point) {
        case STEP_BEGUN, STEP_ACTED, STEP_DONE ->
            Stream.concat(
                    Preparation.steps(DeploymentKind.DEPLOY).stream(), DeploymentRun.STEPS.stream())
                .forEach(step -> all.add(point.wireName() + ":" + step));
        case GIT_OBJECTS_WRITTEN, GIT_BUILDER_MOVED ->
            all.add(point.wireName() + ":" + Driver.APP + ".git");
        default -> all.add(point.wireName());
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("failpoints")
  void aKillHereEndsInOneCorrectState(String failpoint) throws Exception {
    scene.killAt(failpoint);
  }
}
