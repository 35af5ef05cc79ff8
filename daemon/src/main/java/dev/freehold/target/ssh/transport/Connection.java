package dev.freehold.target.ssh.transport;

import dev.freehold.base.MachineError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.forward.ExplicitPortForwardingTracker;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.jspecify.annotations.Nullable;

/** The one session with a server: opened at first use, and again when the line was cut. */
final class Connection implements Remote, AutoCloseable {
  private static final Duration OPEN = Duration.ofSeconds(20);

  /** A machine that slept in between finds its connections gone. */
  private static final Duration TRUSTED = Duration.ofSeconds(20);

  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);
  private static final String LOOPBACK = "127.0.0.1";

  /** sshd allows 10 at once on one login by itself (MaxSessions in sshd_config(5)). */
  private static final int MOST_COMMANDS = 6;

  private static final int MOST_OUTPUT = 32 << 20;
  private static final int MOST_ERRORS = 8 << 10;

  private final ServerAddress address;
  private final Supplier<Dialer> dialer;
  private final Semaphore commands = new Semaphore(MOST_COMMANDS, true);
  private final Map<Integer, ExplicitPortForwardingTracker> forwards = new HashMap<>();
  private final Object scripts = new Object();
  private @Nullable SessionShell shell;
  private @Nullable ClientSession shellOf;
  private long lastAnswer;
  private @Nullable ClientSession session;

  Connection(ServerAddress address, Supplier<Dialer> dialer) {
    this.address = address;
    this.dialer = dialer;
  }

  @Override
  public ServerAddress address() {
    return address;
  }

  @Override
  public Reply exec(String command, Input input, Duration limit) {
    commands.acquireUninterruptibly();
    try {
      return execOrDialAgain(command, input, limit);
    } finally {
      commands.release();
    }
  }

  @Override
  public Reply run(byte[] script, byte[] input, Duration limit) {
    synchronized (scripts) {
      SessionShell shell;
      try {
        shell = shell();
      } catch (IOException e) {
        throw lost(e);
      }
      try {
        Reply reply = shell.run(script, input, limit);
        lastAnswer = System.nanoTime();
        return reply;
      } catch (IOException e) {
        shell.close();
        throw lost(e);
      } catch (TimeoutException _) {
        shell.close();
        throw timedOut(limit);
      }
    }
  }

  /** A kept session that answers no more is noticed here, before anything was run. */
  private SessionShell shell() throws IOException {
    if (shell != null && System.nanoTime() - lastAnswer > TRUSTED.toNanos() && !answers(shell)) {
      drop(session());
    }
    ClientSession kept = session();
    if (shell == null || !shell.isOpen() || shellOf != kept) {
      try {
        shell = SessionShell.open(kept);
      } catch (IOException e) {
        if (e instanceof SshChannelOpenException) {
          throw e;
        }
        drop(kept);
        kept = session();
        shell = SessionShell.open(kept);
      }
      shellOf = kept;
    }
    return shell;
  }

  private static boolean answers(SessionShell shell) {
    byte[] nothing = {};
    try {
      return shell.run(nothing, nothing, SIGN_OF_LIFE).exit() == 0;
    } catch (IOException | TimeoutException _) {
      shell.close();
      return false;
    }
  }

  private Reply execOrDialAgain(String command, Input input, Duration limit) {
    ClientSession kept = session();
    try {
      return exec(kept, command, input, limit);
    } catch (NotOpened e) {
      // nothing was run; a session that was kept too long answers no more
      if (e.reason instanceof SshChannelOpenException) {
        throw lost(e.reason);
      }
      drop(kept);
    }
    try {
      return exec(session(), command, input, limit);
    } catch (NotOpened e) {
      throw lost(e.reason);
    }
  }

  private Reply exec(ClientSession session, String command, Input input, Duration limit)
      throws NotOpened {
    var out = new Tail(MOST_OUTPUT);
    var errors = new Tail(MOST_ERRORS);
    try (ChannelExec channel = opened(session, command, out, errors)) {
      IOException broken = write(channel, input);
      var events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), limit);
      if (events.contains(ClientChannelEvent.TIMEOUT)) {
        drop(session);
        throw timedOut(limit);
      }
      Integer exit = channel.getExitStatus();
      if (exit == null) {
        throw lost(broken);
      }
      return new Reply(exit, out.text(), errors.text());
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** The command may end before it has read everything. */
  private static @Nullable IOException write(ChannelExec channel, Input input) {
    try (OutputStream in = channel.getInvertedIn()) {
      input.write(in);
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  private static ChannelExec opened(
      ClientSession session, String command, OutputStream out, OutputStream errors)
      throws NotOpened {
    try {
      ChannelExec channel = session.createExecChannel(command);
      channel.setOut(out);
      channel.setErr(errors);
      channel.open().verify(OPEN.toMillis(), TimeUnit.MILLISECONDS);
      return channel;
    } catch (IOException e) {
      throw new NotOpened(e);
    } catch (IllegalStateException e) {
      // the session was being closed just then
      throw new NotOpened(new IOException(e));
    }
  }

  @Override
  public int forward(int port) throws IOException {
    ClientSession open = session();
    synchronized (forwards) {
      var way = forwards.get(port);
      if (way == null || !way.isOpen()) {
        way =
            open.createLocalPortForwardingTracker(
                new SshdSocketAddress(LOOPBACK, 0), new SshdSocketAddress(LOOPBACK, port));
        forwards.put(port, way);
      }
      return way.getBoundAddress().getPort();
    }
  }

  private synchronized ClientSession session() {
    ClientSession open = session;
    if (open == null || !open.isOpen()) {
      open = dialer.get().open(address);
      synchronized (forwards) {
        forwards.clear();
      }
      session = open;
    }
    return open;
  }

  private synchronized void drop(ClientSession broken) {
    broken.close(true);
    if (session == broken) {
      session = null;
    }
  }

  private MachineError timedOut(Duration limit) {
    return new MachineError(
        "ssh.timed-out",
        address + " did not answer within " + limit.toSeconds() + " s.",
        "Look whether the server is busy or its disk is full, then try again.");
  }

  private MachineError lost(@Nullable IOException e) {
    String why = e == null || e.getMessage() == null ? "" : ": " + e.getMessage();
    return new MachineError(
        "ssh.connection-lost",
        "The connection to " + address + " was cut" + why + ".",
        "Try again: what was brought already is not sent twice.",
        e);
  }

  @Override
  public synchronized void close() {
    if (session != null) {
      drop(session);
    }
  }

  /** Nothing was run. */
  private static final class NotOpened extends Exception {
    private static final long serialVersionUID = 1;
    private final IOException reason;

    NotOpened(IOException reason) {
      super(reason);
      this.reason = reason;
    }
  }

  /** Keeps the end of what is written. */
  private static final class Tail extends OutputStream {
    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    Tail(int most) {
      this.most = most;
    }

    @Override
    public synchronized void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      if (kept.size() + length > most) {
        byte[] before = kept.toByteArray();
        int keep = Math.max(0, Math.min(before.length, most - length));
        kept.reset();
        kept.write(before, before.length - keep, keep);
      }
      kept.write(bytes, offset, Math.min(length, Integer.MAX_VALUE));
    }

    synchronized String text() {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }
}
