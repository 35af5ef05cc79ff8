package dev.freehold.targets.ssh.transport;

import java.util.function.Supplier;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** Lets git speak to servers with the same keys, and under the same rules, as everything else. */
final class GitSessions extends SshSessionFactory {
  private final Supplier<Dialer> dialer;

  GitSessions(Supplier<Dialer> dialer) {
    this.dialer = dialer;
  }

  @Override
  public RemoteSession getSession(
      URIish uri, @Nullable CredentialsProvider unused, FS fs, int timeout) {
    String user = uri.getUser() == null ? "" : uri.getUser() + "@";
    String port = uri.getPort() > 0 ? ":" + uri.getPort() : "";
    ServerAddress address = ServerAddress.parse(user + uri.getHost() + port);
    return new GitSession(dialer.get().open(address));
  }

  @Override
  public String getType() {
    return "freehold";
  }
}
