/** The files that the daemon writes and the serving process reads: all that the two share. */
@NullMarked
package dev.freehold.targets.local.site;

import org.jspecify.annotations.NullMarked;
