package dev.freehold.targets.ssh;

import dev.freehold.app.Domain;
import dev.freehold.targets.DomainReport;
import dev.freehold.targets.DomainReport.DnsRecord;
import dev.freehold.targets.ssh.transport.Remote;
import dev.freehold.targets.ssh.transport.Remote.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether visitors get from a domain to its server, and what is in the way. */
public final class DomainCheck {
  private static final Duration LOOK = Duration.ofSeconds(20);

  private final Surroundings network;

  public DomainCheck(Surroundings network) {
    this.network = network;
  }

  /** The network as it is seen from this machine. */
  public interface Surroundings {
    /** Addresses of a name; empty when it leads nowhere. */
    Set<String> addresses(String name);

    boolean answers(String address, int port);

    /** Why the certificate at the address is not one for the domain; empty when it is. */
    Optional<String> certificateProblem(String address, String domain);
  }

  /**
   * @param host the server's name or address, from here
   */
  DomainReport of(Domain domain, String host, WebServer webServer, Remote remote) {
    Set<String> server = network.addresses(host);
    List<DnsRecord> records =
        domain.names().stream().flatMap(name -> records(name, server)).toList();
    var problems = new ArrayList<String>();
    if (server.isEmpty()) {
      problems.add("No address of " + host + " is known from here, so nothing can be compared.");
    } else {
      domain.names().forEach(name -> addWay(name, server, remote, problems));
    }
    if (problems.isEmpty()) {
      domain.names().forEach(name -> addPorts(name, server, webServer, problems));
    }
    if (problems.isEmpty()) {
      addCertificate(domain, server, webServer, problems);
    }
    return new DomainReport(domain.name(), records, List.copyOf(problems));
  }

  private static Stream<DnsRecord> records(String name, Set<String> server) {
    return server.stream()
        .map(address -> new DnsRecord(address.contains(":") ? "AAAA" : "A", name, address));
  }

  private void addWay(String name, Set<String> server, Remote remote, List<String> problems) {
    String records = all(records(name, server).toList());
    Set<String> seen = network.addresses(name);
    Set<String> seenThere =
        new TreeSet<>(
            new ServerScripts(remote)
                .run("domain", Map.of("domain", name), Input.NONE, LOOK)
                .lines()
                .toList());
    if (seen.isEmpty()) {
      problems.add(
          name + " leads nowhere yet. Make this record where you manage the domain: " + records);
    } else if (seen.stream().noneMatch(server::contains)) {
      problems.add(
          name
              + " leads to "
              + String.join(", ", seen)
              + ", which is not the server. Change its record to "
              + records
              + " A change can take as long as the old record's time to live; a service in between,"
              + " like Cloudflare's proxy, must be off until the certificate is there.");
    } else if (seenThere.stream().noneMatch(seen::contains)) {
      problems.add(
          "The server itself is still led "
              + (seenThere.isEmpty() ? "nowhere" : "to " + String.join(", ", seenThere))
              + " by "
              + name
              + ". Wait until the old record's time to live is over.");
    }
  }

  /** nginx listens for HTTPS only once there is a certificate. */
  private void addPorts(
      String name, Set<String> server, WebServer webServer, List<String> problems) {
    String address = address(name, server);
    for (int port : webServer == WebServer.NGINX ? new int[] {80} : new int[] {80, 443}) {
      if (!network.answers(address, port)) {
        problems.add(
            "Port "
                + port
                + " of "
                + address
                + " does not answer. Open it in the firewall of the server and of its provider; the"
                + " web server listens there from the first deployment with a domain on.");
      }
    }
  }

  private String address(String name, Set<String> server) {
    return network.addresses(name).stream().filter(server::contains).findFirst().orElseThrow();
  }

  private void addCertificate(
      Domain domain, Set<String> server, WebServer webServer, List<String> problems) {
    for (String name : domain.names()) {
      Optional<String> problem = network.certificateProblem(address(name, server), name);
      if (problem.isPresent()) {
        problems.add(
            "The certificate for "
                + name
                + " is not there: "
                + problem.get()
                + ". Deploy once with this domain"
                + remedy(domain, webServer));
        return;
      }
    }
  }

  private static String remedy(Domain domain, WebServer webServer) {
    return switch (webServer) {
      case CADDY ->
          "; Caddy then asks for it, which takes up to a minute. 'journalctl -u caddy' on the"
              + " server says what is in the way.";
      case NGINX ->
          ", then run this once on the server (certbot renews it by itself): sudo certbot certonly"
              + " --webroot --webroot-path "
              + ServerFolder.ROOT
              + "/acme --domain "
              + String.join(" --domain ", domain.names())
              + " --deploy-hook '"
              + ServerServices.PROGRAM
              + " certificates'. If it is there already, open port 443 in the firewall.";
    };
  }

  private static String all(List<DnsRecord> records) {
    var text = new StringBuilder();
    records.forEach(
        record ->
            text.append(record.type())
                .append(' ')
                .append(record.name())
                .append(" -> ")
                .append(record.value())
                .append(". "));
    return text.toString().strip();
  }
}
