package dev.freehold.process;

import dev.freehold.process.OutputListener.Stream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Collects what one process writes: lines for the listener, the last ones, and stdout. */
final class Output {
  private static final int TAIL_LINES = 200;

  private final Command command;
  private final OutputListener listener;
  private final Deque<String> tail = new ArrayDeque<>();
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final long mostShown;
  private final int mostKept;
  private long shown;

  private Output(Command command, OutputListener listener, long mostShown, int mostKept) {
    this.command = command;
    this.listener = listener;
    this.mostShown = mostShown;
    this.mostKept = mostKept;
  }

  /** As much as the command's cap allows. */
  static Output capped(Command command, OutputListener listener) {
    return new Output(command, listener, command.outputCap(), command.outputCap());
  }

  /** Every line for the listener; of standard output nothing is kept. */
  static Output uncapped(Command command, OutputListener listener) {
    return new Output(command, listener, Long.MAX_VALUE, 0);
  }

  void read(Stream stream, InputStream in) throws IOException {
    InputStream source = stream == Stream.OUT ? new Keeping(in) : in;
    LineReader.read(source, line -> line(stream, line));
  }

  private synchronized void line(Stream stream, String raw) {
    String line = command.redact(raw);
    tail.addLast(line);
    if (tail.size() > TAIL_LINES) {
      tail.removeFirst();
    }
    if (shown > mostShown) {
      return;
    }
    shown += line.length() + 1;
    listener.line(
        stream, shown > mostShown ? "… more output than is kept; the rest is left out" : line);
  }

  synchronized List<String> tail() {
    return List.copyOf(tail);
  }

  String stdout() {
    return stdout.toString(StandardCharsets.UTF_8);
  }

  /** Keeps the first bytes that pass. */
  private final class Keeping extends FilterInputStream {
    Keeping(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = super.read(bytes, offset, length);
      int room = mostKept - stdout.size();
      if (n > 0 && room > 0) {
        stdout.write(bytes, offset, Math.min(n, room));
      }
      return n;
    }
  }
}
