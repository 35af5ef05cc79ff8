package dev.freehold.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that was started and is not waited for: a server. */
public final class RunningProcess {
  private static final Duration DIES_WITHIN = Duration.ofSeconds(5);

  private final Process process;
  private final ProcessTree tree;
  private final Pipes pipes;
  private final Output output;

  RunningProcess(Process process, ProcessTree tree, Pipes pipes, Output output) {
    this.process = process;
    this.tree = tree;
    this.pipes = pipes;
    this.output = output;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it ended within this time. */
  public boolean awaitEnd(Duration within) throws InterruptedException {
    return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether it and all that it started are over the limits right now. */
  public boolean exceeds(Limits limits) {
    return tree.exceeds(limits);
  }

  /**
   * Asks it to end, which servers do after their running requests, and ends it with everything that
   * it started when the time is over. Harmless when it has ended.
   */
  public void stop(Duration grace) {
    tree.ask();
    try {
      process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
      tree.kill();
      process.waitFor(DIES_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      tree.kill();
      Thread.currentThread().interrupt();
    }
  }

  /** After its end: closes what it left open, and tells how it ended. */
  public ProcessResult ended() {
    tree.killRest();
    pipes.drain();
    pipes.close();
    return new ProcessResult(process.exitValue(), output.stdout(), output.tail());
  }

  /** The last lines that it wrote so far, redacted; at most 200. */
  public List<String> tail() {
    return output.tail();
  }
}
