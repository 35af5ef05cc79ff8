package dev.freehold.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SIGKILL at random moments of one deployment after the other, in one home that grows. */
class RandomKillIT {
  private static final int LONGEST_DELAY_MILLIS = 1_500;

  @Test
  @Tag("short")
  void twentyKillsLoseNothing() throws Exception {
    kill(20, seed());
  }

  @Test
  @Tag("soak")
  void twoHundredKillsLoseNothing() throws Exception {
    kill(200, seed());
  }

  private static long seed() {
    return Long.getLong("kill.seed", System.nanoTime());
  }

  private static void kill(int times, long seed) throws Exception {
    var random = new Random(seed);
    Path folder = Files.createTempDirectory("fh-rnd");
    var home = new Home(folder.resolve("h"));
    try {
      for (int i = 1; i <= times; i++) {
        killOnce(home, "version-" + i, i, random.nextInt(LONGEST_DELAY_MILLIS));
      }
    } catch (AssertionError | Exception e) {
      throw new AssertionError("seed " + seed + ", run again with -Dkill.seed=" + seed, e);
    } finally {
      DaemonUnderTest.endServing(home);
      Folders.delete(folder);
    }
  }

  private static void killOnce(Home home, String marker, int number, int delay) throws Exception {
    var deployment = new KilledDeployment(marker, 0);
    try (var daemon = DaemonUnderTest.start(home, "")) {
      var client =
          CompletableFuture.runAsync(
              () -> {
                try {
                  deployment.carryOn(new Driver(daemon.http()));
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      Thread.sleep(delay);
      daemon.kill();
      client.handle((done, lost) -> done).get();
    }
    try (var daemon = DaemonUnderTest.start(home, "")) {
      var driver = new Driver(daemon.http());
      deployment.carryOn(driver);
      new Invariants(home).hold(driver, marker, number);
      assertThat(driver.history().get(0).path("deployment").asText())
          .isEqualTo(deployment.deployment());
    }
  }
}
