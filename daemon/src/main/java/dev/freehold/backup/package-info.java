/** One archive of a home, written while the daemon runs, and a new home from it. */
@NullMarked
package dev.freehold.backup;

import org.jspecify.annotations.NullMarked;
