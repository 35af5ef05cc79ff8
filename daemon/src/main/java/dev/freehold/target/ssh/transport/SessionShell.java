package dev.freehold.target.ssh.transport;

import dev.freehold.target.ssh.transport.Remote.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;

/**
 * A shell on the server that runs one script after the other. A command of its own costs two round
 * trips and the start of the login shell, with whatever its owner put into {@code ~/.bashrc}; a
 * script in here costs one.
 */
final class SessionShell implements AutoCloseable {
  /**
   * Each time one line with the lengths of the script and of its input and a mark; then both.
   * Neither is ever an argument of a process. What a script did not read is read away.
   */
  private static final String LOOP =
      "exec sh -c 'while read -r n m id; do s=$(head -c \"$n\");"
          + " head -c \"$m\" | { (eval \"$s\"); r=$?; cat >/dev/null; exit $r; }; r=$?;"
          + " printf \"\\n%s %s\\n\" \"$id\" \"$r\"; printf \"\\n%s\\n\" \"$id\" >&2; done'";

  private static final Duration OPEN = Duration.ofSeconds(20);

  private final ChannelExec channel;
  private final Collected out = new Collected();
  private final Collected errors = new Collected();

  private SessionShell(ClientSession session) throws IOException {
    this.channel = session.createExecChannel(LOOP);
    channel.setOut(out);
    channel.setErr(errors);
    channel.addCloseFutureListener(
        _ -> {
          out.end();
          errors.end();
        });
  }

  static SessionShell open(ClientSession session) throws IOException {
    try {
      var shell = new SessionShell(session);
      shell.channel.open().verify(OPEN.toMillis(), TimeUnit.MILLISECONDS);
      return shell;
    } catch (IllegalStateException e) {
      // the session was being closed just then
      throw new IOException(e);
    }
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /**
   * @throws IOException when the line was cut; the script may have run
   */
  synchronized Reply run(byte[] script, byte[] input, Duration limit)
      throws IOException, TimeoutException {
    String id = UUID.randomUUID().toString();
    OutputStream in = channel.getInvertedIn();
    String head = script.length + " " + input.length + " " + id + "\n";
    in.write(head.getBytes(StandardCharsets.US_ASCII));
    in.write(script);
    in.write(input);
    in.flush();
    long deadline = System.nanoTime() + limit.toNanos();
    String said = out.until("\n" + id + " ", deadline);
    String complained = errors.until("\n" + id, deadline);
    int exit = said.lastIndexOf("\n" + id + " ");
    return new Reply(
        Integer.parseInt(said.substring(exit + id.length() + 2).strip()),
        said.substring(0, exit),
        complained.substring(0, complained.lastIndexOf("\n" + id)));
  }

  @Override
  public void close() {
    channel.close(true);
  }

  /** What was written since the last mark. */
  private static final class Collected extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean ended;

    @Override
    public synchronized void write(int b) {
      bytes.write(b);
      notifyAll();
    }

    @Override
    public synchronized void write(byte[] some, int offset, int length) {
      bytes.write(some, offset, length);
      notifyAll();
    }

    synchronized void end() {
      ended = true;
      notifyAll();
    }

    /** All up to the line that begins with the mark, and that line. */
    synchronized String until(String mark, long deadline) throws IOException, TimeoutException {
      while (true) {
        String text = bytes.toString(StandardCharsets.UTF_8);
        int found = text.lastIndexOf(mark);
        if (found >= 0 && text.indexOf('\n', found + mark.length()) >= 0) {
          bytes.reset();
          return text;
        }
        if (ended) {
          throw new IOException("the shell on the server ended");
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new TimeoutException();
        }
        try {
          wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", e);
        }
      }
    }
  }
}
