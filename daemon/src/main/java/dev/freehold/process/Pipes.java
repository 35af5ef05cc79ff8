package dev.freehold.process;

import dev.freehold.base.MachineError;
import dev.freehold.process.OutputListener.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The three pipes of a child process, each served by a thread of its own. */
final class Pipes {
  /** How long they may stay open after the process and all that came from it are gone. */
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final Process process;
  private final List<Future<?>> threads;

  private Pipes(Process process, List<Future<?>> threads) {
    this.process = process;
    this.threads = threads;
  }

  static Pipes of(Process process, Command command, Output output) {
    return new Pipes(
        process,
        List.of(
            onThread(() -> read(output, Stream.OUT, process.getInputStream())),
            onThread(() -> read(output, Stream.ERR, process.getErrorStream())),
            onThread(() -> write(process, command))));
  }

  /** For a program whose input and output somebody else serves. */
  static Pipes ofErrors(Process process, Output output) {
    return new Pipes(
        process, List.of(onThread(() -> read(output, Stream.ERR, process.getErrorStream()))));
  }

  /** Waits until everything that the ended process wrote was read. */
  void drain() {
    threads.forEach(Pipes::drain);
  }

  /** Waits for the process itself. */
  void close() {
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

  private static Future<?> onThread(Callable<Void> work) {
    var task = new FutureTask<>(work);
    // a read of a pipe keeps a virtual thread's carrier, and there is one for each core
    Thread.ofPlatform().daemon().name("pipe").start(task);
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
}
