package dev.freehold.targets.ssh.transport;

import dev.freehold.targets.ssh.transport.Remote.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
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
   * Neither is ever an argument of a process. What a script did not read is read away. A script
   * ends with the mark, so one whose end was cut off does not run.
   */
  static final String LOOP =
      "exec sh -c 'while read -r n m id; do s=$(head -c \"$n\");"
          + " case $s in *\"#$id\") ;; *) exit 1 ;; esac;"
          + " head -c \"$m\" | { (eval \"$s\"); r=$?; cat >/dev/null; exit $r; }; r=$?;"
          + " printf \"\\n%s %s\\n\" \"$id\" \"$r\"; printf \"\\n%s\\n\" \"$id\" >&2; done'";

  private static final Pattern EXIT = Pattern.compile("[0-9]{1,3}\n");
  private static final Duration OPEN = Duration.ofSeconds(20);

  private final ClientSession session;
  private final ChannelExec channel;
  private final Collected out = new Collected(() -> {});
  private final Collected errors = new Collected(out::giveUp);

  private SessionShell(ClientSession session) throws IOException {
    this.session = session;
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

  boolean isOpenIn(ClientSession session) {
    return this.session == session && channel.isOpen();
  }

  /**
   * @throws IOException when the line was cut; the script may have run
   * @throws Unreadable when it did not say how the script ended
   * @throws TooMuch when it printed more than this machine takes; it may run on
   */
  synchronized Reply run(byte[] script, byte[] input, Duration limit)
      throws IOException, TimeoutException {
    String id = UUID.randomUUID().toString();
    byte[] end = ("\n#" + id).getBytes(StandardCharsets.US_ASCII);
    OutputStream in = channel.getInvertedIn();
    String head = (script.length + end.length) + " " + input.length + " " + id + "\n";
    in.write(head.getBytes(StandardCharsets.US_ASCII));
    in.write(script);
    in.write(end);
    in.write(input);
    in.flush();
    long deadline = System.nanoTime() + limit.toNanos();
    String said = out.until("\n" + id + " ", deadline);
    String complained = errors.until("\n" + id, deadline);
    int exit = said.lastIndexOf("\n" + id + " ");
    return new Reply(
        exitCode(said.substring(exit + id.length() + 2)),
        said.substring(0, exit),
        complained.substring(0, complained.lastIndexOf("\n" + id)));
  }

  private static int exitCode(String line) throws Unreadable {
    if (!EXIT.matcher(line).matches()) {
      throw new Unreadable();
    }
    return Integer.parseInt(line.strip());
  }

  @Override
  public void close() {
    channel.close(true);
  }

  /** Something else was printed where the exit code belongs. */
  static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** More was printed than this machine takes. */
  static final class TooMuch extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** What was written since the last mark. */
  private static final class Collected extends OutputStream {
    private final Runnable whenFull;
    private Buffer bytes = new Buffer();
    private boolean ended;
    private boolean full;

    Collected(Runnable whenFull) {
      this.whenFull = whenFull;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] some, int offset, int length) {
      if (bytes.size() + length > Connection.MOST_OUTPUT) {
        giveUp();
        whenFull.run();
      } else {
        bytes.write(some, offset, length);
        notifyAll();
      }
    }

    synchronized void giveUp() {
      full = true;
      bytes = new Buffer();
      notifyAll();
    }

    synchronized void end() {
      ended = true;
      notifyAll();
    }

    /** All up to the line that begins with the mark, and that line. */
    synchronized String until(String mark, long deadline) throws IOException, TimeoutException {
      int looked = 0;
      while (true) {
        if (full) {
          throw new TooMuch();
        }
        String text = bytes.from(looked);
        int found = text.lastIndexOf(mark);
        if (found >= 0 && text.indexOf('\n', found + mark.length()) >= 0) {
          String all = bytes.toString(StandardCharsets.UTF_8);
          bytes = new Buffer();
          return all;
        }
        // a mark may have come in part, and its line not to its end
        looked = Math.max(looked, bytes.size() - 2 * mark.length());
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

  private static final class Buffer extends ByteArrayOutputStream {
    /** A character a byte, which is enough to find a mark. */
    String from(int start) {
      return new String(buf, start, count - start, StandardCharsets.ISO_8859_1);
    }
  }
}
