package dev.freehold.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freehold.base.MachineError;
import dev.freehold.cli.FakeDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonStarterTest {
  private @TempDir Path temp;

  @Test
  void twoThatStartItWaitForTheSameDaemon() throws Exception {
    Path socket = temp.resolve("s");
    var daemon = new AtomicReference<FakeDaemon>();
    // as the real one: who comes second finds it running and ends
    DaemonStarter.Launch launch =
        log -> {
          synchronized (daemon) {
            if (daemon.get() == null) {
              daemon.set(daemonAt(socket));
            }
          }
          return () -> true;
        };
    var racers = new ArrayList<FutureTask<Void>>();
    for (int i = 0; i < 2; i++) {
      var starter = new DaemonStarter(socket, temp.resolve("log"), launch, Duration.ofSeconds(20));
      var racer = new FutureTask<Void>(starter::revive, null);
      racers.add(racer);
      Thread.startVirtualThread(racer);
    }
    for (FutureTask<Void> racer : racers) {
      finish(racer);
    }
    daemon.get().close();
  }

  @Test
  void oneThatFindsAnotherStartingWaitsForItHoweverLongThatTakes() throws Exception {
    Path socket = temp.resolve("s");
    var other = new CompletableFuture<FakeDaemon>();
    DaemonStarter.Launch launch =
        log -> {
          say(log, "Code:  daemon.already-running\n");
          CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS)
              .execute(() -> other.complete(daemonAt(socket)));
          return () -> true;
        };
    new DaemonStarter(socket, temp.resolve("log"), launch, Duration.ofSeconds(30)).revive();
    other.get().close();
  }

  @Test
  void whatALogSaidBeforeIsNoReasonToWait() throws Exception {
    Path log = Files.writeString(temp.resolve("log"), "Code:  daemon.already-running\n");
    var starter =
        new DaemonStarter(temp.resolve("s"), log, _ -> () -> true, Duration.ofSeconds(60));
    long begun = System.nanoTime();
    assertThatExceptionOfType(MachineError.class).isThrownBy(starter::revive);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }

  private static void say(Path log, String text) {
    try {
      Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void finish(FutureTask<Void> racer)
      throws InterruptedException, ExecutionException {
    racer.get();
  }

  private static FakeDaemon daemonAt(Path socket) {
    try {
      return new FakeDaemon(socket);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aDaemonThatStaysSilentIsReportedWithTheEndOfItsLog() throws IOException {
    Path log = temp.resolve("log");
    var starter =
        new DaemonStarter(
            temp.resolve("s"),
            log,
            to -> {
              try {
                Files.writeString(to, "first line\nThe disk is full.\n");
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
              return () -> false;
            },
            Duration.ofMillis(100));

    assertThatExceptionOfType(MachineError.class)
        .isThrownBy(starter::revive)
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo("daemon.did-not-start");
              assertThat(e.getMessage()).endsWith("first line\nThe disk is full.");
              assertThat(e.remedy()).contains("freehold daemon run");
            });
  }

  @Test
  void oneThatIsRefusedIsReportedAtOnce() throws IOException {
    Path log = Files.writeString(temp.resolve("log"), "Error: The database is damaged.\n");
    var starter =
        new DaemonStarter(temp.resolve("s"), log, _ -> () -> true, Duration.ofSeconds(60));
    long begun = System.nanoTime();

    assertThatExceptionOfType(MachineError.class)
        .isThrownBy(starter::revive)
        .withMessageStartingWith("The daemon ended as soon as it was started.")
        .withMessageEndingWith("Error: The database is damaged.");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }
}
