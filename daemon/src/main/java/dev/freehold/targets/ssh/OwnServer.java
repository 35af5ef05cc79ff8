package dev.freehold.targets.ssh;

import dev.freehold.targets.ssh.transport.Remote;
import dev.freehold.targets.ssh.transport.Tunnel;

/**
 * A server that was set up.
 *
 * @param tunnel leads to its loopback address
 */
record OwnServer(Remote remote, ServerDetails details, Tunnel tunnel) {}
