package dev.freehold.deploy.engine;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.freehold.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Starts runs and starts them again: db-scheduler keeps what is due in the database. One daemon
 * owns the file, so what an earlier boot had picked is released at once instead of after its lease.
 */
public final class Runner implements AutoCloseable {
  private static final int PARALLEL_RUNS = 8;

  /**
   * How often the database is asked what is due. Nothing waits for that but the housekeeping: what
   * is scheduled for now is begun at once, and whoever is to be tried again says when.
   */
  private static final Duration ASKS_EVERY = Duration.ofSeconds(30);

  /** Of the clock and the sleep, so that what is due is due when the database is asked. */
  private static final Duration TOLERANCE = Duration.ofMillis(20);

  /** A chore that failed so often waits for the next run that ends. */
  private static final int MOST_FAILURES = 6;

  private final Database database;
  private final Clock clock;
  private final Chores chores;
  private final OneTimeTask<Void> task;
  private final OneTimeTask<Void> chore;
  private final Scheduler scheduler;

  /**
   * @param carry takes the id of a run to its end
   * @param chores what is done after runs
   * @param housekeeping what is done once an hour
   */
  public Runner(
      Database database,
      Clock clock,
      Consumer<String> carry,
      Chores chores,
      Runnable housekeeping) {
    this.database = database;
    this.clock = clock;
    this.chores = chores;
    this.task =
        Tasks.oneTime("run")
            .onFailure(this::later)
            .execute(
                (instance, context) -> {
                  carry.accept(instance.getId());
                  scheduleChores();
                });
    this.chore =
        Tasks.oneTime("chore")
            .onFailure(this::laterOrNever)
            .execute((instance, context) -> chores.work().accept(instance.getId()));
    var hourly =
        Tasks.recurring("housekeeping", FixedDelay.ofHours(1))
            .execute((instance, context) -> housekeeping.run());
    this.scheduler =
        Scheduler.create(database.dataSource(), task, chore)
            .startTasks(hourly)
            .threads(PARALLEL_RUNS)
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .pollingInterval(ASKS_EVERY)
            .shutdownMaxWait(Duration.ofMillis(500))
            .enableImmediateExecution()
            .build();
  }

  /** Releases what an earlier boot had picked, schedules these unfinished runs, and begins. */
  public void start(List<String> unfinished) {
    database.change(
        sql ->
            sql.update(
                "update scheduled_tasks set picked = 0, picked_by = null, last_heartbeat = null,"
                    + " execution_time = min(execution_time, ?)",
                clock.instant()));
    // Before the scheduler runs: a run that it had just ended would be scheduled a second time.
    unfinished.forEach(this::schedule);
    scheduleChores();
    scheduler.start();
  }

  /** One that is scheduled already stays scheduled once. */
  private void scheduleChores() {
    chores
        .owed()
        .get()
        .forEach(name -> scheduler.scheduleIfNotExists(chore.instance(name), clock.instant()));
  }

  private void laterOrNever(ExecutionComplete failed, ExecutionOperations<Void> operations) {
    if (failed.getExecution().consecutiveFailures + 1 < MOST_FAILURES) {
      later(failed, operations);
    } else {
      operations.remove();
    }
  }

  private void later(ExecutionComplete failed, ExecutionOperations<Void> operations) {
    Duration delay = delay(failed.getExecution().consecutiveFailures);
    operations.reschedule(failed, failed.getTimeDone().plus(delay));
    Thread.ofVirtual().name("next try").start(() -> askAfter(delay));
  }

  private void askAfter(Duration delay) {
    try {
      Thread.sleep(delay.plus(TOLERANCE));
      scheduler.triggerCheckForDueExecutions();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Of the next try: 1, 2, 4 … seconds, and never more than a minute. */
  static Duration delay(int failuresBefore) {
    return Duration.ofSeconds(Math.min(60, 1L << Math.min(failuresBefore, 6)));
  }

  /** A run that is scheduled already stays scheduled once. */
  public void schedule(String run) {
    scheduler.scheduleIfNotExists(task.instance(run), clock.instant());
  }

  @Override
  public void close() {
    scheduler.stop();
  }
}
