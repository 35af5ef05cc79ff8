package dev.freehold.target.ssh;

import dev.freehold.target.ssh.transport.Remote;
import dev.freehold.target.ssh.transport.Tunnel;

/**
 * A server that was set up.
 *
 * @param tunnel leads to its loopback address
 */
record OwnServer(Remote remote, ServerDetails details, Tunnel tunnel) {}
