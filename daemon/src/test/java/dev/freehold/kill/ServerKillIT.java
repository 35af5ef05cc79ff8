package dev.freehold.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Failpoint;
import dev.freehold.deploy.carryout.DeploymentRun;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.targets.ssh.ServerMachine;
import dev.freehold.targets.ssh.transport.Logins;
import dev.freehold.targets.ssh.transport.Remote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SIGKILL at every step of a deployment to a server with a real sshd and a real Caddy. */
@Tag("soak")
class ServerKillIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static ServerMachine machine;
  private static Logins logins;
  private static Remote root;
  private static Path folder;
  private static Home template;

  @BeforeAll
  static void deployTheFirstVersion() throws Exception {
    machine = ServerMachine.start();
    logins = machine.logins();
    root = logins.to(machine.address("root"));
    there(
        """
        cat > /etc/caddy/Caddyfile <<END
        {
        	http_port %d
        	https_port %d
        	admin localhost:%d
        }
        END
        """
            .formatted(machine.http, ServerMachine.freePort(), ServerMachine.freePort()));
    folder = Files.createTempDirectory("fh-kill");
    template = new Home(folder.resolve("t"));
    DaemonUnderTest.makeAotCache();
    try (var daemon = start(template, "")) {
      var driver = new Driver(daemon.http());
      new KilledDeployment("one", 0).askForPlan(driver);
      driver.connect("box", "ssh", Map.of("server", machine.address("deploy").toString()));
      driver.sendTo("box");
      new KilledDeployment("one", 0).carryOn(driver);
    } finally {
      DaemonUnderTest.endServing(template);
    }
    assertThat(page()).contains(">one<");
    there("cp -a /srv/freehold /srv/template");
  }

  @AfterAll
  static void cleanUp() throws Exception {
    logins.close();
    machine.close();
    Folders.delete(folder);
  }

  private static DaemonUnderTest start(Home home, String failpoint) throws IOException {
    return DaemonUnderTest.start(
        home, failpoint, Map.of("FREEHOLD_SSH_CONFIG", machine.config().toString()));
  }

  private static String there(String command) {
    return machine.run(root, command);
  }

  private static String page() throws IOException {
    return Page.fetch("http://127.0.0.1:" + machine.http + "/").body();
  }

  static List<String> failpoints() {
    var all = new ArrayList<String>();
    for (Failpoint point :
        List.of(Failpoint.STEP_BEGUN, Failpoint.STEP_ACTED, Failpoint.STEP_DONE)) {
      DeploymentRun.STEPS.forEach(step -> all.add(point.wireName() + ":" + step));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("failpoints")
  void aKillHereEndsInOneCorrectState(String failpoint) throws Exception {
    there(
        "rm -rf /srv/freehold && cp -a /srv/template /srv/freehold && caddy reload --force"
            + " --config /etc/caddy/Caddyfile --adapter caddyfile");
    assertThat(page()).contains(">one<");
    Home home = CrashScene.copy(template, folder);
    try {
      var deployment = new KilledDeployment("two", failpoint.endsWith(":watch") ? 1 : 0);
      try (var daemon = start(home, failpoint)) {
        var client = CompletableFuture.runAsync(() -> carryOn(deployment, daemon));
        Awaitility.await("failpoint " + failpoint + " is reached")
            .atMost(PATIENCE)
            .until(() -> daemon.reachedFailpoint() || client.isDone());
        assertThat(daemon.reachedFailpoint()).as("failpoint %s is reached", failpoint).isTrue();
        daemon.kill();
        KillChain.awaitEnd(client);
      }
      assertThat(page()).containsAnyOf(">one<", ">two<");
      try (var daemon = start(home, "")) {
        var driver = new Driver(daemon.http());
        deployment.carryOn(driver);
        assertThat(page()).contains(">two<");
        JsonNode production = driver.app().path("environments").get(0);
        assertThat(production.path("generation").asLong()).as("switches").isEqualTo(2);
        assertThat(there("readlink /srv/freehold/page/production/current").strip())
            .isEqualTo("views/2");
        assertThat(driver.history()).hasSize(2);
        assertThat(attempts(driver.history().get(0), "activate"))
            .as("a switch that happened is recognised")
            .isEqualTo(failpoint.equals("step.begun:activate") ? 2 : 1);
      }
    } finally {
      DaemonUnderTest.endServing(home);
      Folders.delete(home.root());
    }
  }

  private static int attempts(JsonNode deployment, String step) {
    var attempts = new HashMap<String, Integer>();
    deployment
        .path("steps")
        .forEach(each -> attempts.put(each.path("name").asText(), each.path("attempt").asInt()));
    return attempts.getOrDefault(step, 0);
  }

  private static void carryOn(KilledDeployment deployment, DaemonUnderTest daemon) {
    try {
      deployment.carryOn(new Driver(daemon.http()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
