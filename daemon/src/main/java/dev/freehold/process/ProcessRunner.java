package dev.freehold.process;

import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.process.OutputListener.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
  /** How long pipes may stay open after the process and all that came from it are gone. */
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private static final long LOOK_MILLIS = 50;
  private static final int LIMITS_EVERY = 5;

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
    var builder = builder(command, setsid.map(s -> List.of(s.toString())).orElse(List.of()));
    Process process = start(command, builder);
    var tree = new ProcessTree(process.toHandle(), setsid.isPresent());
    var output = new Output(command, listener);
    try {
      var readers =
          List.of(
              onVirtualThread(() -> read(output, Stream.OUT, process.getInputStream())),
              onVirtualThread(() -> read(output, Stream.ERR, process.getErrorStream())),
              onVirtualThread(() -> write(process, command)));
      await(process, tree, command, cancelled);
      tree.killRest();
      for (Future<?> reader : readers) {
        drain(reader);
      }
    } finally {
      tree.kill();
      close(process);
    }
    return new ProcessResult(process.exitValue(), output.stdout(), output.tail());
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

  private static void await(
      Process process, ProcessTree tree, Command command, BooleanSupplier cancelled) {
    long deadline = System.nanoTime() + command.timeout().toNanos();
    try {
      for (int look = 1; !process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS); look++) {
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

  private static Future<?> onVirtualThread(Callable<Void> work) {
    var task = new FutureTask<>(work);
    Thread.startVirtualThread(task);
    return task;
  }

  private static void drain(Future<?> reader) {
    try {
      reader.get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException held) {
      // a process that escaped holds the pipe; what it writes is not awaited
      return;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException bug) {
        throw bug;
      }
      throw new IllegalStateException("reading a process's output", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Void read(Output output, Stream stream, InputStream in) throws IOException {
    try (in) {
      output.read(stream, in);
    } catch (IOException closed) {
      // closed by us after a kill: what was read until then is all there is
    }
    return null;
  }

  private static Void write(Process process, Command command) {
    try (OutputStream out = process.getOutputStream()) {
      if (command.stdin().isPresent()) {
        var bytes = command.stdin().get().duplicate();
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        out.write(copy);
      }
    } catch (IOException unread) {
      // a program may end without reading its input; its exit code tells how it went
    }
    return null;
  }

  private static void close(Process process) {
    try {
      process.waitFor();
      process.getInputStream().close();
      process.getErrorStream().close();
      process.getOutputStream().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw MachineError.io("Closing the pipes of a process", e);
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
}
