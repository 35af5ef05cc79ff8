package dev.freehold.target.ssh;

import dev.freehold.target.ssh.transport.Remote;
import dev.freehold.target.ssh.transport.Remote.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
   * A record to be made where the domain is managed.
   *
   * @param type {@code A} or {@code AAAA}
   */
  public record DnsRecord(String type, String name, String value) {}

  /**
   * @param records that lead to the server
   * @param problems a sentence each, what to do about it included; empty when all is well
   */
  public record Report(String domain, List<DnsRecord> records, List<String> problems) {}

  /**
   * @param host the server's name or address, from here
   */
  Report of(String domain, String host, Remote remote) {
    Set<String> server = network.addresses(host);
    List<DnsRecord> records =
        server.stream()
            .map(address -> new DnsRecord(address.contains(":") ? "AAAA" : "A", domain, address))
            .toList();
    var problems = new ArrayList<String>();
    Set<String> seen = network.addresses(domain);
    Set<String> seenThere =
        new TreeSet<>(
            new ServerScripts(remote)
                .run("domain", Map.of("domain", domain), Input.NONE, LOOK)
                .lines()
                .toList());
    boolean leadsHere = seen.stream().anyMatch(server::contains);
    if (server.isEmpty()) {
      problems.add("No address of " + host + " is known from here, so nothing can be compared.");
    } else if (seen.isEmpty()) {
      problems.add(
          domain
              + " leads nowhere yet. Make this record where you manage the domain: "
              + all(records));
    } else if (!leadsHere) {
      problems.add(
          domain
              + " leads to "
              + String.join(", ", seen)
              + ", which is not the server. Change its record to "
              + all(records)
              + " A change can take as long as the old record's time to live; a service in between,"
              + " like Cloudflare's proxy, must be off until the certificate is there.");
    } else if (seenThere.stream().noneMatch(seen::contains)) {
      problems.add(
          "The server itself is still led "
              + (seenThere.isEmpty() ? "nowhere" : "to " + String.join(", ", seenThere))
              + " by "
              + domain
              + ". Wait until the old record's time to live is over.");
    }
    if (leadsHere) {
      addPorts(domain, seen.stream().filter(server::contains).findFirst().orElseThrow(), problems);
    }
    return new Report(domain, records, List.copyOf(problems));
  }

  private void addPorts(String domain, String address, List<String> problems) {
    for (int port : new int[] {80, 443}) {
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
    if (problems.isEmpty()) {
      network
          .certificateProblem(address, domain)
          .ifPresent(
              why ->
                  problems.add(
                      "The certificate for "
                          + domain
                          + " is not there: "
                          + why
                          + ". Deploy once with this domain; Caddy then asks for it, which takes up"
                          + " to a minute. 'journalctl -u caddy' on the server says what is in the"
                          + " way."));
    }
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
