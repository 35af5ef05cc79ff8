package dev.freehold.cli.output;

import java.util.Optional;

/**
 * Tells on standard error how a run goes: one line a step; on a terminal the last one is redrawn
 * while it works.
 */
public final class Progress implements AutoCloseable {
  private static final String[] FRAMES = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final long FRAME_MILLIS = 100;

  private final Terminal terminal;
  private final boolean silent;
  private Optional<String> current = Optional.empty();
  private String detail = "";
  private int frame;
  private Optional<Thread> spinner = Optional.empty();

  public Progress(Terminal terminal, boolean silent) {
    this.terminal = terminal;
    this.silent = silent;
  }

  public synchronized void begin(String step) {
    finishLine();
    current = Optional.of(step);
    detail = "";
    if (!silent && terminal.live()) {
      draw();
      if (spinner.isEmpty()) {
        spinner = Optional.of(Thread.startVirtualThread(this::spin));
      }
    }
  }

  /** What is shown behind the step that works; kept to a terminal. */
  public synchronized void detail(String text) {
    detail = text;
  }

  public synchronized void done(String step, String how) {
    String mark = terminal.paint().green(terminal.live() ? "✓" : "done:");
    end(mark + " " + step + (how.isEmpty() ? "" : " " + terminal.paint().dim("(" + how + ")")));
  }

  public synchronized void failed(String step, String code) {
    String mark = terminal.paint().red(terminal.live() ? "✗" : "failed:");
    end(mark + " " + step + " " + terminal.paint().dim("(" + code + ")"));
  }

  /** A line between the steps. */
  public synchronized void say(String line) {
    if (silent) {
      return;
    }
    clear();
    terminal.note(line);
    if (current.isPresent() && terminal.live()) {
      draw();
    }
  }

  @Override
  public synchronized void close() {
    finishLine();
    spinner.ifPresent(Thread::interrupt);
    spinner = Optional.empty();
  }

  private void end(String line) {
    current = Optional.empty();
    if (!silent) {
      clear();
      terminal.note(line);
    }
  }

  private void finishLine() {
    if (current.isPresent()) {
      clear();
      current = Optional.empty();
    }
  }

  private void clear() {
    if (!silent && terminal.live()) {
      terminal.err().print("\r\u001b[2K");
      terminal.err().flush();
    }
  }

  private void draw() {
    String line = FRAMES[frame % FRAMES.length] + " " + current.orElse("");
    terminal.err().print("\r\u001b[2K" + line + (detail.isEmpty() ? "" : " " + detail));
    terminal.err().flush();
  }

  private void spin() {
    try {
      while (true) {
        Thread.sleep(FRAME_MILLIS);
        synchronized (this) {
          if (current.isPresent()) {
            frame++;
            draw();
          }
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
