package dev.freehold.target.ssh;

import dev.freehold.app.Domain;
import dev.freehold.file.BlobSource;
import dev.freehold.target.Site;
import dev.freehold.target.ssh.transport.Logins;
import dev.freehold.target.ssh.transport.Remote;
import dev.freehold.target.ssh.transport.Tunnel;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Opens sites on the user's servers. */
public final class SshTargets implements AutoCloseable {
  private final ServerStore servers;
  private final Logins logins;
  private final BlobSource blobs;
  private final NodePrograms nodes;
  private final Clock clock;
  private final Map<String, Tunnel> tunnels = new ConcurrentHashMap<>();

  public SshTargets(
      ServerStore servers, Logins logins, BlobSource blobs, NodePrograms nodes, Clock clock) {
    this.nodes = nodes;
    this.clock = clock;
    this.servers = servers;
    this.logins = logins;
    this.blobs = blobs;
  }

  /**
   * Connects to nothing yet.
   *
   * @param domain under which visitors reach the site; the server's own name without one
   * @throws dev.freehold.base.UserError {@code target.unknown}
   */
  public SshTarget open(Site site, String name, Optional<Domain> domain) {
    ServerStore.Stored server = servers.require(name);
    Remote remote = logins.to(server.address());
    return new SshTarget(
        site,
        new OwnServer(remote, server.details(), tunnel(server, remote)),
        blobs,
        domain.map(PublicAddress::of).orElseGet(() -> PublicAddress.of(server.address().host())),
        nodes,
        clock);
  }

  private Tunnel tunnel(ServerStore.Stored server, Remote remote) {
    return tunnels.computeIfAbsent(
        server.name(),
        name -> {
          Tunnel tunnel = Tunnel.open(remote, server.tunnelPort(), server.details().port());
          if (tunnel.port() != server.tunnelPort()) {
            servers.rememberTunnel(name, tunnel.port());
          }
          return tunnel;
        });
  }

  /** Forgets what leads to a server that was changed or removed. */
  public void forget(String name) {
    Optional.ofNullable(tunnels.remove(name)).ifPresent(Tunnel::close);
  }

  @Override
  public void close() {
    tunnels.keySet().forEach(this::forget);
    logins.close();
  }
}
