package dev.freehold.targets.ssh;

import dev.freehold.app.Domain;
import dev.freehold.file.BlobSource;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Site;
import dev.freehold.targets.Staged;
import dev.freehold.targets.Target;
import dev.freehold.targets.ssh.transport.Logins;
import dev.freehold.targets.ssh.transport.Remote;
import dev.freehold.targets.ssh.transport.Tunnel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A server that is set up, with its web server running, and ways to it. */
public final class ServerScene implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  public final ServerMachine machine;
  public final Logins logins;

  /** At which the web server answers those who come with TLS. */
  final int https;

  private final Remote root;
  private final Tunnel tunnel;
  private final WebServer webServer;

  /** What is brought when an app asks for a Node.js that the server does not have. */
  public BiFunction<Integer, String, Path> nodes =
      (major, arch) -> {
        throw new AssertionError("Node.js " + major + " for " + arch + " was asked for");
      };

  /** The same for Deno. */
  public Function<String, Path> deno =
      arch -> {
        throw new AssertionError("Deno for " + arch + " was asked for");
      };

  private final LinuxPrograms programs =
      new LinuxPrograms() {
        @Override
        public Path node(int major, String arch) {
          return nodes.apply(major, arch);
        }

        @Override
        public Path deno(String arch) {
          return deno.apply(arch);
        }
      };

  public Clock clock = Clock.systemUTC();

  private ServerScene(
      ServerMachine machine,
      int https,
      Logins logins,
      Remote root,
      Tunnel tunnel,
      WebServer webServer) {
    this.https = https;
    this.webServer = webServer;
    this.machine = machine;
    this.logins = logins;
    this.root = root;
    this.tunnel = tunnel;
  }

  public static ServerScene start() throws Exception {
    return start(WebServer.CADDY);
  }

  public static ServerScene start(WebServer webServer) throws Exception {
    ServerMachine machine = ServerMachine.start();
    Logins logins = machine.logins();
    Remote root = logins.to(machine.address("root"));
    Tunnel tunnel = Tunnel.open(logins.to(machine.address("deploy")), 0, machine.inner);
    var scene = new ServerScene(machine, ServerMachine.freePort(), logins, root, tunnel, webServer);
    scene.there(
        """
        mkdir -p /srv/freehold/web /srv/freehold/services /usr/local/lib/freehold/nginx /etc/systemd/system
        echo '{}' > /srv/freehold/server.json
        echo '%s' > /srv/freehold/services/ports
        chown -R deploy /srv/freehold
        """
            .formatted(machine.appPorts()));
    for (var file : ServerServices.variables().entrySet()) {
      scene.write(
          file.getKey().equals("unit")
              ? "/etc/systemd/system/freehold@.service"
              : "/usr/local/lib/freehold/" + file.getKey(),
          file.getValue());
    }
    scene.there("chmod 755 /usr/local/lib/freehold/service /usr/local/lib/freehold/supervise");
    webServer.files().forEach(scene::write);
    switch (webServer) {
      case CADDY -> scene.startCaddy();
      case NGINX -> scene.startNginx();
    }
    return scene;
  }

  private void startCaddy() throws Exception {
    write(
        "/etc/caddy/Caddyfile",
        """
        {
        	http_port %d
        	https_port %d
        	admin localhost:%d
        	local_certs
        	skip_install_trust
        }
        %s
        """
            .formatted(machine.http, https, ServerMachine.freePort(), webServer.include()));
    there(
        """
        cd /
        caddy start --config /etc/caddy/Caddyfile --adapter caddyfile > /tmp/caddy.log 2>&1 || {
          cat /tmp/caddy.log >&2
          exit 1
        }
        """);
  }

  private void startNginx() {
    write("/usr/local/lib/freehold/nginx/upstream", "");
    there("rm -f /etc/nginx/sites-enabled/*; mkdir -p /etc/nginx/freehold; nginx");
  }

  private void write(String path, String content) {
    there(
        "mkdir -p $(dirname %1$s); printf %%s %2$s > %1$s"
            .formatted(path, ServerScripts.quoted(content)));
  }

  /** As root there. */
  public String there(String command) {
    return machine.run(root, command);
  }

  /** What was synced there meanwhile, the arguments of each call in a line. */
  String synced(Runnable work) {
    return synced("", work);
  }

  /**
   * @param beside what the shell says in front of the arguments, in the folder of the call
   */
  String synced(String beside, Runnable work) {
    there(
        """
        cat >/usr/local/bin/sync <<'END'
        #!/bin/sh
        echo "%s$*" >>/tmp/synced
        exec /usr/bin/sync "$@"
        END
        chmod 755 /usr/local/bin/sync
        : >/tmp/synced
        chmod 666 /tmp/synced
        """
            .formatted(beside));
    try {
      work.run();
      return there("cat /tmp/synced");
    } finally {
      there("rm /usr/local/bin/sync");
    }
  }

  /** The target of a server on which nothing was ever deployed. */
  Target anew(ReleaseRoom room) {
    empty();
    clock = room.clock;
    return target(room.blobs);
  }

  /** Everything that is kept of apps there, in a form that can be compared. */
  String everything() {
    return there(
        "cd /srv/freehold; find guestbook web -printf '%p %y %s %l\\n' | sort;"
            + " find guestbook web -type f | sort | xargs -r sha256sum");
  }

  /**
   * @param headers names and values in turn
   */
  static HttpResponse<String> get(Staged at, String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(at.connect() + path)).header("Host", at.host());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Nothing was ever deployed. */
  public void empty() {
    there(
        "cd /srv/freehold/services; for home in */; do [ ! -d \"$home\" ] ||"
            + " /usr/local/lib/freehold/service stop \"${home%/}\"; done;"
            + " for kept in /var/lib/freehold-kept/*/; do [ ! -d \"$kept\" ] ||"
            + " /usr/local/lib/freehold/service forget \"$(basename \"$kept\")\"; done;"
            + " rm -rf /srv/freehold/guestbook /srv/freehold/web/* /srv/freehold/services/*/"
            + " /etc/nginx/freehold/*"
            + " /var/log/journal-of-*");
  }

  /** From now on the web server refuses whatever rules it gets. */
  public void confuse() {
    write(nonsense(), "nonsense {");
  }

  public void recover() {
    there("rm " + nonsense());
  }

  private String nonsense() {
    return switch (webServer) {
      case CADDY -> "/srv/freehold/web/other.production.caddy";
      case NGINX -> "/etc/nginx/conf.d/nonsense.conf";
    };
  }

  public Target target(BlobSource blobs) {
    return target(blobs, logins.to(machine.address("deploy")), Activations.SITE);
  }

  public Target target(BlobSource blobs, Remote remote, Site site) {
    return target(blobs, remote, site, "127.0.0.1");
  }

  /**
   * @param host that visitors name
   */
  Target target(BlobSource blobs, Remote remote, Site site, String host) {
    return target(
        blobs,
        remote,
        site,
        new PublicAddress(
            URI.create("http://" + host + ":" + machine.http + "/"),
            List.of(new Address.Plain(host)),
            Optional.empty()));
  }

  /** Under a domain, for which the web server gets a certificate that no authority signed. */
  Target target(BlobSource blobs, String domain) {
    if (webServer == WebServer.NGINX) {
      there(
          """
          mkdir -p /etc/letsencrypt/live/%1$s
          openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=%1$s \
            -keyout /etc/letsencrypt/live/%1$s/privkey.pem \
            -out /etc/letsencrypt/live/%1$s/fullchain.pem 2>/dev/null
          """
              .formatted(domain));
    }
    return target(
        blobs,
        logins.to(machine.address("deploy")),
        Activations.SITE,
        PublicAddress.of(new Domain(domain, false)));
  }

  private Target target(BlobSource blobs, Remote remote, Site site, PublicAddress address) {
    var details =
        new ServerDetails(
            ServerDetails.FORMAT, webServer, machine.inner, machine.http, https, true, false);
    return new SshTarget(
        site, new OwnServer(remote, details, tunnel), blobs, address, programs, clock);
  }

  @Override
  public void close() throws Exception {
    tunnel.close();
    logins.close();
    machine.close();
  }
}
