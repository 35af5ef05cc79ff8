package dev.freehold.targets.local.serve;

import dev.freehold.file.Home;
import dev.freehold.targets.Site;
import dev.freehold.targets.local.site.Ports;
import java.io.IOException;
import java.net.BindException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open ports: one for all host names and one per site. A port that was used before is used
 * again; when another program has taken it, the next free one is chosen and remembered.
 */
final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
  private static final int TRIES = 200;

  private final ManyPorts connector;
  private final Home home;
  private final Map<Integer, Site> owners = new ConcurrentHashMap<>();
  private volatile Ports ports;
  private Ports saved;

  private Listeners(ManyPorts connector, Home home, Ports saved) {
    this.connector = connector;
    this.home = home;
    this.ports = saved;
    this.saved = saved;
  }

  static Listeners open(ManyPorts connector, Home home, OptionalInt wanted) throws IOException {
    Optional<Ports> before = Ports.read(home);
    var listeners = new Listeners(connector, home, before.orElseGet(() -> new Ports(0, Map.of())));
    listeners.openShared(preferred(wanted, before));
    return listeners;
  }

  int shared() {
    return ports.shared();
  }

  /** The site whose own port this is; empty for the shared one. */
  Optional<Site> owner(int port) {
    return Optional.ofNullable(owners.get(port));
  }

  /** Opens a port for each site that has none. */
  synchronized void cover(Collection<Site> sites) throws IOException {
    var covered = new HashSet<>(owners.values());
    try {
      for (Site site : sites) {
        if (covered.add(site)) {
          openOwn(site);
        }
      }
    } finally {
      save();
    }
  }

  /** Gives back the ports of sites that do not exist any more. */
  synchronized void closeGone(Predicate<Site> exists) throws IOException {
    for (var owner : owners.entrySet()) {
      if (!exists.test(owner.getValue())) {
        connector.close(owner.getKey());
        owners.remove(owner.getKey());
      }
    }
    ports = ports.only(exists);
    save();
  }

  private void save() throws IOException {
    if (!ports.equals(saved)) {
      ports.write(home);
      saved = ports;
    }
  }

  private static int preferred(OptionalInt wanted, Optional<Ports> before) {
    if (wanted.isPresent() && wanted.getAsInt() != 0) {
      return wanted.getAsInt();
    }
    return before.map(Ports::shared).orElse(wanted.orElse(Ports.FIRST));
  }

  private void openShared(int preferred) throws IOException {
    ServerSocketChannel channel = firstFree(candidates(preferred, preferred));
    connector.open(channel);
    int port = ManyPorts.port(channel);
    tell("all host names", preferred, port);
    ports = new Ports(port, new TreeMap<>(ports.sites()));
    save();
  }

  private void openOwn(Site site) throws IOException {
    int preferred = ports.of(site).orElse(0);
    ServerSocketChannel channel = firstFree(candidates(preferred, ports.shared() + 1));
    int port = ManyPorts.port(channel);
    owners.put(port, site);
    connector.listen(channel);
    tell(site.app() + "/" + site.environment(), preferred, port);
    ports = ports.with(site, port);
  }

  /** The preferred one, then upwards what nobody else here has, at last whatever is free. */
  private List<Integer> candidates(int preferred, int from) {
    var candidates = new ArrayList<Integer>();
    if (preferred != 0) {
      candidates.add(preferred);
    }
    var others = new HashSet<>(ports.sites().values());
    others.add(preferred);
    others.add(ports.shared());
    for (int port = from; from != 0 && candidates.size() <= TRIES && port <= 65_535; port++) {
      if (!others.contains(port)) {
        candidates.add(port);
      }
    }
    candidates.add(0);
    return candidates;
  }

  private static ServerSocketChannel firstFree(List<Integer> candidates) throws IOException {
    for (int port : candidates) {
      try {
        return ManyPorts.bind(port);
      } catch (BindException e) {
        if (port == 0) {
          throw e;
        }
      }
    }
    throw new IllegalStateException("any free port was not a candidate");
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
