package dev.freehold.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.app.Domain;
import dev.freehold.targets.DomainReport;
import dev.freehold.targets.DomainReport.DnsRecord;
import dev.freehold.targets.ssh.transport.Remote;
import dev.freehold.targets.ssh.transport.ServerAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is in the way between a domain and its server, one thing after the other. */
class DomainCheckTest {
  private static final String DOMAIN = "app.example.org";
  private final Map<String, Set<String>> names = new HashMap<>();
  private final Set<Integer> ports = new HashSet<>(Set.of(80, 443));
  private Domain domain = new Domain(DOMAIN, false);
  private WebServer webServer = WebServer.CADDY;
  private Optional<String> certificate = Optional.empty();
  private String there = "203.0.113.5\n";

  DomainCheckTest() {
    names.put("example.org", Set.of("203.0.113.5"));
    names.put(DOMAIN, Set.of("203.0.113.5"));
  }

  private DomainReport report() {
    return new DomainCheck(new Network()).of(domain, "example.org", webServer, new Server());
  }

  private String problem() {
    assertThat(report().problems()).hasSize(1);
    return report().problems().getFirst();
  }

  @Test
  void allIsWell() {
    assertThat(report().problems()).isEmpty();
    assertThat(report().records()).containsExactly(new DnsRecord("A", DOMAIN, "203.0.113.5"));
  }

  @Test
  void theRecordThatIsMissingIsSaidExactly() {
    names.put("example.org", Set.of("203.0.113.5", "2001:db8::5"));
    names.remove(DOMAIN);
    assertThat(problem())
        .contains("leads nowhere yet")
        .contains("A app.example.org -> 203.0.113.5.")
        .contains("AAAA app.example.org -> 2001:db8::5.");
  }

  @Test
  void aRecordOfSomebodyElseIsNamed() {
    names.put(DOMAIN, Set.of("198.51.100.7"));
    assertThat(problem()).contains("leads to 198.51.100.7, which is not the server", "203.0.113.5");
  }

  @Test
  void whatTheServerItselfSeesCounts() {
    there = "198.51.100.7\n";
    assertThat(problem()).contains("still led to 198.51.100.7");
    there = "";
    assertThat(problem()).contains("still led nowhere");
  }

  @Test
  void portsThatAreClosedAreNamedBeforeTheCertificate() {
    certificate = Optional.of("no certificate");
    ports.clear();
    assertThat(report().problems())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("Port 80 of 203.0.113.5"),
            second -> assertThat(second).startsWith("Port 443 of 203.0.113.5"));
  }

  @Test
  void aCertificateThatIsNotThereIsExplained() {
    certificate = Optional.of("No name matching app.example.org found");
    assertThat(problem()).contains("No name matching app.example.org found", "Deploy once");
  }

  @Test
  void behindNginxTheOwnerGetsTheCertificateWithOneCommand() {
    webServer = WebServer.NGINX;
    ports.remove(443);
    certificate = Optional.of("Connection refused");
    assertThat(problem())
        .contains(
            "sudo certbot certonly --webroot --webroot-path /srv/freehold/acme --domain"
                + " app.example.org --deploy-hook '/usr/local/lib/freehold/service certificates'");
  }

  @Test
  void theNameWithWwwIsLookedAtAsWell() {
    domain = new Domain(DOMAIN, true);
    assertThat(report().records())
        .containsExactly(
            new DnsRecord("A", DOMAIN, "203.0.113.5"),
            new DnsRecord("A", "www." + DOMAIN, "203.0.113.5"));
    assertThat(problem()).startsWith("www.app.example.org leads nowhere yet");
    names.put("www." + DOMAIN, Set.of("203.0.113.5"));
    assertThat(report().problems()).isEmpty();
  }

  @Test
  void aServerWithoutAKnownAddressIsSaid() {
    names.remove("example.org");
    assertThat(report().records()).isEmpty();
    assertThat(problem()).startsWith("No address of example.org is known");
  }

  private final class Network implements DomainCheck.Surroundings {
    @Override
    public Set<String> addresses(String name) {
      return names.getOrDefault(name, Set.of());
    }

    @Override
    public boolean answers(String address, int port) {
      return ports.contains(port);
    }

    @Override
    public Optional<String> certificateProblem(String address, String domain) {
      return certificate;
    }
  }

  private final class Server implements Remote {
    @Override
    public Reply run(byte[] script, byte[] input, Duration limit) {
      return new Reply(0, there, "");
    }

    @Override
    public Reply exec(String command, Input input, Duration limit, Consumer<String> lines) {
      throw new AssertionError("it is only asked");
    }

    @Override
    public int forward(int port) {
      throw new AssertionError("it is only asked");
    }

    @Override
    public ServerAddress address() {
      return ServerAddress.parse("deploy@example.org");
    }
  }
}
