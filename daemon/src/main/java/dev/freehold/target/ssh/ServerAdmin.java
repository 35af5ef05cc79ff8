package dev.freehold.target.ssh;

import dev.freehold.app.Domain;
import dev.freehold.base.UserError;
import dev.freehold.target.SiteHistory;
import dev.freehold.target.ssh.ServerStore.Stored;
import dev.freehold.target.ssh.transport.HostKey;
import dev.freehold.target.ssh.transport.Logins;
import dev.freehold.target.ssh.transport.Remote;
import dev.freehold.target.ssh.transport.ServerAddress;
import dev.freehold.target.store.TargetStore;
import java.util.List;
import java.util.Optional;

/** Adding servers, looking after them, and removing them. Nothing is done that was not shown. */
public final class ServerAdmin {
  private final ServerStore servers;
  private final SshTargets targets;
  private final Logins logins;
  private final ServerSetup setup;
  private final DomainCheck domains;

  public ServerAdmin(
      ServerStore servers,
      SshTargets targets,
      Logins logins,
      ServerSetup setup,
      DomainCheck domains) {
    this.servers = servers;
    this.targets = targets;
    this.logins = logins;
    this.setup = setup;
    this.domains = domains;
  }

  public List<Stored> all() {
    return servers.all();
  }

  public Stored require(String name) {
    return servers.require(name);
  }

  /**
   * The key of a server that is not known by any, to be compared by a person.
   *
   * @return empty when the server is known
   */
  public Optional<HostKey> firstContact(ServerAddress address) {
    return logins.firstContact(address);
  }

  /**
   * @param fingerprint that a person saw and found to be the server's
   * @throws UserError {@code ssh.host-key-changed} when it shows another one now
   */
  public void trust(ServerAddress address, String fingerprint) {
    Optional<HostKey> key = logins.firstContact(address);
    if (key.isPresent() && !key.get().fingerprint().equals(fingerprint)) {
      throw new UserError(
          "ssh.host-key-changed",
          address + " shows the key " + key.get().fingerprint() + " and not " + fingerprint + ".",
          "Compare it with what the server's provider shows. Nothing was sent.");
    }
    key.ifPresent(shown -> logins.approve(address, shown));
  }

  public ServerSetup.Plan plan(ServerAddress address) {
    return setup.plan(logins.to(address));
  }

  /**
   * Sets the server up and remembers it.
   *
   * @param name by which environments refer to it
   * @param hash of the plan that was approved
   * @throws UserError {@code deploy.stale}, {@code target.name-invalid}
   */
  public Stored add(String name, ServerAddress address, String hash) {
    TargetStore.checkName(name);
    Remote remote = logins.to(address);
    ServerSetup.Plan plan = setup.plan(remote);
    if (!plan.hash().equals(hash)) {
      throw new UserError(
          "deploy.stale",
          "The server is not as it was when the plan was shown.",
          "Look at what is to be done now, and approve that.");
    }
    ServerDetails details = setup.carryOut(remote, plan);
    servers.save(name, address, details);
    targets.forget(name);
    return servers.require(name);
  }

  public ServerFacts facts(Stored server) {
    return setup.look(logins.to(server.address()));
  }

  /** Whether visitors get from the domain to the server. */
  public DomainCheck.Report domain(Stored server, Domain domain) {
    return domains.of(
        domain,
        logins.hostOf(server.address()),
        server.details().webServer(),
        logins.to(server.address()));
  }

  /** What was deployed there, from any machine. Reads only. */
  public List<SiteHistory> histories(Stored server) {
    return SiteHistories.of(logins.to(server.address()));
  }

  public List<String> problems(ServerFacts facts) {
    return setup.problems(facts);
  }

  public List<String> removal(ServerFacts facts) {
    return setup.removal(facts);
  }

  /** Takes from the server what setting up and deploying made there. */
  public void remove(Stored server) {
    setup.remove(logins.to(server.address()));
    forget(server);
  }

  /** Leaves the server alone. */
  public void forget(Stored server) {
    targets.forget(server.name());
    servers.remove(server.name());
  }
}
