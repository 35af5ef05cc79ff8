/** Artifacts, releases and how long they are kept. */
@NullMarked
package dev.freehold.release;

import org.jspecify.annotations.NullMarked;
