package dev.freehold.targets.ssh;

import dev.freehold.app.Placement;
import dev.freehold.file.BlobSource;
import dev.freehold.targets.Site;
import dev.freehold.targets.registry.TargetStore;
import dev.freehold.targets.ssh.transport.Logins;
import dev.freehold.targets.ssh.transport.Remote;
import dev.freehold.targets.ssh.transport.Tunnel;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Opens sites on the user's servers. */
public final class SshTargets implements AutoCloseable {
  private final TargetStore store;
  private final Logins logins;
  private final BlobSource blobs;
  private final LinuxPrograms linux;
  private final Clock clock;
  private final Map<String, Tunnel> tunnels = new ConcurrentHashMap<>();

  public SshTargets(
      TargetStore store, Logins logins, BlobSource blobs, LinuxPrograms linux, Clock clock) {
    this.store = store;
    this.linux = linux;
    this.clock = clock;
    this.logins = logins;
    this.blobs = blobs;
  }

  /** Connects to nothing yet. Without a domain visitors use the server's own name. */
  SshTarget open(Site site, ConnectedServer server, Placement placement) {
    Remote remote = logins.to(server.address());
    return new SshTarget(
        site,
        new OwnServer(remote, server.details(), tunnel(server, remote)),
        blobs,
        placement
            .domain()
            .map(PublicAddress::of)
            .orElseGet(() -> PublicAddress.of(server.address().host())),
        linux,
        clock);
  }

  private Tunnel tunnel(ConnectedServer server, Remote remote) {
    return tunnels.computeIfAbsent(
        server.name(),
        name -> {
          int before = server.state().tunnelPort();
          Tunnel tunnel = Tunnel.open(remote, before, server.details().port());
          if (tunnel.port() != before) {
            store.remember(name, server.withTunnelPort(tunnel.port()).state().json());
          }
          return tunnel;
        });
  }

  /** Forgets what leads to a server that was changed or removed. */
  void forget(String name) {
    Optional.ofNullable(tunnels.remove(name)).ifPresent(Tunnel::close);
  }

  @Override
  public void close() {
    tunnels.keySet().forEach(this::forget);
    logins.close();
  }
}
