package dev.freehold.targets.ssh;

import dev.freehold.app.Domain;
import dev.freehold.app.Placement;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.targets.Condition;
import dev.freehold.targets.Connected;
import dev.freehold.targets.DomainReport;
import dev.freehold.targets.Driver;
import dev.freehold.targets.Field;
import dev.freehold.targets.Progress;
import dev.freehold.targets.Setup;
import dev.freehold.targets.Setup.Confirmation;
import dev.freehold.targets.Site;
import dev.freehold.targets.SiteHistory;
import dev.freehold.targets.Target;
import dev.freehold.targets.Traits;
import dev.freehold.targets.Wanted;
import dev.freehold.targets.ssh.transport.HostKey;
import dev.freehold.targets.ssh.transport.Logins;
import dev.freehold.targets.ssh.transport.Remote;
import dev.freehold.targets.ssh.transport.ServerAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The owner's own servers. Nothing is done there that was not shown. */
public final class SshDriver implements Driver {
  private static final String SERVER = "server";
  private static final String FINGERPRINT = "fingerprint";
  private static final Traits TRAITS =
      new Traits(Duration.ofSeconds(60), true, true, true, true, true, true);

  private final SshTargets targets;
  private final Logins logins;
  private final ServerSetup setup;
  private final DomainCheck domains;

  public SshDriver(SshTargets targets, Logins logins, ServerSetup setup, DomainCheck domains) {
    this.targets = targets;
    this.logins = logins;
    this.setup = setup;
    this.domains = domains;
  }

  @Override
  public String kind() {
    return "ssh";
  }

  @Override
  public String title() {
    return "your own server";
  }

  @Override
  public Traits traits() {
    return TRAITS;
  }

  @Override
  public List<Field> fields() {
    return List.of(
        Field.required(
            SERVER,
            "Server",
            "As for ssh: deploy@example.org, with :PORT behind it if needed. Freehold logs in as"
                + " ssh would, with your keys and your configuration.",
            logins.known().stream().map(host -> new Field.Found(host, "~/.ssh/config")).toList()),
        Field.optional(
            FINGERPRINT,
            "Fingerprint of its key",
            "Of the server's key, where nobody can be asked to compare it: SHA256:…"));
  }

  @Override
  public Setup look(Wanted wanted) {
    ServerAddress address = address(wanted);
    Optional<HostKey> stranger = stranger(address, wanted);
    if (stranger.isPresent()) {
      return unconfirmed(address, stranger.get());
    }
    return setup.plan(logins.to(address)).of(address);
  }

  @Override
  public Place connect(Wanted wanted, String approved, Progress progress) {
    ServerAddress address = address(wanted);
    Optional<HostKey> stranger = stranger(address, wanted);
    if (stranger.isPresent()) {
      unconfirmed(address, stranger.get()).require(approved);
    }
    Remote remote = logins.to(address);
    ServerSetup.Plan plan = setup.plan(remote);
    plan.of(address).require(approved);
    ServerDetails details = setup.carryOut(remote, plan, progress);
    return new Place(address.toString(), new ConnectedServer.State(details, 0).json());
  }

  /**
   * The key of a server that nobody here knows yet, unless a person has compared it.
   *
   * @throws UserError {@code ssh.host-key-changed} when it shows another one than was compared
   */
  private Optional<HostKey> stranger(ServerAddress address, Wanted wanted) {
    Optional<HostKey> key = logins.firstContact(address);
    Optional<String> compared = wanted.find(FINGERPRINT);
    if (key.isEmpty() || compared.isEmpty()) {
      return key;
    }
    if (!key.get().fingerprint().equals(compared.get())) {
      throw new UserError(
          "ssh.host-key-changed",
          address
              + " shows the key "
              + key.get().fingerprint()
              + " and not "
              + compared.get()
              + ".",
          "Compare it with what the server's provider shows. Nothing was sent.");
    }
    logins.approve(address, key.get());
    return Optional.empty();
  }

  private static Setup unconfirmed(ServerAddress address, HostKey key) {
    return Setup.unconfirmed(
        address.toString(),
        address.name(),
        new Confirmation(
            FINGERPRINT,
            key.fingerprint(),
            "This machine does not know " + address + " yet. Is this the server's key?",
            key.kind() + " " + key.fingerprint(),
            "Compare it with what the server's provider shows.",
            "ssh.host-unknown"));
  }

  @Override
  public Condition verify(Connected target) {
    ServerFacts facts = setup.look(remote(target));
    return new Condition(
        facts.about(), Json.tree(facts), setup.problems(facts), setup.removal(facts));
  }

  @Override
  public void disconnect(Connected target) {
    setup.remove(remote(target));
  }

  @Override
  public void forget(Connected target) {
    targets.forget(target.name());
  }

  @Override
  public List<SiteHistory> histories(Connected target) {
    return SiteHistories.of(remote(target));
  }

  @Override
  public DomainReport domain(Connected target, Domain domain) {
    ConnectedServer server = ConnectedServer.of(target);
    return domains.of(
        domain,
        logins.hostOf(server.address()),
        server.details().webServer(),
        logins.to(server.address()));
  }

  @Override
  public Target open(Site site, Connected target, Placement placement) {
    return targets.open(site, ConnectedServer.of(target), placement);
  }

  @Override
  public void close() {
    targets.close();
  }

  private Remote remote(Connected target) {
    return logins.to(ConnectedServer.of(target).address());
  }

  private static ServerAddress address(Wanted wanted) {
    return ServerAddress.parse(wanted.require(SERVER));
  }
}
