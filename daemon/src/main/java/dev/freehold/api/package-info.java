/** The daemon's HTTP API on its Unix socket: transport, request filter, problems, event stream. */
@NullMarked
package dev.freehold.api;

import org.jspecify.annotations.NullMarked;
