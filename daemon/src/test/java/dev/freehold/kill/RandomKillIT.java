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
  /** A daemon that has deployed before takes less than this, so that few are killed at rest. */
  private static final int LONGEST_DELAY_MILLIS = 1_000;

  @Test
  @Tag("short")
  void twentyKillsLoseNothing() throws Exception {
    kill(20, seed());
  }

  @Test
  @Tag("soak")
  void manyKillsLoseNothing() throws Exception {
    kill(Integer.getInteger("kill.times", 40), seed());
  }

  private static long seed() {
    return Long.getLong("kill.seed", System.nanoTime());
  }

  private static void kill(int times, long seed) throws Exception {
    var random = new Random(seed);
    Path folder = Files.createTempDirectory("fh-rnd");
    var home = new Home(folder.resolve("h"));
    DaemonUnderTest.makeAotCache();
    try {
      killOneAfterTheOther(home, times, random);
    } catch (AssertionError | Exception e) {
      throw new AssertionError("seed " + seed + ", run again with -Dkill.seed=" + seed, e);
    } finally {
      DaemonUnderTest.endServing(home);
      Folders.delete(folder);
    }
  }

  /** The daemon that recovered from one kill is the one that suffers the next. */
  private static void killOneAfterTheOther(Home home, int times, Random random) throws Exception {
    DaemonUnderTest daemon = DaemonUnderTest.start(home, "");
    try {
      for (int i = 1; i <= times; i++) {
        var deployment = new KilledDeployment("version-" + i, 0);
        killAfter(random.nextInt(LONGEST_DELAY_MILLIS), daemon, deployment);
        daemon = DaemonUnderTest.start(home, "");
        goesOnTo(i, deployment, new Driver(daemon.http()), home);
      }
    } finally {
      daemon.close();
    }
  }

  private static void killAfter(int delay, DaemonUnderTest daemon, KilledDeployment deployment)
      throws Exception {
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

  private static void goesOnTo(int number, KilledDeployment deployment, Driver driver, Home home)
      throws Exception {
    deployment.carryOn(driver);
    new Invariants(KilledApp.PAGE, home).hold(driver, "version-" + number, number);
    assertThat(driver.history().get(0).path("deployment").asText())
        .isEqualTo(deployment.deployment());
  }
}
