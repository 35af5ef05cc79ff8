package dev.freehold.process;

import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** The only place that starts processes. */
public final class ProcessRunner {
  private static final long LOOK_MILLIS = 50;
  private static final int LIMITS_EVERY = 5;

  /** What nobody listens to goes nowhere. */
  private static final String DESCRIPTORS = "exec \"$@\" 3<&0 4>&1 </dev/null >/dev/null";

  private final Executables executables;
  private final Optional<Path> setsid;

  /**
   * One platform thread starts every child: {@code --die-with-parent} is PR_SET_PDEATHSIG, which
   * fires when the starting <em>thread</em> ends (prctl(2)), and the carrier of a virtual thread
   * may end at any time.
   */
  private final ExecutorService starter =
      Executors.newFixedThreadPool(1, Thread.ofPlatform().daemon().name("processes").factory());

  /**
   * @param environment whose PATH programs are looked up in; children inherit nothing of it
   */
  public ProcessRunner(Map<String, String> environment) {
    this.executables = new Executables(environment);
    this.setsid = executables.find("setsid");
  }

  public Executables executables() {
    return executables;
  }

  public ProcessResult run(Command command) {
    return run(command, OutputListener.NONE, () -> false);
  }

  /**
   * Runs to the end. Children that the program leaves behind are killed.
   *
   * @param cancelled asked many times a second; true kills everything, as interrupting does
   * @throws MachineError {@code process.not-found}, {@code process.timed-out}, {@code
   *     process.over-limit}, {@code process.not-started}
   * @throws UserError {@code process.cancelled}
   */
  public ProcessResult run(Command command, OutputListener listener, BooleanSupplier cancelled) {
    Process process = start(command, builder(command, leader()));
    var tree = new ProcessTree(process.toHandle(), setsid.isPresent());
    var output = Output.capped(command, listener);
    var pipes = Pipes.of(process, command, output);
    try {
      await(process::waitFor, tree, command, cancelled);
      tree.killRest();
      pipes.drain();
    } finally {
      tree.kill();
      pipes.close();
    }
    return new ProcessResult(process.exitValue(), output.stdout(), output.tail());
  }

  /**
   * Talks to a program that reads its descriptor 3 and writes its descriptor 4, for as long as
   * {@code talk} takes, and then kills it with everything it started.
   *
   * @param errors gets the lines of its standard error
   * @param cancelled as in {@link #run}
   * @throws IOException by {@code talk}, also because the program ended before it
   * @throws MachineError as {@link #run}
   * @throws UserError {@code process.cancelled}
   */
  public <T> T converse(
      Command command, OutputListener errors, BooleanSupplier cancelled, Talk<T> talk)
      throws IOException {
    var leader = new ArrayList<>(leader());
    leader.addAll(List.of("/bin/sh", "-c", DESCRIPTORS, "sh"));
    Process process = start(command, builder(command, leader));
    var tree = new ProcessTree(process.toHandle(), setsid.isPresent());
    var pipes = Pipes.ofErrors(process, Output.capped(command, errors));
    var said =
        new FutureTask<T>(() -> talk.with(process.getInputStream(), process.getOutputStream()));
    try {
      Thread.ofPlatform().daemon().name("talk").start(said);
      await((time, unit) -> isOver(said, time, unit), tree, command, cancelled);
      return said.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException broken -> throw broken;
        case RuntimeException passed -> throw passed;
        case null, default -> throw new IllegalStateException("talking to a program", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled(command);
    } finally {
      tree.kill();
      pipes.close();
    }
  }

  private static boolean isOver(Future<?> task, long time, TimeUnit unit)
      throws InterruptedException {
    try {
      task.get(time, unit);
      return true;
    } catch (ExecutionException broken) {
      return true;
    } catch (TimeoutException notYet) {
      return false;
    }
  }

  /**
   * Starts a program that runs for as long as it likes, but never longer than we do where it is
   * sandboxed. The command's time-out and cap of output don't count here; its limits are for the
   * caller to look after.
   *
   * @throws MachineError {@code process.not-found}, {@code process.not-started}
   */
  public RunningProcess start(Command command, OutputListener listener) {
    Process process = start(command, builder(command, leader()));
    var output = Output.uncapped(command, listener);
    return new RunningProcess(
        process,
        new ProcessTree(process.toHandle(), setsid.isPresent()),
        Pipes.of(process, command, output),
        output);
  }

  /**
   * Starts a program that outlives us and our terminal: in a session of its own (where there is no
   * setsid, under nohup), its output appended to {@code log}.
   *
   * @return its process id
   * @throws MachineError {@code process.not-found}, {@code process.not-started}
   */
  public long detach(Command command, Path log) {
    Path leader = setsid.orElseGet(() -> executables.require("nohup"));
    var builder = builder(command, List.of(leader.toString()));
    try {
      if (!Files.exists(log)) {
        Files.createFile(
            log,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (IOException e) {
      throw MachineError.io("Writing " + log, e);
    }
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.redirectErrorStream(true);
    return start(command, builder).pid();
  }

  private List<String> leader() {
    return setsid.map(program -> List.of(program.toString())).orElse(List.of());
  }

  private ProcessBuilder builder(Command command, List<String> leader) {
    var argv = new ArrayList<>(leader);
    argv.add(executables.require(command.program()).toString());
    argv.addAll(command.argv().subList(1, command.argv().size()));
    var builder = new ProcessBuilder(argv).directory(command.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    return builder;
  }

  private Process start(Command command, ProcessBuilder builder) {
    try {
      return starter.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new MachineError(
          "process.not-started",
          "The program " + command.program() + " could not be started: " + reason(e),
          "Check that the program works when you start it yourself and that the folder "
              + command.folder()
              + " exists.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled(command);
    }
  }

  private static void await(End end, ProcessTree tree, Command command, BooleanSupplier cancelled) {
    long deadline = System.nanoTime() + command.timeout().toNanos();
    try {
      for (int look = 1; !end.within(LOOK_MILLIS, TimeUnit.MILLISECONDS); look++) {
        if (cancelled.getAsBoolean()) {
          throw cancelled(command);
        }
        if (System.nanoTime() - deadline > 0) {
          throw timedOut(command);
        }
        if (look % LIMITS_EVERY == 0 && command.limits().filter(tree::exceeds).isPresent()) {
          throw overLimit(command);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled(command);
    }
  }

  private static String reason(ExecutionException e) {
    return e.getCause() == null ? "unknown reason" : String.valueOf(e.getCause().getMessage());
  }

  private static UserError cancelled(Command command) {
    return new UserError(
        "process.cancelled",
        command.program() + " was stopped before its end, because it was cancelled.",
        "Start it again when you want it to finish.");
  }

  private static MachineError timedOut(Command command) {
    return new MachineError(
        "process.timed-out",
        command.program()
            + " was stopped, because it did not end within "
            + command.timeout().toSeconds()
            + " seconds.",
        "Look at its output for what it was waiting for, then try again.");
  }

  private static MachineError overLimit(Command command) {
    Limits limits = command.limits().orElseThrow();
    return new MachineError(
        "process.over-limit",
        command.program()
            + " was stopped, because it used more than "
            + limits.memory() / (1 << 20)
            + " MiB of memory or "
            + limits.processes()
            + " processes.",
        "Look for what makes it so large, or build a smaller part.");
  }

  /** Of a program, or of what is said to it. */
  private interface End {
    boolean within(long time, TimeUnit unit) throws InterruptedException;
  }
}
