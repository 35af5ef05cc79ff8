package dev.freehold.targets.ssh.transport;

import java.io.IOException;
import java.time.Duration;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.eclipse.jgit.transport.RemoteSession;

/** One login for one conversation of git. */
final class GitSession implements RemoteSession {
  private static final Duration OPEN = Duration.ofSeconds(30);

  private final ClientSession session;

  GitSession(ClientSession session) {
    this.session = session;
  }

  @Override
  public Process exec(String command, int timeoutSeconds) throws IOException {
    ChannelExec channel = session.createExecChannel(command);
    try {
      channel.open().verify(OPEN);
      return new GitCommand(channel);
    } catch (IOException e) {
      channel.close(true);
      throw e;
    }
  }

  @Override
  public void disconnect() {
    session.close(false);
  }
}
