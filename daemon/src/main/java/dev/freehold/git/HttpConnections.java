package dev.freehold.git;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * JGit's connections to one server, watched. They remember the last status, which JGit tells only
 * in the words of its messages. And a login stays with its server: JGit would show it to another
 * one, if the server sends it there.
 */
public final class HttpConnections extends JDKHttpConnectionFactory {
  private static final String LOGIN = "Authorization";
  private static final int UNAUTHORIZED = 401;

  private final URIish server;
  private int last;
  private boolean loginRefused;

  public HttpConnections(GitAddress server) {
    this.server = server.uri();
  }

  /** The last HTTP status; 0 when no server answered. */
  public int last() {
    return last;
  }

  /** Whether the server itself, not one that it sent us to, did not take the login. */
  public boolean loginRefused() {
    return loginRefused;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, null);
  }

  @Override
  public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
    return new Watched(url, proxy == null ? Proxy.NO_PROXY : proxy);
  }

  private boolean isServer(URL url) {
    return url.getProtocol().equalsIgnoreCase(server.getScheme())
        && url.getHost().equalsIgnoreCase(server.getHost())
        && url.getPort() == server.getPort();
  }

  private final class Watched extends JDKHttpConnection {
    private boolean loggedIn;

    Watched(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
    }

    @Override
    public void setRequestProperty(String key, String value) {
      boolean login = key.equalsIgnoreCase(LOGIN);
      if (!login || isServer(getURL())) {
        loggedIn |= login;
        super.setRequestProperty(key, value);
      }
    }

    @Override
    public int getResponseCode() throws IOException {
      last = super.getResponseCode();
      loginRefused = loggedIn && last == UNAUTHORIZED;
      return last;
    }
  }
}
