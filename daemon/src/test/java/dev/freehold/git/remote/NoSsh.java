package dev.freehold.git.remote;

import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;

/** For hosts that are not reached by ssh. */
public final class NoSsh extends SshSessionFactory {
  @Override
  public RemoteSession getSession(URIish uri, CredentialsProvider p, FS fs, int timeout) {
    throw new AssertionError("ssh to " + uri);
  }

  @Override
  public String getType() {
    return "none";
  }
}
