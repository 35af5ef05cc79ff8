/** The native messaging host: frames of the browser on one side, the daemon's API on the other. */
@NullMarked
package dev.freehold.host;

import org.jspecify.annotations.NullMarked;
