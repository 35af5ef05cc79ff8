package dev.freehold.targets.local;

import dev.freehold.credential.Vault;
import dev.freehold.release.Artifact;
import dev.freehold.targets.Site;
import dev.freehold.targets.local.site.ServiceRuntime;
import java.util.function.BiFunction;

/**
 * What servers of apps need of this machine.
 *
 * @param vault seals the variables that they run with
 * @param of what runs the servers of an artifact in a site; may bring a Node.js first
 */
public record Runtimes(Vault vault, BiFunction<Site, Artifact, ServiceRuntime> of) {}
