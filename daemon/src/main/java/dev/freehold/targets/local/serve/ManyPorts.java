package dev.freehold.targets.local.serve;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;

/**
 * Connections from all ports. Jetty's own connector has one port and two threads of the pool for
 * it, which hundreds of apps would use up; here a port costs one virtual thread that accepts.
 */
final class ManyPorts extends ServerConnector {
  private static final int BACKLOG = 1024;

  /** While stopping, a visitor who takes nothing for so long is not waited for. */
  private static final Duration STALLED = Duration.ofSeconds(2);

  private final Map<Integer, ServerSocketChannel> more = new ConcurrentHashMap<>();

  ManyPorts(Server server, HttpConnectionFactory http) {
    // With a thread that accepts, a stop closes the port at once; a selector lets it linger.
    super(server, 1, 1, http);
    setShutdownIdleTimeout(STALLED.toMillis());
  }

  /**
   * @param port of the loopback address; 0 for any free one
   * @throws BindException when it is taken
   */
  static ServerSocketChannel bind(int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
          BACKLOG);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  static int port(ServerSocketChannel channel) {
    return channel.socket().getLocalPort();
  }

  /** Accepts from one more port, from the start of this connector on. */
  void listen(ServerSocketChannel channel) {
    more.put(port(channel), channel);
    if (isStarted()) {
      accept(channel);
    }
  }

  /** Ends a port and the connections that came by it. */
  void close(int port) throws IOException {
    ServerSocketChannel channel = more.remove(port);
    if (channel != null) {
      channel.close();
    }
    for (EndPoint connection : getConnectedEndPoints()) {
      if (port(connection.getLocalSocketAddress()) == port) {
        connection.close();
      }
    }
  }

  private static int port(SocketAddress address) {
    return address instanceof InetSocketAddress internet ? internet.getPort() : 0;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    more.values().forEach(this::accept);
  }

  @Override
  public void close() {
    super.close();
    more.values().forEach(IO::close);
  }

  private void accept(ServerSocketChannel channel) {
    Thread.ofVirtual().name("accept-" + port(channel)).start(() -> acceptAll(channel));
  }

  private void acceptAll(ServerSocketChannel channel) {
    boolean goesOn = true;
    while (goesOn && channel.isOpen()) {
      try {
        take(channel.accept());
      } catch (IOException e) {
        goesOn = channel.isOpen() && handleAcceptFailure(e);
      }
    }
  }

  private void take(SocketChannel visitor) throws IOException {
    visitor.configureBlocking(false);
    configure(visitor.socket());
    getSelectorManager().accept(visitor);
  }
}
