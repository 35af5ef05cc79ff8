/** The daemon as its clients see it: HTTP over the socket, uploads, events, starting it. */
@NullMarked
package dev.freehold.cli.client;

import org.jspecify.annotations.NullMarked;
