package dev.freehold.kill;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL at every registered failpoint. A failpoint that is never reached fails: nobody would
 * notice that it had moved away.
 *
 * <p>One home grows by a version with every kill, and the failpoints come from the last to the
 * first: the daemon that recovers from one kill already waits at the next, before the place where
 * it goes on, so that it does not come there until the version after is deployed. Where a kill
 * makes a step begin once more, the next point comes from a step before, and the points in between
 * are walked later.
 */
class KillMatrixIT {
  private static final List<KillPoint> WALK =
      KillPoints.lastToFirst(KillPoints.inOrderOfExecution(KilledApp.PAGE));

  private static KillMatrix matrix;

  @BeforeAll
  static void deployTheFirstVersion() throws Exception {
    matrix = new KillMatrix(() -> KilledApp.PAGE, WALK);
  }

  @AfterAll
  static void cleanUp() throws Exception {
    matrix.close();
  }

  static List<KillPoint> walk() {
    return WALK;
  }

  @ParameterizedTest
  @MethodSource("walk")
  void aKillHereEndsInOneCorrectState(KillPoint point) throws Exception {
    matrix.killAt(point);
  }
}
