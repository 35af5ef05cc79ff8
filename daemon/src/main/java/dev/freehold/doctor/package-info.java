/** Finds out what of this machine is in Freehold's way, and says how to mend it. */
@NullMarked
package dev.freehold.doctor;

import org.jspecify.annotations.NullMarked;
