package dev.freehold.kill;

import dev.freehold.base.Failpoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL at every failpoint of the steps of a deployment in which Vercel is written to. What
 * Vercel was asked for happened there, whether or not the daemon lived to see it, so all of it must
 * be recognised and nothing asked for again.
 */
@Tag("soak")
class VercelKillIT {
  private static final List<KillPoint> WALK = walkAtVercel();

  private static KillMatrix matrix;

  private static List<KillPoint> walkAtVercel() {
    try (var app = new AppAtVercel()) {
      return KillPoints.ofWrites(app);
    }
  }

  @BeforeAll
  static void deployTheFirstVersion() throws Exception {
    matrix = new KillMatrix(AppAtVercel::new, WALK);
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

  @Test
  void aProjectThatWasMadeBeforeTheKillIsTheOneThatIsDeployedTo() throws Exception {
    var point =
        new KillPoint(
            Failpoint.VERCEL_PROJECT_MADE.wireName(), "provision", true, false, false, 0, 0);
    try (var scene = CrashScene.before(new AppAtVercel());
        var chain = scene.chain()) {
      chain.killAt(point, Optional.empty());
    }
  }
}
