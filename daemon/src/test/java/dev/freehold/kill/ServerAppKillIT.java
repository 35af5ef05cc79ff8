package dev.freehold.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL at the steps of a deployment in which an app's own servers are started, switched to and
 * watched. The servers outlive the daemon, so a kill must neither lose nor double them, and nothing
 * may be called done before they answer.
 */
class ServerAppKillIT {
  private static final Set<String> STEPS = Set.of("stage", "activate", "watch");

  private static final KilledApp.WithServer APP = new KilledApp.WithServer();

  private static final List<KillPoint> WALK =
      KillPoints.lastToFirst(
          KillPoints.inOrderOfExecution(APP).stream()
              .filter(point -> STEPS.contains(point.step()))
              .toList());

  private static KillMatrix matrix;

  @BeforeAll
  static void deployTheFirstVersion() throws Exception {
    matrix = new KillMatrix(() -> APP, WALK);
  }

  @AfterAll
  static void noServerOutlivesTheServingProcess() throws Exception {
    matrix.close();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(APP.processes()).isZero());
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
