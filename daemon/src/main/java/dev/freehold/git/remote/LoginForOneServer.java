package dev.freehold.git.remote;

import java.util.Objects;
import org.eclipse.jgit.errors.UnsupportedCredentialItem;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/**
 * Says a login once, and only to the server that it is for: not to the one that this one sends us
 * to, and not again when it was refused, which some count.
 */
final class LoginForOneServer extends CredentialsProvider {
  private final URIish server;
  private final Login.Password login;
  private boolean refused;

  LoginForOneServer(URIish server, Login.Password login) {
    this.server = server;
    this.login = login;
  }

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public boolean supports(CredentialItem... items) {
    return true;
  }

  @Override
  public boolean get(URIish uri, CredentialItem... items) throws UnsupportedCredentialItem {
    if (refused || !isServer(uri)) {
      return false;
    }
    for (CredentialItem item : items) {
      switch (item) {
        case CredentialItem.Username name -> name.setValue(login.user());
        case CredentialItem.Password password ->
            password.setValue(login.secret().reveal().toCharArray());
        default -> {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isServer(URIish uri) {
    return Objects.equals(server.getScheme(), uri.getScheme())
        && Objects.equals(server.getHost(), uri.getHost())
        && server.getPort() == uri.getPort();
  }

  @Override
  public void reset(URIish uri) {
    refused = true;
  }
}
