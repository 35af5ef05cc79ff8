package dev.freehold.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.app.LiveRelease;
import dev.freehold.base.ProviderError;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.DeploymentState;
import dev.freehold.history.EffectView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WatchTest extends DeployTestBase {

  /** Approves a new page, and returns as soon as it is live and watched. */
  private Deployment watched(String text, int seconds) {
    Deployment running =
        room.approvals.approve(DeployRoom.approval(room.plan(text), text, seconds));
    Awaitility.await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> steps(running).contains("watch running"));
    return running;
  }

  private void breakSite() {
    room.site.with("/", 503, "text/html", "broken");
  }

  @Test
  void aReleaseThatStaysBrokenIsSwitchedBack() {
    room.deploy("one");
    Deployment running = watched("two", 30);
    breakSite();
    Deployment ended = room.ended(running);
    assertThat(ended.state()).isEqualTo(DeploymentState.SWITCHED_BACK);
    assertThat(code(ended.failure())).contains("watch.failed");
    assertThat(ended.failure().orElseThrow().message()).contains("v1").contains("status 503");
    assertThat(live()).isEqualTo("v1");
    assertThat(room.production().live()).isEqualTo(room.target().pointer().live());
    assertThat(room.production().generation()).isEqualTo(3);
    assertThat(room.deployments.one(ended.id()).effects().orElseThrow())
        .extracting(EffectView::kind)
        .endsWith("pointer.switched", "pointer.switched-back");
  }

  @Test
  void aFirstReleaseThatStaysBrokenHasNothingToGoBackTo() {
    Deployment running = watched("one", 30);
    breakSite();
    Deployment ended = room.ended(running);
    assertThat(ended.state()).isEqualTo(DeploymentState.FAILED);
    assertThat(code(ended.failure())).contains("watch.left-live");
    assertThat(ended.failure().orElseThrow().message())
        .startsWith("v1 is live but not healthy")
        .contains("status 503");
    assertThat(live()).isEqualTo("v1");
  }

  @Test
  void somebodyElsesRollbackIsNotBlamedOnTheRelease() {
    room.deploy("one");
    Deployment running = watched("two", 30);
    room.target().moved(room.target().pointer().previous());
    Deployment ended = room.ended(running);
    assertThat(ended.state()).isEqualTo(DeploymentState.CONFLICT);
    assertThat(ended.failure().orElseThrow().message())
        .contains("somebody else switched to v1")
        .doesNotContain("not healthy");
    assertThat(room.production().live()).isEqualTo(room.target().pointer().live());
  }

  @Test
  void aTargetThatIsNotReachedForAMomentIsWatchedOn() {
    room.deploy("one");
    Deployment running = watched("two", 3);
    for (int i = 0; i < 2; i++) {
      room.target().fail("observe", new ProviderError("ssh.x", "Cut.", "Wait.", true, null, null));
    }
    Deployment ended = room.ended(running);
    assertThat(ended.failure()).isEmpty();
    assertThat(ended.state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(room.stores.steps().of(ended.id()).getLast().attempt())
        .as("the watch goes on, and is not one of the few attempts of its step")
        .isEqualTo(1);
  }

  @Test
  void aTargetThatIsGoneForGoodIsNotCalledAFailureOfTheRelease() {
    room.deploy("one");
    Deployment running = watched("two", 30);
    room.target().fail("observe", new ProviderError("ssh.x", "Gone.", "Look.", false, null, null));
    Deployment ended = room.ended(running);
    assertThat(ended.state()).isEqualTo(DeploymentState.NEEDS_ATTENTION);
    assertThat(code(ended.failure())).contains("watch.line-lost");
  }

  @Test
  void aReleaseThatRecoversStays() {
    room.deploy("one");
    Deployment running = watched("two", 2);
    room.site.next("/", 2, 503);
    assertThat(room.ended(running).state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(live()).isEqualTo("v2");
  }

  @Test
  void theEndOfTheTimeDoesNotHideAFailure() {
    room.deploy("one");
    Deployment running = watched("two", 1);
    breakSite();
    assertThat(room.ended(running).state()).isEqualTo(DeploymentState.SWITCHED_BACK);
  }

  @Test
  void somebodyElsesSwitchDuringTheWatchIsAConflict() {
    Deployment running = watched("one", 30);
    room.target().moved(Optional.of(new LiveRelease("foreign", "settings")));
    Deployment ended = room.ended(running);
    assertThat(ended.state()).isEqualTo(DeploymentState.CONFLICT);
    assertThat(code(ended.failure())).contains("deploy.conflict");
    assertThat(room.production().live()).isEqualTo(room.target().pointer().live());
  }

  @Test
  void afterARestartTheWatchTakesOnlyTheTimeThatIsLeft() {
    Deployment running = watched("one", 3);
    Instant begun = Instant.now();
    room.stop();
    assertThat(steps(running)).contains("watch running");
    room.start();
    assertThat(room.ended(running).state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
    assertThat(room.target().pointer().generation()).isEqualTo(1);
  }

  @Test
  void aSwitchBackThatACrashInterruptedIsRecorded() {
    room.deploy("one");
    Deployment running = watched("two", 30);
    LiveRelease one = room.target().pointer().previous().orElseThrow();
    room.stop();
    room.target().switched(one, running.id() + "/watch");
    room.start();
    Deployment ended = room.ended(running);
    assertThat(ended.state()).isEqualTo(DeploymentState.SWITCHED_BACK);
    assertThat(live()).isEqualTo("v1");
  }

  @Test
  void withoutAWatchItIsDoneAtOnce() {
    room.deploy("one");
    assertThat(room.carryOut(room.plan("two"), 0).state()).isEqualTo(DeploymentState.SUCCEEDED);
  }
}
