package dev.freehold.target.local;

import dev.freehold.credential.Vault;
import dev.freehold.detect.NodeRange;
import dev.freehold.target.Site;
import dev.freehold.target.local.site.ServiceRuntime;
import java.util.function.BiFunction;

/**
 * What servers of apps need of this machine.
 *
 * @param vault seals the variables that they run with
 * @param of what runs the servers of a site on these versions of Node.js; may bring one first
 */
public record Runtimes(Vault vault, BiFunction<Site, NodeRange, ServiceRuntime> of) {}
