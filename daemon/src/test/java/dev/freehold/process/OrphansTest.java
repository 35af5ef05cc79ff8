package dev.freehold.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sandboxes whose owner was killed. */
class OrphansTest {
  private final ProcessRunner runner = new ProcessRunner(System.getenv());
  private @TempDir Path folder;

  @Test
  void onlyThoseOfThisHomeWithoutAnOwnerAreEnded() throws Exception {
    Path support = Files.createDirectories(folder.resolve("support"));
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Process orphan = marked(Orphans.mark(support, gone.pid()));
    Process owned = marked(Orphans.mark(support));
    Process another = marked(Orphans.mark(folder.resolve("other"), gone.pid()));
    try {
      Orphans.end(support);

      assertThat(orphan.waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(owned.isAlive()).isTrue();
      assertThat(another.isAlive()).isTrue();
    } finally {
      List.of(orphan, owned, another).forEach(Process::destroyForcibly);
    }
  }

  private static Process marked(String mark) throws Exception {
    var builder = new ProcessBuilder("sleep", "60");
    builder.environment().put(Orphans.MARK, mark);
    return builder.start();
  }

  @Test
  void whoIsKilledWhileStartingServersLeavesNone() throws Exception {
    killWhileStarting(5);
  }

  @Tag("soak")
  @RepeatedTest(5)
  void inFiftyTriesToo() throws Exception {
    killWhileStarting(10);
  }

  private void killWhileStarting(int tries) throws Exception {
    Path support = Files.createDirectories(folder.resolve("support"));
    Path build = Files.createDirectories(folder.resolve("build"));
    String marker = "4747." + ProcessHandle.current().pid();
    var random = new Random(tries);
    for (int i = 0; i < tries; i++) {
      Process starter = starter(support, build, marker, "bwrap");
      starter.getInputStream().read();
      Thread.sleep(random.nextInt(600));
      starter.destroyForcibly().waitFor();

      Orphans.end(support);

      await().atMost(Duration.ofSeconds(5)).until(() -> !isRunning("sleep " + marker));
    }
  }

  /** Whoever starts next may be long in coming, so this must not be left to Orphans. */
  @Test
  void whoIsKilledBeforeTheSandboxIsUpLeavesNoneBehind() throws Exception {
    String marker = "4748." + ProcessHandle.current().pid();
    Path slow = folder.resolve("slow-bwrap");
    Files.writeString(
        slow,
        """
        #!/bin/sh
        [ "$1" = --version ] || /bin/sleep 1
        exec /usr/bin/bwrap "$@"
        """);
    Files.setPosixFilePermissions(slow, PosixFilePermissions.fromString("rwxr-xr-x"));
    Process starter =
        starter(
            Files.createDirectories(folder.resolve("support")),
            Files.createDirectories(folder.resolve("build")),
            marker,
            slow.toString());
    await().atMost(Duration.ofSeconds(30)).until(() -> isRunning("sleep " + marker));

    starter.destroyForcibly().waitFor();

    await().atMost(Duration.ofSeconds(5)).until(() -> !isRunning("sleep " + marker));
  }

  private static Process starter(Path support, Path build, String marker, String launcher)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Starter.class.getName(),
            support.toString(),
            build.toString(),
            marker,
            launcher)
        .redirectErrorStream(true)
        .start();
  }

  private boolean isRunning(String arguments) {
    return runner
        .run(Command.of(Path.of("/"), "ps", "-eo", "stat=,args="))
        .stdout()
        .lines()
        .anyMatch(line -> !line.startsWith("Z") && line.endsWith(arguments));
  }
}
