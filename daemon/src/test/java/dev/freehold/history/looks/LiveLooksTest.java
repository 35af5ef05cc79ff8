package dev.freehold.history.looks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.ProviderError;
import dev.freehold.deploy.DeployTestBase;
import dev.freehold.targets.Server;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveLooksTest extends DeployTestBase {
  private volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private LiveLooks looks;

  @BeforeEach
  void deployToSomewhereElse() {
    room.deploy("one");
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        };
    looks = new LiveLooks(room.places, clock);
  }

  private static Server web(String state) {
    return new Server("web", state, 0, Optional.empty(), Optional.empty());
  }

  private List<Server> servers() {
    return looks.of(room.app(), room.production()).servers();
  }

  @Test
  void theFirstOneWaitsAndTheNextOnesAreTold() {
    room.target().servers = () -> List.of(web("ready"));
    assertThat(servers()).containsExactly(web("ready"));
    room.target().servers =
        () -> {
          throw new AssertionError("nobody asks again so soon");
        };
    assertThat(servers()).containsExactly(web("ready"));
  }

  @Test
  void aPlaceThatAnswersSlowlyShowsWhatWasSeenLast() throws Exception {
    room.target().servers = () -> List.of(web("ready"));
    servers();
    now = now.plusSeconds(60);
    var answers = new CountDownLatch(1);
    room.target().servers =
        () -> {
          try {
            answers.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return List.of(web("down"));
        };
    assertThat(servers()).containsExactly(web("ready"));
    answers.countDown();
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> servers().equals(List.of(web("down"))));
  }

  @Test
  void onesThatCanNotBeAskedAreUnknown() {
    room.target().servers =
        () -> {
          throw new ProviderError("ssh.unreachable", "No way there.", "Look.", true, null, null);
        };
    assertThat(servers())
        .singleElement()
        .satisfies(
            server -> {
              assertThat(server.state()).isEqualTo("unknown");
              assertThat(server.problem()).contains("No way there.");
            });
  }

  @Test
  void aSwitchOfAnotherMachineShows() {
    assertThat(looks.of(room.app(), room.production()).switchedElsewhere()).isFalse();
    now = now.plusSeconds(60);
    room.target().moved(room.target().pointer().live());
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> looks.of(room.app(), room.production()).switchedElsewhere());
  }
}
