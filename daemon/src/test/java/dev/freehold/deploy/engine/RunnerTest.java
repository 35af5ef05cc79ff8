package dev.freehold.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.base.ProviderError;
import dev.freehold.file.Home;
import dev.freehold.step.StepRecord;
import dev.freehold.step.StepState;
import dev.freehold.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {
  @TempDir Path folder;
  private Database database;
  private final List<String> carried = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() {
    var home = new Home(folder.resolve("home"));
    Home.privateFolder(home.root());
    database = Database.open(home.database(), home.backups());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Runner runner(Consumer<String> carry) {
    return new Runner(database, Clock.systemUTC(), carry, new Chores(List::of, _ -> {}), () -> {});
  }

  private long scheduled(String run) {
    return database.<Long>read(
        sql ->
            sql.one(
                "select count(*) as n from scheduled_tasks where task_instance = ?",
                row -> row.number("n"),
                run));
  }

  @Test
  void carriesWhatIsScheduledAndForgetsItThen() {
    try (var runner = runner(carried::add)) {
      runner.start(List.of());
      runner.schedule("deployment");
      await().until(() -> carried.equals(List.of("deployment")));
      await().until(() -> scheduled("deployment") == 0);
    }
  }

  @Test
  void goesOnWithWhatAnEarlierDaemonLeft() {
    try (var runner = runner(carried::add)) {
      runner.start(List.of("plan", "deployment"));
      await().until(() -> carried.size() == 2);
      assertThat(carried).containsExactlyInAnyOrder("plan", "deployment");
    }
  }

  @Test
  void whatAnEarlierBootHadPickedIsReleasedAtOnce() {
    Instant now = Instant.now();
    database.change(
        sql ->
            sql.update(
                "insert into scheduled_tasks (task_name, task_instance, execution_time, picked,"
                    + " picked_by, last_heartbeat, version, priority)"
                    + " values ('run', 'deployment', ?, 1, 'the daemon before', ?, 1, 0)",
                now.plusSeconds(3600),
                now));
    try (var runner = runner(carried::add)) {
      runner.start(List.of("deployment"));
      await().atMost(Duration.ofSeconds(5)).until(() -> carried.equals(List.of("deployment")));
    }
  }

  @Test
  void aRunIsNeverCarriedTwiceAtTheSameTime() throws Exception {
    var go = new CountDownLatch(1);
    try (var runner =
        runner(
            run -> {
              carried.add(run);
              awaitQuietly(go);
            })) {
      runner.start(List.of());
      runner.schedule("deployment");
      await().until(() -> carried.size() == 1);
      runner.schedule("deployment");
      runner.schedule("other");
      await().until(() -> carried.contains("other"));
      assertThat(carried).containsExactly("deployment", "other");
      go.countDown();
      await().until(() -> scheduled("deployment") == 0);
    }
  }

  @Test
  void whatAsksToBeTriedAgainIsTriedAgain() {
    var step =
        new StepRecord(
            "deployment",
            0,
            "upload",
            StepState.RUNNING,
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    try (var runner =
        runner(
            run -> {
              carried.add(run);
              if (carried.size() == 1) {
                throw new RetryLater(
                    step, new ProviderError("target.busy", "Busy.", "Wait.", true, null, null));
              }
            })) {
      runner.start(List.of("deployment"));
      await().atMost(Duration.ofSeconds(10)).until(() -> carried.size() == 2);
      await().until(() -> scheduled("deployment") == 0);
    }
  }

  @Test
  void theDelayGrowsToAMinuteAndNoFurther() {
    assertThat(IntStream.range(0, 9).mapToObj(n -> Runner.delay(n).toSeconds()))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    assertThat(Runner.delay(1_000)).isEqualTo(Duration.ofMinutes(1));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
