package dev.freehold.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import dev.freehold.targets.ssh.transport.Remote;
import dev.freehold.targets.ssh.transport.ServerAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a plan says about servers of every kind, from what a look at them says. */
class ServerSetupTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
  private static final String DETAILS =
      "{\"format\":1,\"webServer\":\"caddy\",\"port\":7480,\"http\":80,\"https\":443,"
          + "\"zstd\":true,\"installedCaddy\":true}";
  private final ServerSetup setup = new ServerSetup(Clock.fixed(NOW, ZoneOffset.UTC));
  private final Map<String, String> facts = new TreeMap<>();

  /** What setting up prints there; a plan alone never gets as far. */
  private List<String> said = List.of();

  ServerSetupTest() {
    facts.put("user", "deploy");
    facts.put("arch", "x86_64");
    facts.put("system", "Debian GNU/Linux 12 (bookworm)");
    facts.put("family", "debian ");
    facts.put("root", "sudo");
    facts.put("time", Long.toString(NOW.getEpochSecond() + 5));
    facts.put("load", "0.10");
    facts.put("processors", "2");
    facts.put("memory", "500000000 1000000000");
    facts.put("disk", "9000000000 20000000000");
    facts.put("ports", "0016 1D38 ");
  }

  private ServerSetup.Plan plan() {
    return setup.plan(new Looked());
  }

  private void refuses(String code) {
    assertThatThrownBy(this::plan)
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.remedy()).isNotBlank();
            });
  }

  @Test
  void aBareServerGetsEverything() {
    assertThat(plan().steps())
        .containsExactly(
            "Install the web server Caddy with apt-get.",
            "Make the folder /srv/freehold, which belongs to deploy.",
            "Install /usr/local/lib/freehold/service and the systemd unit freehold@.service, which"
                + " run the servers of apps, and let deploy call the first with sudo, and nothing"
                + " else.",
            "Add the line 'import /srv/freehold/freehold.caddy' to /etc/caddy/Caddyfile.",
            "Start Caddy.");
    assertThat(plan().hints()).isEmpty();
    assertThat(plan().facts().ports()).containsExactly(22, 7480);
    assertThat(plan().facts().memoryFree()).isEqualTo(500_000_000);
  }

  @Test
  void thePartsOfTheScriptAreToldAsTheStepsThatTheyAre() {
    facts.put("caddy", "2.6.2");
    facts.put("services", ServerServices.id());
    said = List.of("at folder", "at services", "noise", "at rules", "at config", "at start");
    var told = new ArrayList<Integer>();
    ServerSetup.Plan plan = plan();
    assertThat(plan.steps())
        .containsExactly(
            "Make the folder /srv/freehold, which belongs to deploy.",
            "Add the line 'import /srv/freehold/freehold.caddy' to /etc/caddy/Caddyfile.",
            "Start Caddy.");
    assertThat(setup.carryOut(new Looked(), plan, told::add).port()).isEqualTo(7480);
    assertThat(told).containsExactly(0, 1, 2);
  }

  /** A step at work means that those before it are done. */
  @Test
  void theScriptSaysItsPartsInTheOrderOfThePlan() {
    assertThat(ServerScripts.text("setup.sh").lines().map(String::strip))
        .filteredOn(line -> line.matches("at \\w+"))
        .containsExactlyElementsOf(
            Stream.of(ServerSetup.Part.values()).map(ServerSetup.Part::said).toList());
    assertThat(plan().work()).extracting(ServerSetup.Work::part).isSorted();
  }

  @Test
  void theHashIsOfWhatWasShown() {
    String before = plan().of(ServerAddress.parse("deploy@example.org")).hash();
    facts.put("load", "3.00");
    assertThat(plan().of(ServerAddress.parse("deploy@example.org")).hash()).isEqualTo(before);
    facts.put("caddy", "2.6.2");
    assertThat(plan().of(ServerAddress.parse("deploy@example.org")).hash()).isNotEqualTo(before);
  }

  @Test
  void aWrongClockAndLittleDiskAreSaid() {
    facts.put("time", Long.toString(NOW.getEpochSecond() - 3600));
    facts.put("disk", "100000000 20000000000");
    assertThat(plan().hints())
        .satisfiesExactly(
            clock -> assertThat(clock).contains("3600 seconds", "timedatectl"),
            disk -> assertThat(disk).contains("95 MiB"));
  }

  @Test
  void whatCannotBeSetUpIsRefusedWithTheReason() {
    facts.put("family", "fedora ");
    refuses("target.system-unsupported");
    facts.put("family", "ubuntu debian");
    facts.put("missing", "flock ");
    refuses("target.tool-missing");
    facts.remove("missing");
    facts.put("running", "apache2 ");
    refuses("target.other-web-server");
    facts.remove("running");
    facts.put("root", "no");
    refuses("target.no-root");
  }

  @Test
  void anNginxThatRunsIsRespected() {
    facts.put("nginx", "1.22.1");
    facts.put("running", "nginx ");
    assertThat(plan().steps())
        .containsExactly(
            "Make the folder /srv/freehold, which belongs to deploy.",
            "Install /usr/local/lib/freehold/service and the systemd unit freehold@.service, which"
                + " run the servers of apps and tell nginx of sites, and let deploy call the first"
                + " with sudo, and nothing else.",
            "Write /etc/nginx/conf.d/freehold.conf, which brings in the sites that Freehold"
                + " deploys. nginx's other files and sites stay as they are.");
    facts.put("running", "nginx caddy ");
    assertThat(plan().steps()).noneSatisfy(step -> assertThat(step).contains("nginx"));
  }

  @Test
  void anotherSystemWithCaddyIsSetUp() {
    facts.put("family", "alpine ");
    facts.put("caddy", "2.8.4");
    facts.put("running", "caddy ");
    assertThat(plan().steps()).hasSize(3);
  }

  @Test
  void whatChangedSinceIsNamed() {
    assertThat(setup.problems(setup.look(new Looked())))
        .anySatisfy(problem -> assertThat(problem).contains("server.json is gone"))
        .anySatisfy(problem -> assertThat(problem).contains("Caddy is not installed"))
        .anySatisfy(problem -> assertThat(problem).contains("does not have the line"));
    facts.put("caddy", "2.6.2");
    facts.put("running", "caddy apache2 ");
    facts.put("caddy.imported", "true");
    facts.put("details", DETAILS);
    facts.put("sites", "guestbook.production ");
    facts.put("kept", "guestbook.production ");
    assertThat(setup.problems(setup.look(new Looked())))
        .satisfiesExactly(
            folder -> assertThat(folder).contains("may not write to /srv/freehold"),
            service -> assertThat(service).startsWith("/usr/local/lib/freehold/service is not"),
            other -> assertThat(other).startsWith("apache2 runs as well"));
    assertThat(setup.removal(setup.look(new Looked())))
        .containsExactly(
            "Stop serving guestbook.production and delete its releases.",
            "Delete what servers of guestbook.production wrote into folders that stay from release"
                + " to release, in /var/lib/freehold-kept.",
            "Delete the folder /srv/freehold.",
            "Remove /usr/local/lib/freehold/service, the systemd unit freehold@.service and the"
                + " line for sudo.",
            "Remove the line 'import /srv/freehold/freehold.caddy' from /etc/caddy/Caddyfile.",
            "Remove Caddy, which was installed for Freehold.");
  }

  /** A server of which only the look is of interest. */
  private final class Looked implements Remote {
    @Override
    public Reply run(byte[] script, byte[] input, Duration limit) {
      String out =
          facts.entrySet().stream()
              .map(fact -> fact.getKey() + "=" + fact.getValue() + "\n")
              .collect(Collectors.joining());
      return new Reply(0, out, "");
    }

    @Override
    public Reply exec(String command, Input input, Duration limit, Consumer<String> lines) {
      said.forEach(lines);
      facts.put("details", DETAILS);
      return new Reply(0, "", "");
    }

    @Override
    public int forward(int port) {
      throw new AssertionError("a look goes nowhere");
    }

    @Override
    public ServerAddress address() {
      return ServerAddress.parse("deploy@example.org");
    }
  }
}
