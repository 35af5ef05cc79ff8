/** The vocabulary of resumable work: steps, their records, probes and effects. */
@NullMarked
package dev.freehold.step;

import org.jspecify.annotations.NullMarked;
