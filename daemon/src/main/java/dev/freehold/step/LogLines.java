package dev.freehold.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Collects the output of steps into events of type {@code log} with {@code {step, lines}}, because
 * each event costs a sync of the disk: one for what came within {@code pause}, for 200 lines, or
 * for 64 Ki letters, whatever is first. A longer line than 8 Ki letters is cut.
 */
public final class LogLines {
  private static final int MOST_LINES = 200;
  private static final int MOST_LETTERS = 64 * 1024;
  private static final int LONGEST_LINE = 8 * 1024;

  private final EventLog events;
  private final Duration pause;
  private final Map<String, Batch> batches = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  public LogLines(EventLog events) {
    this(events, Duration.ofMillis(100));
  }

  LogLines(EventLog events, Duration pause) {
    this.events = events;
    this.pause = pause;
  }

  public void log(String run, @Nullable String appId, String step, String line) {
    lock.lock();
    try {
      Batch batch = batches.get(run);
      if (batch != null && (!batch.step.equals(step) || batch.isFull())) {
        flush(run);
        batch = null;
      }
      if (batch == null) {
        batch = new Batch(appId, step);
        batches.put(run, batch);
        flushLater(run, batch);
      }
      batch.add(line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…");
    } finally {
      lock.unlock();
    }
  }

  /** Stores what is collected for the run; called before the event that ends a step. */
  public void flush(String run) {
    lock.lock();
    try {
      Batch batch = batches.get(run);
      if (batch != null) {
        events.append(run, batch.appId, "log", new Lines(batch.step, batch.lines));
        batches.remove(run);
      }
    } finally {
      lock.unlock();
    }
  }

  private void flushLater(String run, Batch batch) {
    Thread.ofVirtual()
        .name("log-" + run)
        .start(
            () -> {
              try {
                Thread.sleep(pause);
                flushIfStill(run, batch);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void flushIfStill(String run, Batch batch) {
    lock.lock();
    try {
      if (batches.get(run) == batch) {
        flush(run);
      }
    } catch (RuntimeException _) {
      // The lines stay collected: the step's own flush meets the same failure and reports it.
      return;
    } finally {
      lock.unlock();
    }
  }

  private record Lines(String step, List<String> lines) {}

  private static final class Batch {
    private final @Nullable String appId;
    private final String step;
    private final List<String> lines = new ArrayList<>();
    private int letters;

    Batch(@Nullable String appId, String step) {
      this.appId = appId;
      this.step = step;
    }

    void add(String line) {
      lines.add(line);
      letters += line.length();
    }

    boolean isFull() {
      return lines.size() >= MOST_LINES || letters >= MOST_LETTERS;
    }
  }
}
