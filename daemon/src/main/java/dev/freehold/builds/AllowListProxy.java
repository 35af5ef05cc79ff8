package dev.freehold.builds;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ConnectHandler;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A build's way out: a proxy that opens tunnels (RFC 9110, CONNECT) to named hosts only, on a
 * socket that the sandbox sees. What passes through is encrypted from end to end.
 */
final class AllowListProxy implements AutoCloseable {
  /** Fonts that pages of nearly every builder use; nothing can be told there but their names. */
  static final Set<String> ALWAYS = Set.of("fonts.googleapis.com", "fonts.gstatic.com");

  private static final int HTTPS = 443;

  private final Server server;
  private final Set<String> hosts;
  private final Set<String> reached = new ConcurrentSkipListSet<>();
  private final Set<String> refused = new ConcurrentSkipListSet<>();

  /** Where a host is. */
  @FunctionalInterface
  interface Resolver {
    InetSocketAddress of(String host, int port) throws IOException;
  }

  private AllowListProxy(Server server, Set<String> hosts) {
    this.server = server;
    this.hosts = Set.copyOf(hosts);
  }

  /**
   * @param allowed names of hosts besides {@link #ALWAYS}
   * @param resolver finds where they are
   * @throws MachineError {@code machine.io}
   */
  static AllowListProxy on(Path socket, Collection<String> allowed, Resolver resolver) {
    var threads = new QueuedThreadPool(16, 2);
    threads.setName("build proxy");
    threads.setDaemon(true);
    var server = new Server(threads);
    var hosts = new TreeSet<>(ALWAYS);
    hosts.addAll(allowed);
    var proxy = new AllowListProxy(server, hosts);
    server.setHandler(proxy.new Tunnels(resolver));
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // some clients name the proxy in Host; where they want to go says the request's target
    http.setHttpCompliance(
        HttpCompliance.RFC9110.with("PROXY", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
    var connector =
        new UnixDomainServerConnector(
            server, null, null, null, 1, 1, new HttpConnectionFactory(http));
    connector.setUnixDomainPath(socket);
    server.addConnector(connector);
    try {
      server.start();
    } catch (Exception e) {
      throw MachineError.io("Opening the way out for the build", new IOException(e));
    }
    return proxy;
  }

  Set<String> allowed() {
    return hosts;
  }

  /** Hosts that were let through and asked. */
  SortedSet<String> reached() {
    return new TreeSet<>(reached);
  }

  /** Hosts that the build asked for in vain. */
  SortedSet<String> refused() {
    return new TreeSet<>(refused);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw MachineError.io("Closing the way out of the build", new IOException(e));
    }
  }

  /** A public name must not lead into the user's own network. */
  static InetSocketAddress publicAddress(String host, int port) throws IOException {
    InetAddress address = InetAddress.getByName(host);
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      throw new IOException(host + " leads to " + address.getHostAddress());
    }
    return new InetSocketAddress(address, port);
  }

  private final class Tunnels extends ConnectHandler {
    private final Resolver resolver;

    Tunnels(Resolver resolver) {
      this.resolver = resolver;
    }

    /** What is not encrypted is not let through. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      if ("CONNECT".equals(request.getMethod())) {
        return super.handle(request, response, callback);
      }
      refused.add(Request.getServerName(request));
      Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
      return true;
    }

    @Override
    public boolean validateDestination(String host, int port) {
      String name = host.toLowerCase(Locale.ROOT);
      boolean allowed = port == HTTPS && hosts.contains(name);
      (allowed ? reached : refused).add(name);
      return allowed;
    }

    @Override
    protected InetSocketAddress newConnectAddress(String host, int port) {
      try {
        return resolver.of(host, port);
      } catch (IOException e) {
        throw new IllegalArgumentException(e);
      }
    }
  }
}
