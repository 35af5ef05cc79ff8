/** Starts, watches and ends the apps' own servers, inside the serving process. */
@NullMarked
package dev.freehold.targets.local.supervise;

import org.jspecify.annotations.NullMarked;
