/** A kind of place that only the tests have: what Freehold brings knows nothing of it. */
@NullMarked
package dev.freehold.targets.shelf;

import org.jspecify.annotations.NullMarked;
