package dev.freehold.git;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Remembers the last HTTP status, which JGit tells only in the words of its messages. */
final class HttpStatus extends JDKHttpConnectionFactory {
  private int last;

  int last() {
    return last;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, null);
  }

  @Override
  public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
    return new Watched(url, proxy == null ? Proxy.NO_PROXY : proxy);
  }

  private final class Watched extends JDKHttpConnection {
    Watched(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
    }

    @Override
    public int getResponseCode() throws IOException {
      last = super.getResponseCode();
      return last;
    }
  }
}
