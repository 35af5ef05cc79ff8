package dev.freehold.targets.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.freehold.release.OutputTree;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Server;
import dev.freehold.targets.local.ServingWatch.Health;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The serving process ends without being told to. */
class ServingWatchTest {
  private LocalScene scene;
  private ServingWatch watch;

  @BeforeEach
  void deploy(@TempDir Path folder) {
    var room = new ReleaseRoom(folder.resolve("home"));
    scene = new LocalScene(room);
    watch = new ServingWatch(scene.serving, Clock.systemUTC());
    scene.deploy(
        Activations.SITE,
        new Activations(room).of(new OutputTree().with("index.html", "<h1>Hello"), Map.of()));
  }

  @AfterEach
  void end() throws InterruptedException {
    watch.close();
    scene.serving.stop();
    scene.close();
    scene.room.close();
  }

  @Test
  void itIsBackAndThatItWasAwayIsTold() throws Exception {
    watch.start();
    long before = scene.serving.status().orElseThrow().pid();

    scene.kill();

    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> scene.get("/").status() == 200);
    // it listens a moment before it has written down that it does
    await().until(() -> scene.serving.status().filter(now -> now.pid() != before).isPresent());
    await().until(() -> watch.health().ends() == 1);
    Health health = watch.health();
    assertThat(health.running()).isTrue();
    assertThat(health.last()).isPresent();
    assertThat(scene.open(Activations.SITE).servers()).isEmpty();
  }

  @Test
  void whileItIsAwayEveryAppSaysSo() throws Exception {
    scene.kill();

    assertThat(scene.open(Activations.SITE).servers())
        .extracting(Server::name, Server::state)
        .containsExactly(tuple("serving", "down"));
    assertThat(watch.health().running()).isFalse();
  }

  @Test
  void itStaysAwayWhenItWasToldToEnd() throws Exception {
    watch.start();

    scene.serving.stop();

    Thread.sleep(1_500);
    assertThat(scene.serving.status()).isEmpty();
    assertThat(watch.health().wanted()).isFalse();
    assertThat(watch.health().ends()).isZero();
  }
}
