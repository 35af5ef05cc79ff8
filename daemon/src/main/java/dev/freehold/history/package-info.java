/** The read side: what was deployed, when, by whom, and how two deployments differ. */
@NullMarked
package dev.freehold.history;

import org.jspecify.annotations.NullMarked;
