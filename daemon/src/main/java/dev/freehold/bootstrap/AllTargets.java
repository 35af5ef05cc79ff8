package dev.freehold.bootstrap;

import dev.freehold.app.Domain;
import dev.freehold.target.Site;
import dev.freehold.target.Target;
import dev.freehold.target.Targets;
import dev.freehold.target.local.LocalTargets;
import dev.freehold.target.ssh.SshTargets;
import java.util.Optional;

/** This machine, and the servers by their names. */
record AllTargets(LocalTargets local, SshTargets servers) implements Targets {
  @Override
  public Target open(Site site, String name, Optional<Domain> domain) {
    return name.equals(LocalTargets.KIND)
        ? local.open(site, name, domain)
        : servers.open(site, name, domain);
  }
}
