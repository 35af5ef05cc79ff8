package dev.freehold.targets.local.serve;

import dev.freehold.file.Home;
import dev.freehold.targets.Site;
import dev.freehold.targets.local.site.Ports;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open ports: one for all host names and one per site. A port that was used before is used
 * again; when another program has taken it, the next free one is chosen and remembered.
 */
final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
  private static final int TRIES = 200;

  /** While stopping, a visitor who takes nothing for so long is not waited for. */
  private static final Duration STALLED = Duration.ofSeconds(2);

  private final Server server;
  private final Home home;
  private final HttpConnectionFactory http;
  private final Map<String, Site> owners = new ConcurrentHashMap<>();
  private volatile Ports ports;

  private Listeners(Server server, Home home, HttpConnectionFactory http, Ports ports) {
    this.server = server;
    this.home = home;
    this.http = http;
    this.ports = ports;
  }

  static Listeners open(Server server, Home home, HttpConnectionFactory http, OptionalInt wanted)
      throws IOException {
    Optional<Ports> before = Ports.read(home);
    var listeners =
        new Listeners(server, home, http, before.orElseGet(() -> new Ports(0, Map.of())));
    listeners.openShared(preferred(wanted, before));
    return listeners;
  }

  int shared() {
    return ports.shared();
  }

  /** The site whose own port this is; empty for the shared one. */
  Optional<Site> owner(Connector connector) {
    return Optional.ofNullable(owners.get(connector.getName()));
  }

  /** Opens a port for each site that has none. */
  synchronized void cover(Collection<Site> sites) throws IOException {
    for (Site site : sites) {
      if (!owners.containsValue(site)) {
        openOwn(site);
      }
    }
  }

  /** Gives back the ports of sites that do not exist any more. */
  synchronized void closeGone(Predicate<Site> exists) throws IOException {
    for (Connector connector : server.getConnectors()) {
      Site owner = owners.get(connector.getName());
      if (owner != null && !exists.test(owner)) {
        close(connector);
        owners.remove(connector.getName());
      }
    }
    Ports fewer = ports.only(exists);
    if (!fewer.equals(ports)) {
      ports = fewer;
      ports.write(home);
    }
  }

  private void close(Connector connector) throws IOException {
    server.removeConnector(connector);
    try {
      connector.stop();
    } catch (Exception e) {
      throw new IOException("closing " + connector, e);
    }
  }

  private static int preferred(OptionalInt wanted, Optional<Ports> before) {
    if (wanted.isPresent() && wanted.getAsInt() != 0) {
      return wanted.getAsInt();
    }
    return before.map(Ports::shared).orElse(wanted.orElse(Ports.FIRST));
  }

  private void openShared(int preferred) throws IOException {
    ServerConnector connector = firstFree("shared", candidates(preferred, preferred));
    tell("all host names", preferred, connector.getLocalPort());
    ports = new Ports(connector.getLocalPort(), new TreeMap<>(ports.sites()));
    ports.write(home);
  }

  private void openOwn(Site site) throws IOException {
    String name = site.app() + "/" + site.environment();
    int preferred = ports.of(site).orElse(0);
    owners.put(name, site);
    try {
      int port = firstFree(name, candidates(preferred, ports.shared() + 1)).getLocalPort();
      tell(name, preferred, port);
      if (port != preferred) {
        ports = ports.with(site, port);
        ports.write(home);
      }
    } catch (IOException e) {
      owners.remove(name);
      throw e;
    }
  }

  /** The preferred one, then upwards what nobody else here has, at last whatever is free. */
  private List<Integer> candidates(int preferred, int from) {
    var candidates = new ArrayList<Integer>();
    if (preferred != 0) {
      candidates.add(preferred);
    }
    for (int port = from; from != 0 && port < from + TRIES && port <= 65_535; port++) {
      if (port != preferred && port != ports.shared() && !ports.sites().containsValue(port)) {
        candidates.add(port);
      }
    }
    candidates.add(0);
    return candidates;
  }

  private ServerConnector firstFree(String name, List<Integer> candidates) throws IOException {
    for (int port : candidates) {
      // With a thread that accepts, a stop closes the port at once; a selector lets it linger.
      var connector = new ServerConnector(server, 1, 1, http);
      connector.setName(name);
      connector.setHost("127.0.0.1");
      connector.setPort(port);
      connector.setAcceptQueueSize(1024);
      connector.setShutdownIdleTimeout(STALLED.toMillis());
      try {
        connector.open();
      } catch (IOException e) {
        boolean taken = e instanceof BindException || e.getCause() instanceof BindException;
        if (!taken || port == 0) {
          throw e;
        }
        continue;
      }
      serve(connector);
      return connector;
    }
    throw new IllegalStateException("any free port was not a candidate");
  }

  private void serve(ServerConnector connector) throws IOException {
    server.addConnector(connector);
    if (server.isStarted()) {
      try {
        connector.start();
      } catch (Exception e) {
        throw new IOException("starting " + connector, e);
      }
    }
  }

  private static void tell(String whom, int preferred, int port) {
    if (preferred != 0 && preferred != port) {
      LOG.warn(
          "Port {} is taken by another program; {} answers on port {} from now on.",
          preferred,
          whom,
          port);
    } else {
      LOG.info("{} answers on port {}.", whom, port);
    }
  }
}
