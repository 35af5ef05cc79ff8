package dev.freehold.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * One home that grows by a version with every kill. The daemon that recovers from one kill is,
 * where that does no harm, the one that suffers the next.
 */
final class KillChain implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KilledApp app;
  private final Home home;
  private final Path[] before;
  private int versions;
  private Optional<KillPoint> armed = Optional.empty();
  private @Nullable DaemonUnderTest daemon;

  /**
   * @param home in which that version is live
   * @param versions that were deployed
   * @param before class path entries of a seeded bug
   */
  KillChain(KilledApp app, Home home, int versions, Path... before) {
    this.app = app;
    this.versions = versions;
    this.home = home;
    this.before = before;
  }

  /**
   * Deploys the next version until the daemon stands at the failpoint, kills it there, starts it
   * again, lets the client go on, and checks that all is as if nothing had happened.
   *
   * @param next where the one after is to be killed, so that the daemon that recovers can wait for
   *     it; it must not come there before
   */
  void killAt(KillPoint point, Optional<KillPoint> next) throws Exception {
    DaemonUnderTest victim = waitingAt(point);
    versions++;
    String marker = "version-" + versions;
    var deployment = new KilledDeployment(app, marker, point.step().equals("watch") ? 1 : 0);
    if (app instanceof KilledApp.WithServer server) {
      var servers = new OwnServers(server, home);
      servers.awaitAnswer(versions - 1);
      kill(victim, point, deployment);
      servers.answerWhereAStepSaysSo(versions);
      recover(point, next, deployment, marker);
      servers.runOnce(versions);
    } else {
      kill(victim, point, deployment);
      recover(point, next, deployment, marker);
    }
  }

  private void recover(
      KillPoint point, Optional<KillPoint> next, KilledDeployment deployment, String marker)
      throws Exception {
    DaemonUnderTest recovering = start(next.filter(n -> n.isNotPassedAfter(point)));
    var driver = new Driver(recovering.http());
    deployment.carryOn(driver);
    new Invariants(app, home).hold(driver, marker, versions);
    app.holds(versions);
    JsonNode history = driver.history();
    assertThat(history).hasSize(versions);
    eachActHappenedOnce(history.get(0), point);
    assertThat(recovering.reachedFailpoint())
        .as("%s is reached before the next version", armed)
        .isFalse();
  }

  private DaemonUnderTest waitingAt(KillPoint point) throws Exception {
    if (daemon != null && armed.equals(Optional.of(point))) {
      return daemon;
    }
    if (daemon != null) {
      daemon.close();
    }
    return start(Optional.of(point));
  }

  private DaemonUnderTest start(Optional<KillPoint> point) throws IOException {
    armed = point;
    daemon =
        DaemonUnderTest.start(
            home, point.map(KillPoint::failpoint).orElse(""), app.surroundings(), before);
    return daemon;
  }

  private static void kill(DaemonUnderTest victim, KillPoint point, KilledDeployment deployment)
      throws Exception {
    var client = CompletableFuture.runAsync(() -> go(deployment, victim, point));
    Awaitility.await("failpoint " + point + " is reached")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> victim.reachedFailpoint() || client.isDone() && !point.planning());
    assertThat(victim.reachedFailpoint()).as("failpoint %s is reached", point).isTrue();
    if (point.planning()) {
      Awaitility.await("the client knows its plan").until(deployment::hasPlan);
    }
    victim.kill();
    awaitEnd(client);
  }

  /** What follows the plan is not to begin before a kill within its making. */
  private static void go(KilledDeployment deployment, DaemonUnderTest daemon, KillPoint point) {
    try {
      if (point.planning()) {
        deployment.askForPlan(new Driver(daemon.http()));
      } else {
        deployment.carryOn(new Driver(daemon.http()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void awaitEnd(CompletableFuture<?> client) throws InterruptedException {
    try {
      client.get();
    } catch (ExecutionException e) {
      assertThat(e.getCause()).as("the client lost its daemon").isNotNull();
    }
  }

  /**
   * A step is begun once more only when the crash came before its act. A switch that happened is
   * recognised and never made a second time.
   */
  private static void eachActHappenedOnce(JsonNode deployment, KillPoint point) {
    for (JsonNode step : deployment.path("steps")) {
      String name = step.path("name").asText();
      assertThat(step.path("attempt").asInt())
          .as("beginnings of %s after %s", name, point)
          .isEqualTo(point.again() && point.step().equals(name) ? 2 : 1);
    }
  }

  @Override
  public void close() throws Exception {
    if (daemon != null) {
      daemon.close();
    }
    DaemonUnderTest.endServing(home);
    Folders.delete(home.root());
  }
}
