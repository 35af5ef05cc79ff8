/** Logging in to a server as its owner would, and running scripts there. */
@NullMarked
package dev.freehold.targets.ssh.transport;

import org.jspecify.annotations.NullMarked;
