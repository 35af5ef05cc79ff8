/** The daemon's socket for its clients: where it is, HTTP over it, and its events. */
@NullMarked
package dev.freehold.http;

import org.jspecify.annotations.NullMarked;
