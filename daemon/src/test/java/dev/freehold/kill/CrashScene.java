package dev.freehold.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.deploy.model.DeploymentKind;
import dev.freehold.deploy.prepare.Preparation;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;

/** A home in which version 1 is live, and what happens to copies of it. */
final class CrashScene implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Steps whose effect carries their key on the target. */
  private static final Set<String> RECOGNISED = Set.of("activate", "stage");

  /** Failpoints within a step, before its act is complete. */
  private static final Map<String, String> INSIDE =
      Map.of(
          "git.objects-written:page.git", "commit",
          "git.builder-moved:page.git", "commit",
          "blob.written", "build",
          "artifact.blobs-stored", "build",
          "local.pointer-written", "activate");

  private final Path folder;
  private final Home template;

  private CrashScene(Path folder, Home template) {
    this.folder = folder;
    this.template = template;
  }

  static CrashScene withFirstVersion() throws Exception {
    Path folder = Files.createTempDirectory("fh-kill");
    var template = new Home(folder.resolve("t"));
    DaemonUnderTest.makeAotCache();
    try (var daemon = DaemonUnderTest.start(template, "")) {
      new KilledDeployment("one", 0).carryOn(new Driver(daemon.http()));
    } finally {
      DaemonUnderTest.endServing(template);
    }
    return new CrashScene(folder, template);
  }

  /**
   * Deploys version 2 until the daemon stands at the failpoint, kills it there, starts it again,
   * lets the client go on, and checks that all is as if nothing had happened.
   *
   * @param before class path entries of a seeded bug
   */
  void killAt(String failpoint, Path... before) throws Exception {
    Home home = copyOfTemplate();
    try {
      var deployment = new KilledDeployment("two", failpoint.endsWith(":watch") ? 1 : 0);
      try (var daemon = DaemonUnderTest.start(home, failpoint, before)) {
        boolean withinAPlan = isWithinAPlan(failpoint);
        var client =
            CompletableFuture.runAsync(
                () -> {
                  try {
                    // what follows the plan is not to begin before the kill
                    if (withinAPlan) {
                      deployment.askForPlan(new Driver(daemon.http()));
                    } else {
                      deployment.carryOn(new Driver(daemon.http()));
                    }
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                });
        Awaitility.await("failpoint " + failpoint + " is reached")
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> daemon.reachedFailpoint() || client.isDone() && !withinAPlan);
        assertThat(daemon.reachedFailpoint()).as("failpoint %s is reached", failpoint).isTrue();
        if (withinAPlan) {
          Awaitility.await("the client knows its plan").until(deployment::hasPlan);
        }
        daemon.kill();
        awaitEnd(client);
      }
      try (var daemon = DaemonUnderTest.start(home, "", before)) {
        var driver = new Driver(daemon.http());
        deployment.carryOn(driver);
        new Invariants(home).hold(driver, "two", 2);
        assertThat(driver.history()).hasSize(2);
        eachActHappenedOnce(driver.history().get(0), failpoint);
      }
    } finally {
      DaemonUnderTest.endServing(home);
      Folders.delete(home.root());
    }
  }

  private static boolean isWithinAPlan(String failpoint) {
    String step = failpoint.substring(failpoint.indexOf(':') + 1);
    return Preparation.steps(DeploymentKind.DEPLOY).contains(step)
        || INSIDE.containsKey(failpoint) && !failpoint.startsWith("local.");
  }

  /**
   * A step is begun once more only when the crash came before its act. A switch that happened is
   * recognised and never made a second time.
   */
  private static void eachActHappenedOnce(JsonNode deployment, String failpoint) {
    for (JsonNode step : deployment.path("steps")) {
      String name = step.path("name").asText();
      boolean again =
          failpoint.equals("step.begun:" + name)
              || failpoint.equals("step.acted:" + name) && !RECOGNISED.contains(name)
              || INSIDE.getOrDefault(failpoint, "").equals(name);
      assertThat(step.path("attempt").asInt())
          .as("beginnings of %s after %s", name, failpoint)
          .isEqualTo(again ? 2 : 1);
    }
  }

  private static void awaitEnd(CompletableFuture<?> client) throws InterruptedException {
    try {
      client.get();
    } catch (ExecutionException e) {
      assertThat(e.getCause()).as("the client lost its daemon").isNotNull();
    }
  }

  Home copyOfTemplate() throws IOException {
    return copy(template, folder);
  }

  static Home copy(Home template, Path folder) throws IOException {
    Path copy = Files.createTempDirectory(folder, "h");
    try (var files = Files.walk(template.root())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path to = copy.resolve(template.root().relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else if (Files.isRegularFile(file)) {
          Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    return new Home(copy);
  }

  @Override
  public void close() throws Exception {
    Folders.delete(folder);
  }
}
