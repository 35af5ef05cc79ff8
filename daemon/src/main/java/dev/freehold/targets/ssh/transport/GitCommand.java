package dev.freehold.targets.ssh.transport;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;

/** A command of git on a server, in the shape that JGit asks for. */
final class GitCommand extends Process {
  private static final int UNKNOWN = -1;

  private final ChannelExec channel;

  GitCommand(ChannelExec channel) {
    this.channel = channel;
  }

  @Override
  public OutputStream getOutputStream() {
    return channel.getInvertedIn();
  }

  @Override
  public InputStream getInputStream() {
    return channel.getInvertedOut();
  }

  @Override
  public InputStream getErrorStream() {
    return channel.getInvertedErr();
  }

  @Override
  public int waitFor() {
    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ZERO);
    return exitValue();
  }

  @Override
  public boolean waitFor(long time, TimeUnit unit) {
    return channel
        .waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.of(time, unit.toChronoUnit()))
        .contains(ClientChannelEvent.CLOSED);
  }

  @Override
  public int exitValue() {
    if (!channel.isClosed()) {
      throw new IllegalThreadStateException("it runs");
    }
    Integer status = channel.getExitStatus();
    return status == null ? UNKNOWN : status;
  }

  @Override
  public void destroy() {
    channel.close(false);
  }
}
