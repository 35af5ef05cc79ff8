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
 * SIGKILL at every failpoint of the steps of a deployment in which AWS is written to. What AWS was
 * asked for happened there, whether or not the daemon lived to see it, so all of it must be
 * recognised and nothing made twice.
 */
@Tag("soak")
class AwsKillIT {
  private static final List<KillPoint> WALK = walkAtAws();

  private static KillMatrix matrix;

  private static List<KillPoint> walkAtAws() {
    try (var app = new AppAtAws()) {
      return KillPoints.ofWrites(app);
    }
  }

  @BeforeAll
  static void deployTheFirstVersion() throws Exception {
    matrix = new KillMatrix(AppAtAws::new, WALK);
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
  void aDistributionThatWasMadeBeforeTheKillIsTheOneThatAnswers() throws Exception {
    var point =
        new KillPoint(
            Failpoint.AWS_DISTRIBUTION_MADE.wireName(), "provision", true, false, false, 0, 0);
    try (var scene = CrashScene.before(new AppAtAws("eu-west-1"));
        var chain = scene.chain()) {
      chain.killAt(point, Optional.empty());
    }
  }
}
