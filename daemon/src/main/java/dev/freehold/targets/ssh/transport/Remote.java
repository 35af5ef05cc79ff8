package dev.freehold.targets.ssh.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Consumer;

/** A login on a server. */
public interface Remote {
  /** Listens to nothing. */
  Consumer<String> NOBODY = _ -> {};

  /**
   * Runs one command to its end.
   *
   * @param command for the login shell there
   * @param input writes what the command reads
   * @param limit after which the connection is given up
   * @throws dev.freehold.base.FreeholdException with an {@code ssh.} code when it did not run to
   *     its end
   */
  default Reply exec(String command, Input input, Duration limit) {
    return exec(command, input, limit, NOBODY);
  }

  /**
   * As above, and somebody listens meanwhile.
   *
   * @param lines told each line of standard output within moments, by the thread that called
   */
  Reply exec(String command, Input input, Duration limit, Consumer<String> lines);

  /**
   * Runs one script of {@code sh} to its end. Several of one login may run at once.
   *
   * @param input what it reads
   * @param limit after which the connection is given up
   * @throws dev.freehold.base.FreeholdException as {@link #exec}
   */
  Reply run(byte[] script, byte[] input, Duration limit);

  /**
   * Opens a port of this machine that leads to one of the server's loopback address, for as long as
   * the login lasts.
   */
  int forward(int port) throws IOException;

  /** How often it was logged in; it grows when the line was cut in between. */
  default long dials() {
    return 1;
  }

  /** The server as its owner names it. */
  ServerAddress address();

  /** What a command reads. */
  @FunctionalInterface
  interface Input {
    Input NONE = _ -> {};

    void write(OutputStream out) throws IOException;
  }

  /**
   * @param exit 0 for success
   * @param out its standard output, UTF-8
   * @param errors the end of its standard error
   */
  record Reply(int exit, String out, String errors) {}
}
