package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.kill.Driver;
import dev.freehold.kill.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a rollback promises to those who look at the page meanwhile. */
class RollbackIT {
  private static final int TRIES = 3;
  private static final int IN_A_ROW = 100;
  private static final int SWITCHES = 50;

  private Launcher freehold;
  private Driver driver;
  private String url = "";

  @BeforeEach
  void twoReleases() throws Exception {
    freehold = Launcher.withNewHome();
    freehold.done("daemon", "start");
    driver = new Driver(freehold.http());
    deploy("one");
    deploy("two");
    url = driver.app().path("environments").get(0).path("url").asText();
    assertThat(Web.page(url).body()).contains(">two<");
  }

  @AfterEach
  void stop() throws Exception {
    freehold.close();
  }

  @Test
  void withinASecondOfApprovalEveryVisitorSeesTheOldRelease() throws Exception {
    String old = "one";
    Duration best = Duration.ofDays(1);
    for (int i = 0; i < TRIES; i++) {
      Duration took = rollbackUntilSeen(old);
      System.out.printf("rollback seen by %d in a row: %d ms%n", IN_A_ROW, took.toMillis());
      best = took.compareTo(best) < 0 ? took : best;
      old = old.equals("one") ? "two" : "one";
    }
    assertThat(best)
        .as("from approval until %d fetches on new connections in a row see it", IN_A_ROW)
        .isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void noRequestIsLostDuringFiftySwitches() throws Exception {
    try (var visitors = new Visitors(url)) {
      for (int i = 0; i < SWITCHES; i++) {
        visitors.awaitMore(8);
        rollback();
      }
      visitors.awaitMore(8);
      visitors.assertAllServed();
      assertThat(visitors.seen("one")).as("visits of one").isGreaterThan(SWITCHES);
      assertThat(visitors.seen("two")).as("visits of two").isGreaterThan(SWITCHES);
    }
    assertThat(driver.app().path("environments").get(0).path("generation").asInt())
        .isEqualTo(2 + SWITCHES);
  }

  @Test
  void theAppIsServedWhileTheDaemonIsStoppedKilledAndStarted() throws Exception {
    long serving = servingProcess();
    try (var visitors = new Visitors(url)) {
      visitors.awaitMore(20);
      freehold.done("daemon", "stop");
      visitors.awaitMore(20);
      long pid = freehold.json("daemon", "start").path("pid").asLong();
      visitors.awaitMore(20);
      DaemonIT.kill(pid);
      visitors.awaitMore(20);
      freehold.done("daemon", "start");
      assertThat(servingProcess()).as("it is still the same process").isEqualTo(serving);
      rollback();
      visitors.awaitMore(20);
      visitors.assertAllServed();
    }
    assertThat(Web.page(url).body()).contains(">one<");
  }

  private long servingProcess() throws Exception {
    JsonNode pid = freehold.json("daemon", "status").path("serving").path("pid");
    assertThat(pid.isIntegralNumber()).isTrue();
    return pid.asLong();
  }

  private Duration rollbackUntilSeen(String old) throws IOException {
    JsonNode plan = driver.awaitPlan(driver.planRollback());
    assertThat(plan.path("state").asText()).isEqualTo("ready");
    long approved = System.nanoTime();
    String deployment = driver.approve(plan, UUID.randomUUID().toString(), 0);
    int inARow = 0;
    while (inARow < IN_A_ROW) {
      Page page = Web.page(url);
      inARow = page.body().contains(">" + old + "<") ? inARow + 1 : 0;
      if (System.nanoTime() - approved > Duration.ofSeconds(30).toNanos()) {
        throw new AssertionError("release " + old + " does not come back");
      }
    }
    var took = Duration.ofNanos(System.nanoTime() - approved);
    assertThat(driver.awaitDeployment(deployment).path("state").asText()).isEqualTo("succeeded");
    return took;
  }

  private void rollback() throws IOException {
    JsonNode plan = driver.awaitPlan(driver.planRollback());
    finish(plan);
  }

  private void deploy(String marker) throws IOException {
    String export = driver.begin();
    driver.upload(export, Driver.zip(marker));
    driver.complete(export);
    finish(driver.awaitPlan(driver.plan(export)));
  }

  private void finish(JsonNode plan) throws IOException {
    assertThat(plan.path("state").asText()).as("%s", plan).isEqualTo("ready");
    String deployment = driver.approve(plan, UUID.randomUUID().toString(), 0);
    JsonNode ended = driver.awaitDeployment(deployment);
    assertThat(ended.path("state").asText()).as("%s", ended).isEqualTo("succeeded");
  }
}
