package dev.freehold.targets.ssh.transport;

import dev.freehold.base.ProviderError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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
  private static final Duration LISTENING = Duration.ofMillis(100);
  private static final String LOOPBACK = "127.0.0.1";

  /** sshd allows 10 at once on one login by itself (MaxSessions in sshd_config(5)). */
  private static final int MOST_COMMANDS = 6;

  /** Each has a shell of its own, so that a long one blocks no other. */
  private static final int MOST_SCRIPTS = 3;

  static final int MOST_OUTPUT = 32 << 20;
  private static final int MOST_ERRORS = 8 << 10;

  private final ServerAddress address;
  private final Supplier<Dialer> dialer;
  private final Semaphore commands = new Semaphore(MOST_COMMANDS, true);
  private final Map<Integer, ExplicitPortForwardingTracker> forwards = new HashMap<>();
  private final Semaphore scripts = new Semaphore(MOST_SCRIPTS, true);
  private final Deque<SessionShell> idle = new ConcurrentLinkedDeque<>();
  private volatile long lastAnswer;
  private @Nullable ClientSession session;
  private final AtomicLong dials = new AtomicLong();

  Connection(ServerAddress address, Supplier<Dialer> dialer) {
    this.address = address;
    this.dialer = dialer;
  }

  @Override
  public ServerAddress address() {
    return address;
  }

  @Override
  public long dials() {
    return dials.get();
  }

  @Override
  public Reply exec(String command, Input input, Duration limit, Consumer<String> lines) {
    commands.acquireUninterruptibly();
    try {
      return execOrDialAgain(command, input, limit, lines);
    } finally {
      commands.release();
    }
  }

  @Override
  public Reply run(byte[] script, byte[] input, Duration limit) {
    scripts.acquireUninterruptibly();
    try {
      return run(shell(), script, input, limit);
    } catch (IOException e) {
      throw lost(e);
    } finally {
      scripts.release();
    }
  }

  private Reply run(SessionShell shell, byte[] script, byte[] input, Duration limit)
      throws IOException {
    boolean kept = false;
    try {
      Reply reply = shell.run(script, input, limit);
      lastAnswer = System.nanoTime();
      idle.push(shell);
      kept = true;
      return reply;
    } catch (SessionShell.TooMuch e) {
      throw tooMuch(e);
    } catch (SessionShell.Unreadable e) {
      throw unreadable(e);
    } catch (TimeoutException _) {
      throw timedOut(limit);
    } finally {
      if (!kept) {
        shell.close();
      }
    }
  }

  /**
   * One that runs nothing. A kept session that answers no more is noticed here, before anything was
   * run; while something else is at work on it, its line is that one's to judge.
   */
  private SessionShell shell() throws IOException {
    ClientSession kept = session();
    SessionShell shell = idleIn(kept);
    boolean alone =
        commands.availablePermits() == MOST_COMMANDS
            && scripts.availablePermits() == MOST_SCRIPTS - 1;
    if (shell != null
        && alone
        && System.nanoTime() - lastAnswer > TRUSTED.toNanos()
        && !answers(shell)) {
      drop(kept);
      kept = session();
      shell = null;
    }
    return shell == null ? newShell(kept) : shell;
  }

  private @Nullable SessionShell idleIn(ClientSession kept) {
    SessionShell shell = idle.poll();
    while (shell != null && !shell.isOpenIn(kept)) {
      shell.close();
      shell = idle.poll();
    }
    return shell;
  }

  private SessionShell newShell(ClientSession kept) throws IOException {
    try {
      return SessionShell.open(kept);
    } catch (SshChannelOpenException e) {
      throw e;
    } catch (IOException _) {
      drop(kept);
      return SessionShell.open(session());
    }
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

  private Reply execOrDialAgain(
      String command, Input input, Duration limit, Consumer<String> lines) {
    ClientSession kept = session();
    try {
      return exec(kept, command, input, limit, lines);
    } catch (NotOpened e) {
      // nothing was run; a session that was kept too long answers no more
      if (e.reason instanceof SshChannelOpenException) {
        throw lost(e.reason);
      }
      drop(kept);
    }
    try {
      return exec(session(), command, input, limit, lines);
    } catch (NotOpened e) {
      throw lost(e.reason);
    }
  }

  private Reply exec(
      ClientSession session, String command, Input input, Duration limit, Consumer<String> lines)
      throws NotOpened {
    var out = new Tail(MOST_OUTPUT);
    var errors = new Tail(MOST_ERRORS);
    try (ChannelExec channel = opened(session, command, out, errors)) {
      IOException broken = write(channel, input);
      if (!ended(channel, limit, out, lines)) {
        drop(session);
        throw timedOut(limit);
      }
      Integer exit = channel.getExitStatus();
      if (exit == null) {
        throw lost(broken);
      }
      if (out.lost()) {
        throw tooMuch(null);
      }
      return new Reply(exit, out.text(), errors.text());
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** Whether the command ended within the limit; its lines are passed on while it runs. */
  private static boolean ended(
      ChannelExec channel, Duration limit, Tail out, Consumer<String> lines) {
    if (lines == NOBODY) {
      return channel
          .waitFor(EnumSet.of(ClientChannelEvent.CLOSED), limit)
          .contains(ClientChannelEvent.CLOSED);
    }
    long end = System.nanoTime() + limit.toNanos();
    int told = 0;
    boolean closed = false;
    while (!closed && System.nanoTime() - end < 0) {
      closed =
          channel
              .waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LISTENING)
              .contains(ClientChannelEvent.CLOSED);
      List<String> whole = closed ? out.text().lines().toList() : out.lines();
      whole.stream().skip(told).forEach(lines);
      told = whole.size();
    }
    return closed;
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
      dials.incrementAndGet();
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

  private ProviderError timedOut(Duration limit) {
    return new ProviderError(
        "ssh.timed-out",
        address + " did not answer within " + limit.toSeconds() + " s.",
        "Look whether the server is busy or its disk is full, then try again.",
        true,
        null,
        null);
  }

  private ProviderError unreadable(IOException e) {
    return new ProviderError(
        "target.answer-unreadable",
        address + " did not say how a command ended: other words came in between.",
        "Look whether a login to the server prints something of its own, with 'ssh SERVER true',"
            + " then try again.",
        true,
        null,
        e);
  }

  private ProviderError tooMuch(@Nullable IOException e) {
    return new ProviderError(
        "ssh.too-much-output",
        address
            + " printed more than "
            + (MOST_OUTPUT >> 20)
            + " MB for one command, so that it was given up.",
        "Look on the server what is so large, for example what an app's server prints, then try"
            + " again.",
        false,
        null,
        e);
  }

  private ProviderError lost(@Nullable IOException e) {
    String why = e == null || e.getMessage() == null ? "" : ": " + e.getMessage();
    return new ProviderError(
        "ssh.connection-lost",
        "The connection to " + address + " was cut" + why + ".",
        "Try again: what was brought already is not sent twice.",
        true,
        null,
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
    private boolean lost;

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
        lost = true;
        byte[] before = kept.toByteArray();
        int keep = Math.max(0, Math.min(before.length, most - length));
        kept.reset();
        kept.write(before, before.length - keep, keep);
      }
      kept.write(bytes, offset, Math.min(length, Integer.MAX_VALUE));
    }

    /** Whether there was more. */
    synchronized boolean lost() {
      return lost;
    }

    /** Those that have their end already. */
    synchronized List<String> lines() {
      String text = text();
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    synchronized String text() {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }
}
