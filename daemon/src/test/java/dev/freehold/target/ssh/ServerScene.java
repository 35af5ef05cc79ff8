package dev.freehold.target.ssh;

import dev.freehold.file.BlobSource;
import dev.freehold.target.Activations;
import dev.freehold.target.Site;
import dev.freehold.target.Target;
import dev.freehold.target.ssh.transport.Logins;
import dev.freehold.target.ssh.transport.Remote;
import dev.freehold.target.ssh.transport.Tunnel;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/** A server that is set up, with Caddy running, and ways to it. */
public final class ServerScene implements AutoCloseable {
  public final ServerMachine machine;
  public final Logins logins;
  private final Remote root;
  private final Tunnel tunnel;

  /** What is brought when an app asks for a Node.js that the server does not have. */
  public NodePrograms nodes =
      (major, arch) -> {
        throw new AssertionError("Node.js " + major + " for " + arch + " was asked for");
      };

  private ServerScene(ServerMachine machine, Logins logins, Remote root, Tunnel tunnel) {
    this.machine = machine;
    this.logins = logins;
    this.root = root;
    this.tunnel = tunnel;
  }

  public static ServerScene start() throws Exception {
    ServerMachine machine = ServerMachine.start();
    Logins logins = machine.logins();
    Remote root = logins.to(machine.address("root"));
    machine.run(
        root,
        """
        set -e
        mkdir -p /srv/freehold/web /srv/freehold/services /usr/local/lib/freehold /etc/systemd/system
        echo '{}' > /srv/freehold/server.json
        echo '%5$s' > /srv/freehold/services/ports
        chown -R deploy /srv/freehold
        cat > /etc/caddy/Caddyfile <<'END'
        {
        	http_port %1$d
        	https_port %2$d
        	admin localhost:%3$d
        }
        import /srv/freehold/freehold.caddy
        END
        cat > /srv/freehold/freehold.caddy <<'END'
        %4$s
        END
        cd /
        caddy start --config /etc/caddy/Caddyfile --adapter caddyfile > /tmp/caddy.log 2>&1 || {
          cat /tmp/caddy.log >&2
          exit 1
        }
        """
            .formatted(
                machine.http,
                ServerMachine.freePort(),
                ServerMachine.freePort(),
                CaddyRules.shared(),
                machine.appPorts()));
    for (var file : ServerServices.variables().entrySet()) {
      machine.run(
          root,
          "printf %%s %s > %s"
              .formatted(
                  ServerScripts.quoted(file.getValue()),
                  file.getKey().equals("unit")
                      ? "/etc/systemd/system/freehold@.service"
                      : "/usr/local/lib/freehold/" + file.getKey()));
    }
    machine.run(root, "chmod 755 /usr/local/lib/freehold/*");
    Tunnel tunnel = Tunnel.open(logins.to(machine.address("deploy")), 0, machine.inner);
    return new ServerScene(machine, logins, root, tunnel);
  }

  /** As root there. */
  public String there(String command) {
    return machine.run(root, command);
  }

  /** Nothing was ever deployed. */
  public void empty() {
    there(
        "cd /srv/freehold/services; for home in */; do [ ! -d \"$home\" ] ||"
            + " /usr/local/lib/freehold/service stop \"${home%/}\"; done;"
            + " rm -rf /srv/freehold/guestbook /srv/freehold/web/* /srv/freehold/services/*/"
            + " /var/log/journal-of-*");
  }

  public Target target(BlobSource blobs) {
    return target(blobs, logins.to(machine.address("deploy")), Activations.SITE);
  }

  public Target target(BlobSource blobs, Remote remote, Site site) {
    var details =
        new ServerDetails(ServerDetails.FORMAT, machine.inner, "/etc/caddy/Caddyfile", true, false);
    return new SshTarget(
        site,
        new OwnServer(remote, details, tunnel),
        blobs,
        new PublicAddress(
            URI.create("http://127.0.0.1:" + machine.http + "/"), List.of("http://127.0.0.1")),
        nodes,
        Clock.systemUTC());
  }

  @Override
  public void close() throws Exception {
    tunnel.close();
    logins.close();
    machine.close();
  }
}
